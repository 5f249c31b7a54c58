/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"

#include <math.h>

const char *const feature_names[FEATURES] = { "negators",
                                              "valence",
                                              "positive",
                                              "negative",
                                              "positive-words",
                                              "negative-words",
                                              "negated-valence",
                                              "afinn",
                                              "afinn-positive",
                                              "afinn-negative",
                                              "compound",
                                              "afinn-compound",
                                              "mean",
                                              "afinn-mean",
                                              "positive-share",
                                              "negative-share",
                                              "question",
                                              "shouts",
                                              "contrast",
                                              "length",
                                              "shouted-compound",
                                              "asked-compound",
                                              "capitals",
                                              "long-compound",
                                              "modal-valence",
                                              "scare-valence" };

/* More exclamation marks than this say nothing new. */
enum { SHOUTS = 4 };

/* VADER's normalisation of a sum to -1..1: x / sqrt(x^2 + 15). */
static double
compound(double sum)
{
  return sum / sqrt(sum * sum + 15.0);
}

enum {
  SAYS_SOMETHING =
      TERM_NEGATOR | TERM_QUESTION | TERM_SHOUT | TERM_CONTRAST | TERM_CAPS
};

/* So many terms that 32 bits hold their weights for certain. */
enum { LONG_RUN = 1 << 20 };

static void
add_flags(Sums *sums, uint32_t flags)
{
  sums->negators += (flags & TERM_NEGATOR) != 0;
  sums->questions += (flags & TERM_QUESTION) != 0;
  sums->shouts += (flags & TERM_SHOUT) != 0;
  sums->contrasts += (flags & TERM_CONTRAST) != 0;
  sums->capitals += (flags & TERM_CAPS) != 0;
}

static void
add_lexicon(Sums *sums, const Term *term)
{
  double shown = (double)term->shown, afinn = (double)term->afinn;

  sums->sum[SUM_VALENCE] += shown;
  sums->sum[shown > 0 ? SUM_POSITIVE : SUM_NEGATIVE] += shown;
  sums->positive_words += term->valence > 0;
  sums->negative_words += term->valence < 0;
  sums->sum[SUM_AFINN] += afinn;
  sums->sum[afinn > 0 ? SUM_AFINN_POSITIVE : SUM_AFINN_NEGATIVE] += afinn;
  if (term->flags & TERM_NEGATED)
    sums->sum[SUM_NEGATED] += (double)term->valence;
  if (term->flags & TERM_MODAL)
    sums->sum[SUM_MODAL] += shown;
  if (term->flags & TERM_SCARE)
    sums->sum[SUM_SCARE] += shown;
}

/* What most words add, kept in registers: learned weights by negation, and how
 * many terms and words. */
typedef struct Tallied {
  int32_t learned[2];
  uint32_t terms, words;
} Tallied;

static void
add_tallied(Sums *sums, const Tallied *tallied)
{
  sums->plain += tallied->learned[0];
  sums->negated += tallied->learned[1];
  sums->terms += tallied->terms;
  sums->words += tallied->words;
}

/* Adds up terms from `i` on that are quoted, or are not, as the first is;
 * returns where they end.  TERM_NEGATED is 1, HEAD_NEGATED is 1. */
static uint32_t
add_run(Sums *sums, const Stretch *stretch, uint32_t i)
{
  Tallied tallied = { { 0, 0 }, 0, 0 };
  uint32_t quoted = stretch->terms[i].flags & TERM_QUOTED;

  for (; i < stretch->count && tallied.terms < LONG_RUN; i++) {
    const Term *term = &stretch->terms[i];
    uint32_t flags = term->flags, negated = flags & TERM_NEGATED;

    if ((flags & TERM_QUOTED) != quoted)
      break;
    tallied.terms++;
    tallied.words += (flags & TERM_WORD) != 0;
    tallied.learned[negated] += term->entry->weight[negated];
    if (flags & SAYS_SOMETHING)
      add_flags(sums, flags);
    if (flags & TERM_LEXICON)
      add_lexicon(sums, term);
  }
  add_tallied(sums, &tallied);
  return i;
}

/* Most words are in no lexicon and no sum but the learned one. */
void
sums_add(Sums sums[2], const Stretch *stretch)
{
  for (uint32_t i = 0; i < stretch->count;)
    i = add_run(&sums[(stretch->terms[i].flags & TERM_QUOTED) != 0], stretch,
                i);
}

