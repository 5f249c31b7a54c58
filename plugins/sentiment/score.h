/* SPDX-License-Identifier: Apache-2.0
 *
 * score.h - sums over terms, and the scores that are linear in them.
 */
#ifndef SENTIMENT_SCORE_H
#define SENTIMENT_SCORE_H

#include "terms.h"

/* Names of the features, in order; FEATURES of them. */
extern const char *const feature_names[FEATURES];

/* Which terms count: those for which include[i] is `wanted`; include NULL:
 * all. */
typedef struct Stretch {
  const Term *terms;
  uint32_t count;
  const uint8_t *include;
  uint8_t wanted;
} Stretch;

/* Fills the features of one sentence, or of the part of it that counts, and
 * returns how many words counted. */
uint32_t features_sum(const Stretch *stretch, double features[FEATURES]);

/* What words and features add up to, not yet cut to -1..1. */
double sentence_score(const Model *model, const Stretch *stretch,
                      uint32_t *words);

/* What term `i` alone adds to the score of the stretch, which has `words`
 * words: its learned weight and its share in each lexicon sum. */
double term_contribution(const Model *model, const Stretch *stretch, uint32_t i,
                         uint32_t words);

/* By what each word's weight is divided: sqrt(words) + 1. */
double words_divisor(uint32_t words);

/* What the terms around a target say of it: [begin, end) are its own. */
typedef struct TargetWeights {
  double before, after, near;
} TargetWeights;

/* How much term `i` counts in the three windows of a target that is the terms
 * [begin, end). */
TargetWeights target_weights(uint32_t i, uint32_t begin, uint32_t end);

void target_features(const Stretch *sentence, uint32_t begin, uint32_t end,
                     double features[TARGET_FEATURES]);

/* -1..1; at or beyond .125 exactly when positive or negative is likelier than
 * the other two labels.  `all` are the features of the whole sentence. */
double target_score(const Model *model, const Stretch *sentence,
                    const double all[FEATURES], uint32_t begin, uint32_t end);

#endif
