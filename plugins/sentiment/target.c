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
enum { BEFORE, AFTER, LEFT, RIGHT, WINDOWS };
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

/* The learned weights of a window before or after a target, of each term of
 * the sentence from its first on; TARGET_REACH zeros stand at both ends. */
static int16_t *
lane_of(const Around *around, int side, int label)
{
  uint32_t length = around->sentence.end - around->sentence.first;
  size_t lane = (size_t)(2 * side + label);

  return around->weights.items + lane * (length + 2 * TARGET_REACH)
         + TARGET_REACH;
}

static void
read_weights(Around *around)
{
  const Term *list = around->terms->list.items;
  uint32_t count = around->sentence.end - around->sentence.first;
  int16_t *before[] = { lane_of(around, BEFORE, 0),
                        lane_of(around, BEFORE, 1) };
  int16_t *after[] = { lane_of(around, AFTER, 0), lane_of(around, AFTER, 1) };
  int64_t any[2] = { 0, 0 };

  for (uint32_t i = 0; i < count; i++) {
    const Term *term = &list[around->sentence.first + i];
    const int8_t *weight = around->model->entries[term->entry].weight;

    for (int label = 0; label < 2; label++) {
      before[label][i] = weight[HEAD_BEFORE + label];
      after[label][i] = weight[HEAD_AFTER + label];
      any[label] += weight[HEAD_ANY + label];
    }
  }
  around->any[0] = any[0];
  around->any[1] = any[1];
}

bool
around_read(const Model *model, const Terms *terms, Stretch sentence,
            Around *around)
{
  Sums sums;
  uint64_t room =
      4
      * ((uint64_t)sentence.end - sentence.first + 2 * (uint64_t)TARGET_REACH);

  if (room > UINT32_MAX || !array_reserve(&around->weights, (uint32_t)room))
    return false;
  memset(around->weights.items, 0, room * sizeof *around->weights.items);
  stretch_sums(terms, sentence, &sums);
  sums_settle(model, &sums);
  memcpy(around->features, sums.features, sizeof around->features);
  around->model = model;
  around->terms = terms;
  around->sentence = sentence;
  around->headline = is_headline(terms->list.items, sentence);
  read_weights(around);
  return true;
}

void
around_free(Around *around)
{
  array_free(&around->weights);
}

/* Learned sums, for each window and label. */
typedef struct Learned {
  int32_t sum[WINDOWS][2];
} Learned;

static void
add_worth(const Worth *worth, uint32_t distance, int side, double *f)
{
  double both = (double)(worth->shown + worth->afinn) / 2;
  double faded = both * target_fade(distance) / FADE_UNIT;

  f[side] += faded;
  if (faded < 0)
    f[T_NEGATIVE_BEFORE + side] += faded;
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
read_near(const Around *around, Stretch terms, int window, Learned *learned)
{
  for (uint32_t i = terms.first; i < terms.end; i++) {
    const Term *term = &around->terms->list.items[i];
    const int8_t *weight = around->model->entries[term->entry].weight;

    learned->sum[window][0] += weight[HEAD_BEFORE + 2 * window];
    learned->sum[window][1] += weight[HEAD_BEFORE + 2 * window + 1];
  }
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
read_windows(const Around *around, Stretch target, double *f, Learned *learned)
{
  Stretch sentence = around->sentence;
  Stretch before = { sentence.first, target.first };
  Stretch after = { target.end, sentence.end };
  const ptrdiff_t first = (ptrdiff_t)target.first - sentence.first;
  const ptrdiff_t end = (ptrdiff_t)target.end - sentence.first;

  for (int label = 0; label < 2; label++) {
    learned->sum[BEFORE][label] = faded_sum(
        lane_of(around, BEFORE, label) + first - TARGET_REACH, fades[BEFORE]);
    learned->sum[AFTER][label] =
        faded_sum(lane_of(around, AFTER, label) + end, fades[AFTER]);
  }
  f[BEFORE] = f[AFTER] = f[LEFT] = f[RIGHT] = 0;
  f[T_NEGATIVE_BEFORE] = f[T_NEGATIVE_AFTER] = 0;
  read_near(around, last_of(before, NEAR), LEFT, learned);
  read_near(around, first_of(after, NEAR), RIGHT, learned);
  read_worths(around->terms, last_of(before, TARGET_REACH),
              first_of(after, TARGET_REACH), f);
}

static void
take_sentence(const Around *around, Stretch target, double *f)
{
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

  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
    f[taken[i].target] = around->features[taken[i].feature];
  f[T_PLACE] =
      model_log1p(around->model, target.first - around->sentence.first);
  f[T_HEADLINE] = around->headline;
}

void
target_features(const Around *around, Stretch target, double f[TARGET_FEATURES])
{
  Learned learned = { { { 0 } } };

  read_windows(around, target, f, &learned);
  take_sentence(around, target, f);
}

/* What the words add for or against a label. */
static double
learned_logit(const Around *around, Stretch target, const Learned *learned,
              int label)
{
  static const double units[WINDOWS] = { 1.0 / FADE_UNIT, 1.0 / FADE_UNIT, 1,
                                         1 };
  const Model *model = around->model;
  const float *scale = &model->scale[HEAD_BEFORE + label];
  const Term *list = around->terms->list.items;
  Stretch own = first_of(target, TARGET_REACH);
  int64_t any = around->any[label];
  double total = 0;

  for (uint32_t i = own.first; i < own.end; i++)
    any -= model->entries[list[i].entry].weight[HEAD_ANY + label];
  for (int k = 0; k < WINDOWS; k++)
    total += (double)scale[2 * k] * learned->sum[k][label] * units[k];
  return total
         + (double)scale[2 * WINDOWS] * (double)any
               / words_divisor(around->sentence.end - around->sentence.first);
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
    return CUT + (1 - CUT) * (pp - fmax(pn, p0));
  if (pn > pp && pn > p0)
    return -CUT - (1 - CUT) * (pn - fmax(pp, p0));
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
  const Model *model = around->model;
  double features[TARGET_FEATURES], negative = model->target_bias[0],
                                    positive = model->target_bias[1];
  Learned learned = { { { 0 } } };

  read_windows(around, target, features, &learned);
  take_sentence(around, target, features);
  negative += learned_logit(around, target, &learned, 0);
  positive += learned_logit(around, target, &learned, 1);
  for (int k = 0; k < TARGET_FEATURES; k++) {
    negative += model->target_feature[0][k] * features[k];
    positive += model->target_feature[1][k] * features[k];
  }
  return score_of(limited(negative), limited(positive));
}
