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

static void
add_worth(const Term *term, int32_t fade, int side, double *f)
{
  double worth = (double)(term->shown + term->afinn) / 2 * fade / FADE_UNIT;

  f[side] += worth;
  if (worth < 0)
    f[T_NEGATIVE_BEFORE + side] += worth;
}

/* What stands right beside the target, on one side. */
static void
add_near(const Term *term, int side, double *f, Learned *learned)
{
  const int8_t *weight = &term->entry->weight[HEAD_LEFT + 2 * side];

  learned->sum[LEFT + side][0] += weight[0];
  learned->sum[LEFT + side][1] += weight[1];
  f[LEFT + side] += (double)(term->shown + term->afinn) / 2;
}

/* One side of the target: `count` terms from `term` on, each `step` farther.
 * At most TARGET_REACH are read, so that a long sentence with many targets
 * takes linear time. */
static void
read_side(const Term *term, int step, uint32_t count, int side, double *f,
          Learned *learned)
{
  int32_t negative = 0, positive = 0;
  const Term *next = term;

  if (count > TARGET_REACH)
    count = TARGET_REACH;
  for (uint32_t d = 0; d < count; d++, next += step) {
    const int8_t *weight = &next->entry->weight[HEAD_BEFORE + 2 * side];

    negative += fades[d] * weight[0];
    positive += fades[d] * weight[1];
    if (next->flags & TERM_LEXICON)
      add_worth(next, fades[d], side, f);
  }
  learned->sum[side][0] = negative;
  learned->sum[side][1] = positive;
  for (uint32_t d = 0; d < count && d < NEAR; d++, term += step)
    add_near(term, side, f, learned);
}

static void
read_windows(const Stretch *sentence, uint32_t begin, uint32_t end, double *f,
             Learned *learned)
{
  const Term *terms = sentence->terms;

  if (begin > 0)
    read_side(terms + begin - 1, -1, begin, BEFORE, f, learned);
  if (end < sentence->count)
    read_side(terms + end, 1, sentence->count - end, AFTER, f, learned);
}

static void
take_sentence(const Around *around, uint32_t begin, double *f)
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
  f[T_PLACE] = log1p(begin);
  f[T_HEADLINE] = around->headline;
}

/* A sentence's end is its last term or, before a closing mark, the one before
 * that. */
static bool
is_headline(const Stretch *sentence)
{
  for (uint32_t i = 1; i <= 2 && i <= sentence->count; i++) {
    if (sentence->terms[sentence->count - i].flags & TERM_STOP)
      return false;
  }
  return true;
}

Around
around_sentence(const Stretch *sentence)
{
  Around around = { .sentence = *sentence, .headline = is_headline(sentence) };
  Sums sums = stretch_sums(sentence);

  sums_features(&sums, around.features);
  for (uint32_t i = 0; i < sentence->count; i++) {
    const int8_t *weight = sentence->terms[i].entry->weight;
    around.any[0] += weight[HEAD_ANY];
    around.any[1] += weight[HEAD_ANY + 1];
  }
  return around;
}

static double
learned_logit(const Model *model, const Around *around, uint32_t begin,
              uint32_t end, const Learned *learned, int label)
{
  const float *scale = &model->scale[HEAD_BEFORE + label];
  int64_t any = around->any[label];
  double total = 0;

  for (uint32_t i = begin; i < end && i < begin + TARGET_REACH; i++)
    any -= around->sentence.terms[i].entry->weight[HEAD_ANY + label];
  for (int k = 0; k < WINDOWS; k++) {
    double unit = k < LEFT ? FADE_UNIT : 1;
    total += (double)scale[2 * k] * learned->sum[k][label] / unit;
  }
  return total
         + (double)scale[2 * WINDOWS] * (double)any
               / words_divisor(around->sentence.count);
}

void
target_features(const Around *around, uint32_t begin, uint32_t end,
                double f[TARGET_FEATURES])
{
  Learned learned = { { { 0 } } };

  for (int k = 0; k < TARGET_FEATURES; k++)
    f[k] = 0;
  read_windows(&around->sentence, begin, end, f, &learned);
  take_sentence(around, begin, f);
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
target_score(const Model *model, const Around *around, uint32_t begin,
             uint32_t end)
{
  double features[TARGET_FEATURES] = { 0 }, logit[2];
  Learned learned = { { { 0 } } };

  read_windows(&around->sentence, begin, end, features, &learned);
  take_sentence(around, begin, features);
  for (int label = 0; label < 2; label++) {
    logit[label] = model->target_bias[label]
                   + learned_logit(model, around, begin, end, &learned, label);
    for (int k = 0; k < TARGET_FEATURES; k++)
      logit[label] += model->target_feature[label][k] * features[k];
    logit[label] = fmin(fmax(logit[label], -30), 30);
  }
  return score_of(logit[0], logit[1]);
}
