/* SPDX-License-Identifier: Apache-2.0
 *
 * score.h - sums over terms, and the scores that are linear in them.  Each
 * term is added up once; sentences, the document's stretches and targets share
 * the sums.
 */
#ifndef SENTIMENT_SCORE_H
#define SENTIMENT_SCORE_H

#include "terms.h"

enum {
  F_NEGATORS,
  F_VALENCE,
  F_POSITIVE,
  F_NEGATIVE,
  F_POSITIVE_WORDS,
  F_NEGATIVE_WORDS,
  F_NEGATED_VALENCE,
  F_AFINN,
  F_AFINN_POSITIVE,
  F_AFINN_NEGATIVE,
  F_COMPOUND,
  F_AFINN_COMPOUND,
  F_MEAN,
  F_AFINN_MEAN,
  F_POSITIVE_SHARE,
  F_NEGATIVE_SHARE,
  F_QUESTION,
  F_SHOUTS,
  F_CONTRAST,
  F_LENGTH,
  F_SHOUTED_COMPOUND,
  F_ASKED_COMPOUND,
  F_CAPITALS,
  F_LONG_COMPOUND,
  F_MODAL_VALENCE,
  F_SCARE_VALENCE
};

/* Their names, in order. */
extern const char *const feature_names[FEATURES];

/* Terms [terms, terms + count). */
typedef struct Stretch {
  const Term *terms;
  uint32_t count;
} Stretch;

/* What a stretch of text adds up to, before anything that is not linear, so
 * that the sums of sentences are those of a document. */
enum {
  SUM_VALENCE,
  SUM_POSITIVE,
  SUM_NEGATIVE,
  SUM_NEGATED,
  SUM_AFINN,
  SUM_AFINN_POSITIVE,
  SUM_AFINN_NEGATIVE,
  SUM_MODAL,
  SUM_SCARE,
  SUMS
};
typedef struct Sums {
  double sum[SUMS];
  int64_t plain, negated; /* learned weights, whole numbers */
  uint32_t terms, words;
  uint32_t negators, questions, shouts, contrasts, capitals;
  uint32_t positive_words, negative_words;
  uint32_t reserved;
} Sums;

/* Adds each term to those of its kind: sums[0] outside quotes, sums[1]
 * inside. */
void sums_add(Sums sums[2], const Stretch *stretch);

void sums_join(Sums *sums, const Sums *more);

/* The features of a stretch. */
void sums_features(const Sums *sums, double features[FEATURES]);

/* What words and features add up to, not yet cut to -1..1. */
double sums_score(const Model *model, const Sums *sums);

/* All of a stretch, quoted or not. */
Sums stretch_sums(const Stretch *stretch);

/* What one term alone adds to the score of a stretch that has `words` words:
 * its learned weight and its share in each lexicon sum. */
double term_contribution(const Model *model, const Term *term, uint32_t words);

/* By what each word's weight is divided: sqrt(words) + 1. */
double words_divisor(uint32_t words);

/* A sentence as its targets see it: what does not depend on which. */
typedef struct Around {
  Stretch sentence;
  double features[FEATURES];
  int64_t any[2];  /* learned weights of all its terms */
  double headline; /* 1: it ends without a mark */
} Around;

Around around_sentence(const Stretch *sentence);

/* How much a term counts that stands `distance` terms away, in FADE_UNITs; 0
 * from TARGET_REACH on. */
enum { TARGET_REACH = 24, FADE_UNIT = 256 };
int32_t target_fade(uint32_t distance);

/* What the terms near a target, the terms [begin, end), say of it. */
void target_features(const Around *around, uint32_t begin, uint32_t end,
                     double features[TARGET_FEATURES]);

/* -1..1; at or beyond .125 exactly when positive or negative is likelier than
 * the other two labels. */
double target_score(const Model *model, const Around *around, uint32_t begin,
                    uint32_t end);

#endif
