/* SPDX-License-Identifier: Apache-2.0
 *
 * target.c - what the words around a target say of it: multinomial logistic
 * regression over windows (the arrangement of Vo and Zhang 2015, with one
 * learned number a word instead of its vector).
 */
#include "score.h"

#include <math.h>
#include <string.h>

/* Words next to the target, on each side. */
enum { NEAR = 2 };

/* Where a label's cut lies; host/docs/output.md. */
#define CUT 0.125

/* The windows: their lexicon sums are the first features, their learned sums
 * the heads from HEAD_BEFORE on. */
enum { BEFORE, AFTER, LEFT, RIGHT };
enum {
  T_NEGATIVE_BEFORE = WINDOWS,
  T_NEGATIVE_AFTER,
  T_COMPOUND,
  T_AFINN_COMPOUND,
  T_POSITIVE_SHARE,
  T_NEGATIVE_SHARE,
  T_QUESTION,
  T_NEGATORS,
  T_PLACE,
  T_HEADLINE
};

/* FADE_UNIT / (1 + distance / 4), as whole numbers so that sums are exact: for
 * the terms before a target, and for those after it, in reading order. */
static const int16_t fades[2][TARGET_REACH] = {
  { 38, 39, 41, 43, 45, 47,  49,  51,  54,  57,  60,  64,
    68, 73, 79, 85, 93, 102, 114, 128, 146, 171, 205, 256 },
  { 256, 205, 171, 146, 128, 114, 102, 93, 85, 79, 73, 68,
    64,  60,  57,  54,  51,  49,  47,  45, 43, 41, 39, 38 },
};

int32_t
target_fade(uint32_t distance)
{
  return distance < TARGET_REACH ? fades[AFTER][distance] : 0;
}

/* A sentence's end is its last term or, before a closing mark, the one before
 * that. */
static bool
is_headline(const Term *list, Stretch sentence)
{
  for (uint32_t i = 1; i <= 2 && i <= sentence.end - sentence.first; i++) {
    if (list[sentence.end - i].flags & TERM_STOP)
      return false;
  }
  return true;
}

/* Where the learned weights of a window before or after a target stand, of each
 * term of a sentence of `length` terms; TARGET_REACH zeros are at both ends. */
static size_t
lane_at(uint32_t length, int side, int label)
{
  size_t lane = (size_t)(2 * side + label);

  return lane * (length + (size_t)TARGET_REACH) + TARGET_REACH;
}

enum { LANES = 4 };

static void
clear_ends(Around *around, uint32_t length)
{
  for (size_t lane = 0; lane <= LANES; lane++)
    memset(&around->weights.items[lane * (length + (size_t)TARGET_REACH)], 0,
           TARGET_REACH * sizeof *around->weights.items);
}

static void
read_weights(Around *around)
{
  const Term *term = &around->terms->list.items[around->sentence.first];
  const Entry *entries = around->model->entries;
  uint32_t length = around->sentence.end - around->sentence.first;
  int16_t *before = around->weights.items + lane_at(length, BEFORE, 0);
  int16_t *after = around->weights.items + lane_at(length, AFTER, 0);
  size_t label = length + (size_t)TARGET_REACH;
  int64_t any[2] = { 0, 0 };

  for (uint32_t i = 0; i < length; i++, term++) {
    const int8_t *weight = entries[term->entry].weight;

    before[i] = weight[HEAD_BEFORE];
    before[i + label] = weight[HEAD_BEFORE + 1];
    after[i] = weight[HEAD_AFTER];
    after[i + label] = weight[HEAD_AFTER + 1];
    any[0] += weight[HEAD_ANY];
    any[1] += weight[HEAD_ANY + 1];
  }
  around->any[0] = any[0];
  around->any[1] = any[1];
}

/* What a target takes over from its sentence. */
static const struct {
  int target;
  int feature;
} taken[] = {
  { T_COMPOUND, F_COMPOUND },
  { T_AFINN_COMPOUND, F_AFINN_COMPOUND },
  { T_POSITIVE_SHARE, F_POSITIVE_SHARE },
  { T_NEGATIVE_SHARE, F_NEGATIVE_SHARE },
  { T_QUESTION, F_QUESTION },
  { T_NEGATORS, F_NEGATORS },
};
enum { TAKEN = sizeof taken / sizeof *taken };