void
sums_join(Sums *sums, const Sums *more)
{
  for (int k = 0; k < SUMS; k++)
    sums->sum[k] += more->sum[k];
  sums->plain += more->plain;
  sums->negated += more->negated;
  sums->terms += more->terms;
  sums->words += more->words;
  sums->negators += more->negators;
  sums->questions += more->questions;
  sums->shouts += more->shouts;
  sums->contrasts += more->contrasts;
  sums->capitals += more->capitals;
  sums->positive_words += more->positive_words;
  sums->negative_words += more->negative_words;
}

Sums
stretch_sums(const Stretch *stretch)
{
  Sums sums[2] = { { { 0 } }, { { 0 } } };

  sums_add(sums, stretch);
  sums_join(&sums[0], &sums[1]);
  return sums[0];
}

static void
take_sums(const Sums *sums, double f[FEATURES])
{
  f[F_NEGATORS] = sums->negators;
  f[F_VALENCE] = sums->sum[SUM_VALENCE];
  f[F_POSITIVE] = sums->sum[SUM_POSITIVE];
  f[F_NEGATIVE] = sums->sum[SUM_NEGATIVE];
  f[F_POSITIVE_WORDS] = sums->positive_words;
  f[F_NEGATIVE_WORDS] = sums->negative_words;
  f[F_NEGATED_VALENCE] = sums->sum[SUM_NEGATED];
  f[F_AFINN] = sums->sum[SUM_AFINN];
  f[F_AFINN_POSITIVE] = sums->sum[SUM_AFINN_POSITIVE];
  f[F_AFINN_NEGATIVE] = sums->sum[SUM_AFINN_NEGATIVE];
  f[F_QUESTION] = sums->questions > 0;
  f[F_SHOUTS] = sums->shouts < SHOUTS ? sums->shouts : SHOUTS;
  f[F_CONTRAST] = sums->contrasts > 0;
  f[F_CAPITALS] = sums->capitals;
  f[F_MODAL_VALENCE] = sums->sum[SUM_MODAL];
  f[F_SCARE_VALENCE] = sums->sum[SUM_SCARE];
}

void
sums_features(const Sums *sums, double f[FEATURES])
{
  double n = sums->terms ? sums->terms : 1;
  double strength = sums->sum[SUM_POSITIVE] - sums->sum[SUM_NEGATIVE] + 1;

  take_sums(sums, f);
  f[F_COMPOUND] = compound(f[F_VALENCE]);
  f[F_AFINN_COMPOUND] = compound(f[F_AFINN]);
  f[F_MEAN] = f[F_VALENCE] / n;
  f[F_AFINN_MEAN] = f[F_AFINN] / n;
  f[F_POSITIVE_SHARE] = f[F_POSITIVE] / strength;
  f[F_NEGATIVE_SHARE] = f[F_NEGATIVE] / strength;
  f[F_LENGTH] = log1p(sums->terms);
  f[F_SHOUTED_COMPOUND] = f[F_SHOUTS] * f[F_COMPOUND];
  f[F_ASKED_COMPOUND] = f[F_QUESTION] * f[F_COMPOUND];
  f[F_CAPITALS] /= n;
  f[F_LONG_COMPOUND] = f[F_COMPOUND] * f[F_LENGTH];
}

double
words_divisor(uint32_t words)
{
  return sqrt(words) + 2;
}

/* The learned sums are whole numbers: the order of the terms changes no
 * bit. */
double
sums_score(const Model *model, const Sums *sums)
{
  double features[FEATURES], score = model->bias;
  double learned = (double)sums->plain * (double)model->scale[HEAD_PLAIN]
                   + (double)sums->negated * (double)model->scale[HEAD_NEGATED];

  sums_features(sums, features);
  for (int k = 0; k < FEATURES; k++)
    score += model->feature[k] * features[k];
  return score + learned / words_divisor(sums->words);
}

double
term_contribution(const Model *model, const Term *term, uint32_t words)
{
  Head head = term->flags & TERM_NEGATED ? HEAD_NEGATED : HEAD_PLAIN;
  double shown = (double)term->shown, afinn = (double)term->afinn;
  const double *w = model->feature;
  double added = (double)term->entry->weight[head] * (double)model->scale[head]
                 / words_divisor(words);

  if (shown == 0 && afinn == 0)
    return added;
  return added + w[F_VALENCE] * shown
         + w[shown > 0 ? F_POSITIVE : F_NEGATIVE] * shown + w[F_AFINN] * afinn
         + w[afinn > 0 ? F_AFINN_POSITIVE : F_AFINN_NEGATIVE] * afinn
         + w[F_COMPOUND] * compound(shown)
         + w[F_AFINN_COMPOUND] * compound(afinn);
}
