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
  const Beside none = { { { 0 } } };

  for (size_t lane = 0; lane <= LANES; lane++)
    memset(&around->weights.items[lane * (length + (size_t)TARGET_REACH)], 0,
           TARGET_REACH * sizeof *around->weights.items);
  for (uint32_t i = 0; i < NEAR; i++)
    around->beside.items[i] = around->beside.items[NEAR + length + i] = none;
}

/* Copies the learned weights of each term, and adds up those that count
 * anywhere. */
static void
read_weights(Around *around, uint32_t length)
{
  const Term *term = &around->terms->list.items[around->sentence.first];
  const Word *words = around->model->words;
  int16_t *before = around->weights.items + lane_at(length, BEFORE, 0);
  int16_t *after = around->weights.items + lane_at(length, AFTER, 0);
  Beside *beside = around->beside.items + NEAR;
  size_t label = length + (size_t)TARGET_REACH;
  int64_t any[2] = { 0, 0 };

  for (uint32_t i = 0; i < length; i++, term++) {
    const int8_t *weight = words[term->word].weight;

    before[i] = weight[HEAD_BEFORE];
    before[i + label] = weight[HEAD_BEFORE + 1];
    after[i] = weight[HEAD_AFTER];
    after[i + label] = weight[HEAD_AFTER + 1];
    memcpy(beside[i].weight, &weight[HEAD_LEFT], sizeof *beside);
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

  if (room > UINT32_MAX || !array_reserve(&around->weights, (uint32_t)room)
      || !array_reserve(&around->beside, length + 2 * NEAR))
    return false;
  around->model = model;
  around->terms = terms;
  around->sentence = sentence;
  around->features = features;
  around->headline = is_headline(terms->list.items, sentence);
  around->divisor = words_divisor(length);
  clear_ends(around, length);
  read_weights(around, length);
  read_logits(around);
  return true;
}

void
around_free(Around *around)
{
  array_free(&around->beside);
  array_free(&around->weights);
}

/* What the terms near a target add up to. */
typedef struct Near {
  int32_t learned[WINDOWS][2]; /* by window and label */
  double features[T_NEGATIVE_AFTER + 1];
} Near;

/* How much a term counts at a distance; nothing beyond the reach. */
typedef struct Fade {
  double far;
  double beside;
} Fade;

#define AT(fade, beside)                                                       \
  {                                                                            \
    (fade) / (double)FADE_UNIT, beside                                         \
  }
static const Fade by_distance[TARGET_REACH + 1] = {
  AT(256, 1), AT(205, 1), AT(171, 0), AT(146, 0), AT(128, 0),
  AT(114, 0), AT(102, 0), AT(93, 0),  AT(85, 0),  AT(79, 0),
  AT(73, 0),  AT(68, 0),  AT(64, 0),  AT(60, 0),  AT(57, 0),
  AT(54, 0),  AT(51, 0),  AT(49, 0),  AT(47, 0),  AT(45, 0),
  AT(43, 0),  AT(41, 0),  AT(39, 0),  AT(38, 0),  { 0, 0 },
};

/* The same when below 0, else 0; exact. */
static inline double
below_zero(double x)
{
  return (x - fabs(x)) / 2;
}

/* Adds what a worth says to its side of the target; nothing when it stands in
 * it, for then its distance is no small number.  Without a branch: a worth's
 * side and sign are as good as random, and each wrong guess costs as much as
 * the rest. */
static inline void
add_worth(const Worth *worth, Stretch target, double *f)
{
  const bool after = worth->term >= target.end;
  const uint32_t distance =
      after ? worth->term - target.end : target.first - 1 - worth->term;
  const Fade *fade =
      &by_distance[distance < TARGET_REACH ? distance : TARGET_REACH];
  const double both = (double)(worth->shown + worth->afinn) / 2;
  const double faded = both * fade->far;

  f += after;
  f[BEFORE] += faded;
  f[T_NEGATIVE_BEFORE] += below_zero(faded);
  f[LEFT] += both * fade->beside;
}

/* What lexicons say of the terms from which the target can be reached.  The
 * sums are of few numbers of few bits: exact in any order. */
static void
read_worths(const Terms *terms, Stretch reach, Stretch target, double *f)
{
  const Term *list = terms->list.items;
  const Worth *worth = &terms->worths.items[worths_before(&list[reach.first])];
  const Worth *end = &terms->worths.items[worths_before(&list[reach.end])];

  for (; worth < end; worth++)
    add_worth(worth, target, f);
}

static int32_t
faded_sum(const int16_t *weights, const int16_t fade[TARGET_REACH])
{
  int32_t sum = 0;

  for (int i = 0; i < TARGET_REACH; i++)
    sum += (int32_t)weights[i] * fade[i];
  return sum;
}

/* What has been learned of the words right beside the target, from the first of
 * them on. */
static void
read_beside(const Beside *beside, int side, int32_t learned[2])
{
  _Static_assert(NEAR == 2, "two words");
  for (int label = 0; label < 2; label++)
    learned[label] =
        beside[0].weight[side][label] + beside[1].weight[side][label];
}

/* The first `most` terms of `terms`. */
static Stretch
first_of(Stretch terms, uint32_t most)
{
  uint32_t count = terms.end - terms.first;

  return (Stretch){ terms.first,
                    count > most ? terms.first + most : terms.end };
}

/* The terms of a sentence from which a target can be reached, and its own. */
static Stretch
reach_of(Stretch sentence, Stretch target)
{
  uint32_t before = target.first - sentence.first;
  uint32_t after = sentence.end - target.end;

  return (
      Stretch){ target.first - (before < TARGET_REACH ? before : TARGET_REACH),
                target.end + (after < TARGET_REACH ? after : TARGET_REACH) };
}

/* At most TARGET_REACH terms are read on each side, so that a long sentence
 * with many targets takes linear time. */
static void
read_near(const Around *around, Stretch target, Near *near)
{
  const Stretch sentence = around->sentence;
  const uint32_t length = sentence.end - sentence.first;
  const uint32_t first = target.first - sentence.first;
  const uint32_t end = target.end - sentence.first;
  const int16_t *weights = around->weights.items;

  for (int label = 0; label < 2; label++) {
    near->learned[BEFORE][label] = faded_sum(
        weights + lane_at(length, BEFORE, label) + first - TARGET_REACH,
        fades[BEFORE]);
    near->learned[AFTER][label] =
        faded_sum(weights + lane_at(length, AFTER, label) + end, fades[AFTER]);
  }
  read_beside(&around->beside.items[first], 0, near->learned[LEFT]);
  read_beside(&around->beside.items[NEAR + end], 1, near->learned[RIGHT]);
  for (int i = 0; i <= T_NEGATIVE_AFTER; i++)
    near->features[i] = 0;
  read_worths(around->terms, reach_of(sentence, target), target,
              near->features);
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
    const int8_t *weight = around->model->words[list[i].word].weight;
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