static void
read_logits(Around *around)
{
  static const double units[WINDOWS] = { 1.0 / FADE_UNIT, 1.0 / FADE_UNIT, 1,
                                         1 };
  const Model *model = around->model;

  for (int label = 0; label < 2; label++) {
    for (int k = 0; k < WINDOWS; k++)
      around->unit[k][label] =
          (double)model->scale[HEAD_BEFORE + 2 * k + label] * units[k];
  }
  for (int label = 0; label < 2; label++) {
    const double *weight = model->target_feature[label];
    double logit = model->target_bias[label];

    for (size_t i = 0; i < TAKEN; i++)
      logit += weight[taken[i].target] * around->features[taken[i].feature];
    around->logit[label] = logit + weight[T_HEADLINE] * around->headline;
  }
}

bool
around_read(const Model *model, const Terms *terms, Stretch sentence,
            const double features[FEATURES], Around *around)
{
  uint32_t length = sentence.end - sentence.first;
  uint64_t room =
      LANES * ((uint64_t)length + TARGET_REACH) + (uint64_t)TARGET_REACH;

  if (room > UINT32_MAX || !array_reserve(&around->weights, (uint32_t)room))
    return false;
  around->model = model;
  around->terms = terms;
  around->sentence = sentence;
  around->features = features;
  around->headline = is_headline(terms->list.items, sentence);
  around->divisor = words_divisor(length);
  clear_ends(around, length);
  read_weights(around);
  read_logits(around);
  return true;
}

void
around_free(Around *around)
{
  array_free(&around->weights);
}

/* What the terms near a target add up to. */
typedef struct Near {
  int32_t learned[WINDOWS][2]; /* by window and label */
  double features[T_NEGATIVE_AFTER + 1];
} Near;

static void
add_worth(const Worth *worth, uint32_t distance, int side, double *f)
{
  double both = (double)(worth->shown + worth->afinn) / 2;
  double faded = both * target_fade(distance) / FADE_UNIT;

  f[side] += faded;
  f[T_NEGATIVE_BEFORE + side] += faded < 0 ? faded : 0;
  if (distance < NEAR)
    f[LEFT + side] += both;
}

/* What lexicons say of the terms that reach the target, the nearest first. */
static void
read_worths(const Terms *terms, Stretch before, Stretch after, double *f)
{
  const Term *list = terms->list.items;
  const Worth *worths = terms->worths.items;

  for (uint32_t i = list[before.end].before.worths;
       i > list[before.first].before.worths; i--)
    add_worth(&worths[i - 1], before.end - 1 - worths[i - 1].term, BEFORE, f);
  for (uint32_t i = list[after.first].before.worths;
       i < list[after.end].before.worths; i++)
    add_worth(&worths[i], worths[i].term - after.first, AFTER, f);
}

static int32_t
faded_sum(const int16_t *weights, const int16_t fade[TARGET_REACH])
{
  int32_t sum = 0;

  for (int i = 0; i < TARGET_REACH; i++)
    sum += (int32_t)weights[i] * fade[i];
  return sum;
}

/* What has been learned of the words right beside the target. */
static void
read_beside(const Around *around, Stretch terms, int window, int32_t learned[2])
{
  const Entry *entries = around->model->entries;
  const Term *list = around->terms->list.items;
  int32_t sum[2] = { 0, 0 };

  for (uint32_t i = terms.first; i < terms.end; i++) {
    const int8_t *weight = &entries[list[i].entry].weight[HEAD_BEFORE];

    sum[0] += weight[2 * window];
    sum[1] += weight[2 * window + 1];
  }
  learned[0] = sum[0];
  learned[1] = sum[1];
}

/* The last `most` terms of `terms`, and the first. */
static Stretch
last_of(Stretch terms, uint32_t most)
{
  uint32_t count = terms.end - terms.first;

  return (Stretch){ count > most ? terms.end - most : terms.first, terms.end };
}

static Stretch
first_of(Stretch terms, uint32_t most)
{
  uint32_t count = terms.end - terms.first;

  return (Stretch){ terms.first,
                    count > most ? terms.first + most : terms.end };
}

