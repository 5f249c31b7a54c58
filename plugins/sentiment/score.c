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

static uint32_t
between(uint32_t low, uint32_t number, uint32_t high)
{
  return number < low ? low : number > high ? high : number;
}

Stretch
stretch_of(const Terms *terms, stemma_span span, Stretch sentence)
{
  Stretch reached = { terms_from(terms, span.begin),
                      terms_from(terms, span.end) };

  if (reached.first
      && terms->list.items[reached.first - 1].span.end > span.begin)
    reached.first--;
  reached.first = between(sentence.first, reached.first, sentence.end);
  reached.end = between(reached.first, reached.end, sentence.end);
  return reached;
}

/* So many terms that the 31 bits of a difference hold their weights. */
enum { LONG_RUN = 1 << 23 };

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
add_lexicon(Sums *sums, const Worth *worth)
{
  double shown = (double)worth->shown, afinn = (double)worth->afinn;

  sums->sum[SUM_VALENCE] += shown;
  sums->sum[shown > 0 ? SUM_POSITIVE : SUM_NEGATIVE] += shown;
  sums->positive_words += worth->valence > 0;
  sums->negative_words += worth->valence < 0;
  sums->sum[SUM_AFINN] += afinn;
  sums->sum[afinn > 0 ? SUM_AFINN_POSITIVE : SUM_AFINN_NEGATIVE] += afinn;
  if (worth->flags & TERM_NEGATED)
    sums->sum[SUM_NEGATED] += (double)worth->valence;
  if (worth->flags & TERM_MODAL)
    sums->sum[SUM_MODAL] += shown;
  if (worth->flags & TERM_SCARE)
    sums->sum[SUM_SCARE] += shown;
}

static void
add_worth(Sums *sums, const Worth *worth)
{
  if (worth->flags & TERM_LEXICON)
    add_lexicon(sums, worth);
  if (worth->flags & (TERM_WORTH & ~TERM_LEXICON))
    add_flags(sums, worth->flags);
}

static void
add_run(const Term *first, const Term *end, Counts *counts)
{
  for (int k = 0; k < 2; k++)
    counts->learned[k] +=
        (int32_t)(end->before.learned[k] - first->before.learned[k]);
  counts->terms += (uint32_t)(end - first);
  counts->words += end->before.words - first->before.words;
}

Counts
stretch_counts(const Terms *terms, Stretch stretch)
{
  const Term *list = terms->list.items;
  Counts counts = { { 0, 0 }, 0, 0 };

  for (; stretch.end - stretch.first > LONG_RUN; stretch.first += LONG_RUN)
    add_run(list + stretch.first, list + stretch.first + LONG_RUN, &counts);
  add_run(list + stretch.first, list + stretch.end, &counts);
  return counts;
}

void
counts_add(Counts *counts, const Counts *more)
{
  counts->learned[0] += more->learned[0];
  counts->learned[1] += more->learned[1];
  counts->terms += more->terms;
  counts->words += more->words;
}

void
counts_take(Counts *counts, const Counts *less)
{
  counts->learned[0] -= less->learned[0];
  counts->learned[1] -= less->learned[1];
  counts->terms -= less->terms;
  counts->words -= less->words;
}

Sums
stretch_sums(const Terms *terms, Stretch stretch)
{
  const Term *list = terms->list.items;
  const Worth *worths = terms->worths.items;
  Sums sums = { .counts = stretch_counts(terms, stretch) };

  for (uint32_t i = list[stretch.first].before.worths;
       i < list[stretch.end].before.worths; i++)
    add_worth(&sums, &worths[i]);
  return sums;
}

void
stretch_parts(const Terms *terms, Stretch stretch, const Counts *inside,
              Sums parts[2])
{
  const Term *list = terms->list.items;
  const Worth *worths = terms->worths.items;

  parts[0] = (Sums){ .counts = stretch_counts(terms, stretch) };
  parts[1] = (Sums){ .counts = *inside };
  counts_take(&parts[0].counts, inside);
  for (uint32_t i = list[stretch.first].before.worths;
       i < list[stretch.end].before.worths; i++)
    add_worth(&parts[(worths[i].flags & TERM_QUOTED) != 0], &worths[i]);
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
sums_features(const Model *model, const Sums *sums, double f[FEATURES])
{
  double n = sums->counts.terms ? sums->counts.terms : 1;
  double strength = sums->sum[SUM_POSITIVE] - sums->sum[SUM_NEGATIVE] + 1;

  take_sums(sums, f);
  f[F_COMPOUND] = compound(f[F_VALENCE]);
  f[F_AFINN_COMPOUND] = compound(f[F_AFINN]);
  f[F_MEAN] = f[F_VALENCE] / n;
  f[F_AFINN_MEAN] = f[F_AFINN] / n;
  f[F_POSITIVE_SHARE] = f[F_POSITIVE] / strength;
  f[F_NEGATIVE_SHARE] = f[F_NEGATIVE] / strength;
  f[F_LENGTH] = model_log1p(model, sums->counts.terms);
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

double
sums_score(const Model *model, const Sums *sums)
{
  double features[FEATURES], score = model->bias;
  double learned =
      (double)sums->counts.learned[0] * (double)model->scale[HEAD_PLAIN]
      + (double)sums->counts.learned[1] * (double)model->scale[HEAD_NEGATED];

  sums_features(model, sums, features);
  for (int k = 0; k < FEATURES; k++)
    score += model->feature[k] * features[k];
  return score + learned / words_divisor(sums->counts.words);
}

double
worth_share(const Model *model, const Worth *worth)
{
  double shown = (double)worth->shown, afinn = (double)worth->afinn;
  const double *w = model->feature;

  return w[F_VALENCE] * shown + w[shown > 0 ? F_POSITIVE : F_NEGATIVE] * shown
         + w[F_AFINN] * afinn
         + w[afinn > 0 ? F_AFINN_POSITIVE : F_AFINN_NEGATIVE] * afinn
         + w[F_COMPOUND] * compound(shown)
         + w[F_AFINN_COMPOUND] * compound(afinn);
}
