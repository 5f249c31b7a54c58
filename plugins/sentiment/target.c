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

void
target_features(const Stretch *sentence, uint32_t begin, uint32_t end,
                double f[TARGET_FEATURES])
{
  double all[FEATURES];

  for (int k = 0; k < TARGET_FEATURES; k++)
    f[k] = 0;
  for (uint32_t i = 0; i < sentence->count; i++) {
    const Term *term = &sentence->terms[i];
    TargetWeights w = target_weights(i, begin, end);
    double worth = (double)(term->shown + term->afinn) / 2;

    f[BEFORE] += w.before * worth;
    f[AFTER] += w.after * worth;
    f[CLOSE] += w.near * worth;
    f[3] += w.before * fmin(worth, 0);
    f[4] += w.after * fmin(worth, 0);
  }
  features_sum(sentence, all);
  f[5] = all[10];
  f[6] = all[11];
  f[7] = all[14];
  f[8] = all[15];
  f[9] = all[16];
  f[10] = all[0];
  f[11] = log1p(begin);
}

/* Word weights of one label: three windows and the whole sentence. */
static double
learned(const Model *model, const Stretch *sentence, uint32_t begin,
        uint32_t end, int label)
{
  double sum[4] = { 0 };
  double total = 0;

  for (uint32_t i = 0; i < sentence->count; i++) {
    const int8_t *weight = sentence->terms[i].entry->weight;
    TargetWeights w = target_weights(i, begin, end);

    sum[0] += w.before * weight[HEAD_BEFORE_NEGATIVE + label];
    sum[1] += w.after * weight[HEAD_AFTER_NEGATIVE + label];
    sum[2] += w.near * weight[HEAD_NEAR_NEGATIVE + label];
    sum[3] += (i < begin || i >= end) * weight[HEAD_ANY_NEGATIVE + label];
  }
  sum[3] /= words_divisor(sentence->count);
  for (int k = 0; k < 4; k++)
    total +=
        sum[k] * (double)model->scale[HEAD_BEFORE_NEGATIVE + 2 * k + label];
  return total;
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
target_score(const Model *model, const Stretch *sentence, uint32_t begin,
             uint32_t end)
{
  double features[TARGET_FEATURES], logit[2];

  target_features(sentence, begin, end, features);
  for (int label = 0; label < 2; label++) {
    logit[label] =
        model->target_bias[label] + learned(model, sentence, begin, end, label);
    for (int k = 0; k < TARGET_FEATURES; k++)
      logit[label] += model->target_feature[label][k] * features[k];
    logit[label] = fmin(fmax(logit[label], -30), 30);
  }
  return score_of(logit[0], logit[1]);
}
