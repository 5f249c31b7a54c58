/* SPDX-License-Identifier: Apache-2.0
 *
 * score.h - sums over terms, and the scores that are linear in them.  What all
 * terms add is the difference of two sums that terms.h keeps; only the worths
 * are added up.
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

/* The terms of `sentence` of which some part lies in `span`. */
Stretch stretch_of(const Terms *terms, stemma_span span, Stretch sentence);

/* What any word adds to a stretch: exact, so that the order changes no bit. */
typedef struct Counts {
  int64_t learned[2]; /* weights of plain words, and of negated ones */
  uint32_t terms;
  uint32_t words;
} Counts;

Counts stretch_counts(const Terms *terms, Stretch stretch);
void counts_add(Counts *counts, const Counts *more);
void counts_take(Counts *counts, const Counts *less);

/* What a stretch of text adds up to.  At first those features that are sums;
 * sums_settle makes of them all the others. */
typedef struct Sums {
  Counts counts;
  uint32_t worths;   /* none: all features are 0 but F_LENGTH */
  uint32_t positive; /* words; whole numbers are counted without a branch */
  uint32_t negative;
  uint32_t reserved;
  double features[FEATURES];
} Sums;

/* All of a stretch, quoted or not. */
void stretch_sums(const Terms *terms, Stretch stretch, Sums *sums);

/* Apart: parts[0] outside quotes, parts[1] inside, where `inside` counts. */
void stretch_parts(const Terms *terms, Stretch stretch, const Counts *inside,
                   Sums parts[2]);

/* Completes the features. */
void sums_settle(const Model *model, Sums *sums);

/* What words and features add up to, not yet cut to -1..1.  Settles them. */
double sums_score(const Model *model, Sums *sums);

/* What one lexicon word alone adds to a score: its share in each lexicon
 * sum. */
double worth_share(const Model *model, const Worth *worth);

/* By what each word's weight is divided. */
static inline double
words_divisor(uint32_t words)
{
  return sqrt(words) + 2;
}

/* Windows around a target: before and after it, next to it on the left and on
 * the right. */
enum { WINDOWS = 4 };

/* What is learned of a term beside a target, by side and label. */
typedef struct Beside {
  int8_t weight[2][2];
} Beside;

/* A sentence as its targets see it: what does not depend on which. */
typedef struct Around {
  const Model *model;
  const Terms *terms;
  Stretch sentence;
  const double *features;  /* settled, of the sentence */
  double headline;         /* 1: it ends without a mark */
  double divisor;          /* of what is learned of all its terms */
  int64_t any[2];          /* that, by label */
  double logit[2];         /* what its features say, by label */
  double unit[WINDOWS][2]; /* of what is learned in a window, by label */
  ARRAY(int16_t) weights;  /* learned weights by window; target.c */
  ARRAY(Beside) beside;    /* of each term */
} Around;

/* Reads a sentence, whose settled features stay with the caller; `around` keeps
 * memory for the next one.  False without memory. */
bool around_read(const Model *model, const Terms *terms, Stretch sentence,
                 const double features[FEATURES], Around *around);
void around_free(Around *around);

/* How far a term may stand away that counts, and as how much the next one
 * does. */
enum { TARGET_REACH = 24, FADE_UNIT = 256 };

/* What the terms near a target, which lies in the sentence, say of it. */
void target_features(const Around *around, Stretch target,
                     double features[TARGET_FEATURES]);

/* -1..1; at or beyond .125 exactly when positive or negative is likelier than
 * the other two labels. */
double target_score(const Around *around, Stretch target);

#endif