/* At most TARGET_REACH terms are read on each side, so that a long sentence
 * with many targets takes linear time. */
static void
read_near(const Around *around, Stretch target, Near *near)
{
  Stretch sentence = around->sentence;
  Stretch before = { sentence.first, target.first };
  Stretch after = { target.end, sentence.end };
  uint32_t length = sentence.end - sentence.first;
  const int16_t *first =
      around->weights.items + (target.first - sentence.first) - TARGET_REACH;
  const int16_t *end = around->weights.items + (target.end - sentence.first);

  for (int label = 0; label < 2; label++) {
    near->learned[BEFORE][label] =
        faded_sum(first + lane_at(length, BEFORE, label), fades[BEFORE]);
    near->learned[AFTER][label] =
        faded_sum(end + lane_at(length, AFTER, label), fades[AFTER]);
  }
  for (int i = 0; i <= T_NEGATIVE_AFTER; i++)
    near->features[i] = 0;
  read_beside(around, last_of(before, NEAR), LEFT, near->learned[LEFT]);
  read_beside(around, first_of(after, NEAR), RIGHT, near->learned[RIGHT]);
  read_worths(around->terms, last_of(before, TARGET_REACH),
              first_of(after, TARGET_REACH), near->features);
}

static double
place_of(const Around *around, Stretch target)
{
  return model_log1p(around->model, target.first - around->sentence.first);
}

void
target_features(const Around *around, Stretch target, double f[TARGET_FEATURES])
{
  Near near;

  read_near(around, target, &near);
  memcpy(f, near.features, sizeof near.features);
  for (size_t i = 0; i < TAKEN; i++)
    f[taken[i].target] = around->features[taken[i].feature];
  f[T_PLACE] = place_of(around, target);
  f[T_HEADLINE] = around->headline;
}

/* What is learned of the sentence's terms but the target's own. */
static void
others_of(const Around *around, Stretch target, double others[2])
{
  const Term *list = around->terms->list.items;
  Stretch own = first_of(target, TARGET_REACH);
  int64_t any[2] = { around->any[0], around->any[1] };

  for (uint32_t i = own.first; i < own.end; i++) {
    const int8_t *weight = around->model->entries[list[i].entry].weight;
    any[0] -= weight[HEAD_ANY];
    any[1] -= weight[HEAD_ANY + 1];
  }
  others[0] = (double)any[0] / around->divisor;
  others[1] = (double)any[1] / around->divisor;
}

/* How likely each label is, beside neutral: logarithms. */
static void
read_target(const Around *around, Stretch target, double logit[2])
{
  const Model *model = around->model;
  const double place = place_of(around, target);
  Near near;
  double others[2];

  read_near(around, target, &near);
  others_of(around, target, others);
  for (int label = 0; label < 2; label++) {
    const double *weight = model->target_feature[label];
    double sum = around->logit[label] + weight[T_PLACE] * place
                 + (double)model->scale[HEAD_ANY + label] * others[label];

    for (int k = 0; k < WINDOWS; k++)
      sum += around->unit[k][label] * near.learned[k][label];
    for (int k = 0; k <= T_NEGATIVE_AFTER; k++)
      sum += weight[k] * near.features[k];
    logit[label] = sum;
  }
}

/* The margin of the likeliest label decides the side of the cut, the margin's
 * size how far from it. */
static double
score_of(double negative, double positive)
{
  double pn = exp(negative), pp = exp(positive), p0 = 1 / (1 + pn + pp);

  pn *= p0;
  pp *= p0;
  if (pp > pn && pp > p0)
    return CUT + (1 - CUT) * (pp - (pn > p0 ? pn : p0));
  if (pn > pp && pn > p0)
    return -CUT - (1 - CUT) * (pn - (pp > p0 ? pp : p0));
  return 0.99 * CUT * (pp - pn);
}

static double
limited(double logit)
{
  return logit < -30 ? -30 : logit > 30 ? 30 : logit;
}

double
target_score(const Around *around, Stretch target)
{
  double logit[2];

  read_target(around, target, logit);
  return score_of(limited(logit[0]), limited(logit[1]));
}
