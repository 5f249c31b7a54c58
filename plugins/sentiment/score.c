/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"

#include <math.h>

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

static bool
counts(const Stretch *stretch, uint32_t i)
{
  return !stretch->include || stretch->include[i] == stretch->wanted;
}

/* Most words are in no lexicon and no sum. */
static bool
says_something(const Term *term)
{
  return (term->flags
          & (TERM_NEGATOR | TERM_QUESTION | TERM_SHOUT | TERM_CONTRAST
             | TERM_CAPS))
         || term->valence != 0 || term->afinn != 0;
}

static void
add_term(const Term *term, double *f)
{
  f[F_NEGATORS] += term->flags & TERM_NEGATOR ? 1 : 0;
  f[F_QUESTION] += term->flags & TERM_QUESTION ? 1 : 0;
  f[F_SHOUTS] += term->flags & TERM_SHOUT ? 1 : 0;
  f[F_CONTRAST] += term->flags & TERM_CONTRAST ? 1 : 0;
  f[F_CAPITALS] += term->flags & TERM_CAPS ? 1 : 0;
  if (term->valence == 0 && term->afinn == 0)
    return;
  f[F_VALENCE] += (double)term->shown;
  f[F_POSITIVE] += fmax((double)term->shown, 0);
  f[F_NEGATIVE] += fmin((double)term->shown, 0);
  f[F_POSITIVE_WORDS] += term->valence > 0;
  f[F_NEGATIVE_WORDS] += term->valence < 0;
  f[F_AFINN] += (double)term->afinn;
  f[F_AFINN_POSITIVE] += fmax((double)term->entry->afinn, 0);
  f[F_AFINN_NEGATIVE] += fmin((double)term->entry->afinn, 0);
  if (term->flags & TERM_NEGATED)
    f[F_NEGATED_VALENCE] += (double)term->valence;
  if (term->flags & TERM_MODAL)
    f[F_MODAL_VALENCE] += (double)term->shown;
  if (term->flags & TERM_SCARE)
    f[F_SCARE_VALENCE] += (double)term->shown;
}

uint32_t
features_sum(const Stretch *stretch, double f[FEATURES])
{
  uint32_t words = 0, terms = 0;
  double strength, n;

  for (int k = 0; k < FEATURES; k++)
    f[k] = 0;
  for (uint32_t i = 0; i < stretch->count; i++) {
    if (!counts(stretch, i))
      continue;
    terms++;
    words += stretch->terms[i].flags & TERM_WORD ? 1 : 0;
    if (says_something(&stretch->terms[i]))
      add_term(&stretch->terms[i], f);
  }
  n = terms ? terms : 1;
  strength = f[F_POSITIVE] - f[F_NEGATIVE] + 1;
  f[F_QUESTION] = f[F_QUESTION] > 0;
  f[F_CONTRAST] = f[F_CONTRAST] > 0;
  f[F_SHOUTS] = fmin(f[F_SHOUTS], SHOUTS);
  f[F_COMPOUND] = compound(f[F_VALENCE]);
  f[F_AFINN_COMPOUND] = compound(f[F_AFINN]);
  f[F_MEAN] = f[F_VALENCE] / n;
  f[F_AFINN_MEAN] = f[F_AFINN] / n;
  f[F_POSITIVE_SHARE] = f[F_POSITIVE] / strength;
  f[F_NEGATIVE_SHARE] = f[F_NEGATIVE] / strength;
  f[F_LENGTH] = log1p(terms);
  f[F_SHOUTED_COMPOUND] = f[F_SHOUTS] * f[F_COMPOUND];
  f[F_ASKED_COMPOUND] = f[F_QUESTION] * f[F_COMPOUND];
  f[F_CAPITALS] /= n;
  f[F_LONG_COMPOUND] = f[F_COMPOUND] * f[F_LENGTH];
  return words;
}

double
words_divisor(uint32_t words)
{
  return sqrt(words) + 1;
}

/* Sums of whole numbers, so that the order of the terms changes no bit. */
static double
learned_sum(const Model *model, const Stretch *stretch)
{
  int64_t plain = 0, negated = 0;

  for (uint32_t i = 0; i < stretch->count; i++) {
    const Term *term = &stretch->terms[i];
    if (!counts(stretch, i))
      continue;
    if (term->flags & TERM_NEGATED)
      negated += term->entry->weight[HEAD_NEGATED];
    else
      plain += term->entry->weight[HEAD_PLAIN];
  }
  return (double)plain * (double)model->scale[HEAD_PLAIN]
         + (double)negated * (double)model->scale[HEAD_NEGATED];
}

double
sentence_score(const Model *model, const Stretch *stretch, uint32_t *words)
{
  double features[FEATURES], score = model->bias;

  *words = features_sum(stretch, features);
  for (int k = 0; k < FEATURES; k++)
    score += model->feature[k] * features[k];
  return score + learned_sum(model, stretch) / words_divisor(*words);
}

double
term_contribution(const Model *model, const Stretch *stretch, uint32_t i,
                  uint32_t words)
{
  const Term *term = &stretch->terms[i];
  Head head = term->flags & TERM_NEGATED ? HEAD_NEGATED : HEAD_PLAIN;
  double shown = (double)term->shown, afinn = (double)term->afinn;
  const double *w = model->feature;
  double added = (double)term->entry->weight[head] * (double)model->scale[head]
                 / words_divisor(words);

  if (shown == 0 && afinn == 0)
    return added;
  return added + w[F_VALENCE] * shown + w[F_POSITIVE] * fmax(shown, 0)
         + w[F_NEGATIVE] * fmin(shown, 0) + w[F_AFINN] * afinn
         + w[F_COMPOUND] * compound(shown)
         + w[F_AFINN_COMPOUND] * compound(afinn);
}
