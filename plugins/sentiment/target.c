/* SPDX-License-Identifier: Apache-2.0
 *
 * target.c - what the words around a target say of it: multinomial logistic
 * regression over windows (the arrangement of Vo and Zhang 2015, with one
 * learned number a word instead of its vector).
 */
#include "score.h"

#include <math.h>

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

/* FADE_UNIT / (1 + distance / 4), as whole numbers so that sums are exact. */
static const int16_t fades[TARGET_REACH] = { 256, 205, 171, 146, 128, 114,
                                             102, 93,  85,  79,  73,  68,
                                             64,  60,  57,  54,  51,  49,
                                             47,  45,  43,  41,  39,  38 };

int32_t
target_fade(uint32_t distance)
{
  return distance < TARGET_REACH ? fades[distance] : 0;
}

/* Learned sums, for each window and label. */
typedef struct Learned {
  int32_t sum[WINDOWS][2];
} Learned;

/* The terms beside a target: `count` from `nearest` on, each `step` farther. */
typedef struct Side {
  int side; /* BEFORE or AFTER */
  int step;
  const Term *nearest;
  uint32_t count;
} Side;

static void
add_worth(const Worth *worth, uint32_t distance, int side, double *f)
{
  double both = (double)(worth->shown + worth->afinn) / 2;
  double faded = both * fades[distance] / FADE_UNIT;

  f[side] += faded;
  if (faded < 0)
    f[T_NEGATIVE_BEFORE + side] += faded;
  if (distance < NEAR)
    f[LEFT + side] += both;
}

/* What lexicons say, the nearest first. */
static void
read_worths(const Terms *terms, const Side *side, double *f)
{
  uint32_t nearest = (uint32_t)(side->nearest - terms->list.items);
  const Term *far = side->nearest + side->step * (int64_t)side->count;
  uint32_t first, count;

  if (side->side == BEFORE) {
    first = side->nearest[1].before.worths - 1;
    count = side->nearest[1].before.worths - far[1].before.worths;
  } else {
    first = side->nearest->before.worths;
    count = far->before.worths - first;
  }
  for (uint32_t i = 0; i < count; i++) {
    const Worth *worth = &terms->worths.items[first + (uint32_t)side->step * i];
    uint32_t distance = (uint32_t)side->step * (worth->term - nearest);
    add_worth(worth, distance, side->side, f);
  }
}

/* What has been learned of the words. */
static void
read_learned(const Entry *entries, const Side *side, Learned *learned)
{
  const Term *term = side->nearest;
  int32_t negative = 0, positive = 0;
  int32_t *near = learned->sum[LEFT + side->side];

  for (uint32_t d = 0; d < side->count; d++, term += side->step) {
    const int8_t *weight =
        &entries[term->entry].weight[HEAD_BEFORE + 2 * side->side];

    negative += fades[d] * weight[0];
    positive += fades[d] * weight[1];
    if (d < NEAR) {
      near[0] += weight[HEAD_LEFT - HEAD_BEFORE];
      near[1] += weight[HEAD_LEFT - HEAD_BEFORE + 1];
    }
  }
  learned->sum[side->side][0] = negative;
  learned->sum[side->side][1] = positive;
}

/* At most TARGET_REACH terms are read on each side, so that a long sentence
 * with many targets takes linear time. */
static void
read_windows(const Model *model, const Terms *terms, Stretch sentence,
             Stretch target, double *f, Learned *learned)
{
  const Term *list = terms->list.items;
  const Side sides[] = {
    { BEFORE, -1, list + target.first - 1, target.first - sentence.first },
    { AFTER, 1, list + target.end, sentence.end - target.end },
  };

  for (int k = BEFORE; k <= AFTER; k++) {
    Side side = sides[k];

    if (side.count > TARGET_REACH)
      side.count = TARGET_REACH;
    if (!side.count)
      continue;
    read_learned(model->entries, &side, learned);
    read_worths(terms, &side, f);
  }
}

static void
take_sentence(const Model *model, const Around *around, Stretch target,
              double *f)
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
  f[T_PLACE] = model_log1p(model, target.first - around->sentence.first);
  f[T_HEADLINE] = around->headline;
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

Around
around_sentence(const Model *model, const Terms *terms, Stretch sentence)
{
  const Term *list = terms->list.items;
  Around around = { .sentence = sentence,
                    .headline = is_headline(list, sentence) };
  Sums sums = stretch_sums(terms, sentence);

  sums_features(model, &sums, around.features);
  for (uint32_t i = sentence.first; i < sentence.end; i++) {
    const int8_t *weight = model->entries[list[i].entry].weight;
    around.any[0] += weight[HEAD_ANY];
    around.any[1] += weight[HEAD_ANY + 1];
  }
  return around;
}

static double
learned_logit(const Model *model, const Terms *terms, const Around *around,
              Stretch target, const Learned *learned, int label)
{
  const float *scale = &model->scale[HEAD_BEFORE + label];
  int64_t any = around->any[label];
  uint32_t count = around->sentence.end - around->sentence.first;
  double total = 0;

  for (uint32_t i = target.first;
       i < target.end && i < target.first + TARGET_REACH; i++)
    any -= model->entries[terms->list.items[i].entry].weight[HEAD_ANY + label];
  for (int k = 0; k < WINDOWS; k++) {
    double unit = k < LEFT ? FADE_UNIT : 1;
    total += (double)scale[2 * k] * learned->sum[k][label] / unit;
  }
  return total
         + (double)scale[2 * WINDOWS] * (double)any / words_divisor(count);
}

void
target_features(const Model *model, const Terms *terms, const Around *around,
                Stretch target, double f[TARGET_FEATURES])
{
  Learned learned = { { { 0 } } };

  for (int k = 0; k < TARGET_FEATURES; k++)
    f[k] = 0;
  read_windows(model, terms, around->sentence, target, f, &learned);
  take_sentence(model, around, target, f);
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

double
target_score(const Model *model, const Terms *terms, const Around *around,
             Stretch target)
{
  double features[TARGET_FEATURES] = { 0 }, logit[2];
  Learned learned = { { { 0 } } };

  read_windows(model, terms, around->sentence, target, features, &learned);
  take_sentence(model, around, target, features);
  for (int label = 0; label < 2; label++) {
    logit[label] =
        model->target_bias[label]
        + learned_logit(model, terms, around, target, &learned, label);
    for (int k = 0; k < TARGET_FEATURES; k++)
      logit[label] += model->target_feature[label][k] * features[k];
    logit[label] = fmin(fmax(logit[label], -30), 30);
  }
  return score_of(logit[0], logit[1]);
}
