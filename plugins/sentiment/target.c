/* SPDX-License-Identifier: Apache-2.0
 *
 * target.c - what the words around a target say of it: multinomial logistic
 * regression over windows (the arrangement of Vo and Zhang 2015, with one
 * learned number a word instead of its vector).
 */
#include "score.h"

#include <math.h>

/* A word at distance d counts 1 / (1 + d / FADE). */
#define FADE 4.0

/* Words next to the target, on each side. */
enum { NEAR = 3 };

/* Where a label's cut lies; OUTPUT.md. */
#define CUT 0.125

enum { BEFORE, AFTER, CLOSE, WINDOWS };

TargetWeights
target_weights(uint32_t i, uint32_t begin, uint32_t end)
{
  TargetWeights weights = { 0, 0, 0 };
  uint32_t distance;

  if (i >= begin && i < end)
    return weights;
  distance = i < begin ? begin - 1 - i : i - end;
  if (i < begin)
    weights.before = 1 / (1 + distance / FADE);
  else
    weights.after = 1 / (1 + distance / FADE);
  weights.near = distance < NEAR;
  return weights;
}

static void
add_worth(double *f, double worth, const TargetWeights *w)
{
  f[BEFORE] += w->before * worth;
  f[AFTER] += w->after * worth;
  f[CLOSE] += w->near * worth;
  f[3] += w->before * fmin(worth, 0);
  f[4] += w->after * fmin(worth, 0);
}

/* Sums of word weights, for each label: before, after, near, anywhere. */
typedef struct Learned {
  double sum[2][4];
} Learned;

static void
add_word(Learned *learned, const int8_t *weight, const TargetWeights *w)
{
  for (int label = 0; label < 2; label++) {
    double *sum = learned->sum[label];
    sum[0] += w->before * weight[HEAD_BEFORE_NEGATIVE + label];
    sum[1] += w->after * weight[HEAD_AFTER_NEGATIVE + label];
    sum[2] += w->near * weight[HEAD_NEAR_NEGATIVE + label];
    sum[3] += weight[HEAD_ANY_NEGATIVE + label];
  }
}

/* Lexicon sums and word weights in one pass over the sentence. */
static void
read_windows(const Stretch *sentence, uint32_t begin, uint32_t end, double *f,
             Learned *learned)
{
  for (uint32_t i = 0; i < sentence->count; i++) {
    const Term *term = &sentence->terms[i];
    TargetWeights w;

    if (i >= begin && i < end)
      continue;
    w = target_weights(i, begin, end);
    if (learned)
      add_word(learned, term->entry->weight, &w);
    if (term->shown != 0 || term->afinn != 0)
      add_worth(f, (double)(term->shown + term->afinn) / 2, &w);
  }
}

static double
learned_logit(const Model *model, const Learned *learned, uint32_t count,
              int label)
{
  const double *sum = learned->sum[label];
  double total = 0;

  for (int k = 0; k < 4; k++) {
    double scale = (double)model->scale[HEAD_BEFORE_NEGATIVE + 2 * k + label];
    total += scale * (k == 3 ? sum[k] / words_divisor(count) : sum[k]);
  }
  return total;
}

static void
take_sentence(const double all[FEATURES], uint32_t begin, double *f)
{
  f[5] = all[10];
  f[6] = all[11];
  f[7] = all[14];
  f[8] = all[15];
  f[9] = all[16];
  f[10] = all[0];
  f[11] = log1p(begin);
}

void
target_features(const Stretch *sentence, uint32_t begin, uint32_t end,
                double f[TARGET_FEATURES])
{
  double all[FEATURES];

  for (int k = 0; k < TARGET_FEATURES; k++)
    f[k] = 0;
  read_windows(sentence, begin, end, f, NULL);
  features_sum(sentence, all);
  take_sentence(all, begin, f);
}

/* The margin of the likeliest label decides the side of the cut, the margin's
 * size how far from it. */
static double
score_of(double negative, double positive)
{
  double z = 1 + exp(negative) + exp(positive);
  double pn = exp(negative) / z, pp = exp(positive) / z, p0 = 1 / z;

  if (pp > pn && pp > p0)
    return CUT + (1 - CUT) * (pp - fmax(pn, p0));
  if (pn > pp && pn > p0)
    return -CUT - (1 - CUT) * (pn - fmax(pp, p0));
  return 0.99 * CUT * (pp - pn);
}

double
target_score(const Model *model, const Stretch *sentence,
             const double all[FEATURES], uint32_t begin, uint32_t end)
{
  double features[TARGET_FEATURES] = { 0 }, logit[2];
  Learned learned = { { { 0 } } };

  read_windows(sentence, begin, end, features, &learned);
  take_sentence(all, begin, features);
  for (int label = 0; label < 2; label++) {
    logit[label] = model->target_bias[label]
                   + learned_logit(model, &learned, sentence->count, label);
    for (int k = 0; k < TARGET_FEATURES; k++)
      logit[label] += model->target_feature[label][k] * features[k];
    logit[label] = fmin(fmax(logit[label], -30), 30);
  }
  return score_of(logit[0], logit[1]);
}
