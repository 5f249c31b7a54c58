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

Stretch
stretch_of(const Terms *terms, stemma_span span, Stretch sentence)
{
  const Term *list = terms->list.items;
  Stretch reached = { terms_from(terms, sentence, span.begin),
                      terms_from(terms, sentence, span.end) };

  if (reached.first > sentence.first
      && list[reached.first - 1].span.end > span.begin)
    reached.first--;
  if (reached.end < reached.first)
    reached.end = reached.first;
  return reached;
}

/* So many terms that the 31 bits of a difference hold their weights. */
#define LONG_RUN (1u << 23)

static void
add_flags(double f[FEATURES], uint32_t flags)
{
  f[F_NEGATORS] += (flags & TERM_NEGATOR) != 0;
  f[F_QUESTION] += (flags & TERM_QUESTION) != 0;
  f[F_SHOUTS] += (flags & TERM_SHOUT) != 0;
  f[F_CONTRAST] += (flags & TERM_CONTRAST) != 0;
  f[F_CAPITALS] += (flags & TERM_CAPS) != 0;
}

/* What a worth adds that stands in a setting of its own, as few do. */
static void
add_setting(double f[FEATURES], const Worth *worth)
{
  const double shown = (double)worth->shown;

  if (worth->flags & TERM_NEGATED)
    f[F_NEGATED_VALENCE] += (double)worth->valence;
  if (worth->flags & TERM_MODAL)
    f[F_MODAL_VALENCE] += shown;
  if (worth->flags & TERM_SCARE)
    f[F_SCARE_VALENCE] += shown;
}

static void
add_lexicon(double f[FEATURES], const Worth *worth)
{
  double shown = (double)worth->shown, afinn = (double)worth->afinn;

  f[F_VALENCE] += shown;
  f[shown > 0 ? F_POSITIVE : F_NEGATIVE] += shown;
  f[F_AFINN] += afinn;
  f[afinn > 0 ? F_AFINN_POSITIVE : F_AFINN_NEGATIVE] += afinn;
  if (worth->flags & (TERM_NEGATED | TERM_MODAL | TERM_SCARE))
    add_setting(f, worth);
}

static void
add_worth(Sums *sums, const Worth *worth)
{
  sums->worths++;
  if (worth->flags & TERM_LEXICON) {
    sums->positive += worth->valence > 0;
    sums->negative += worth->valence < 0;
    add_lexicon(sums->features, worth);
  }
  if (worth->flags & (TERM_WORTH & ~TERM_LEXICON))
    add_flags(sums->features, worth->flags);
}

static Counts
run_counts(const Term *first, const Term *end)
{
  uint64_t learned = end->before.learned - first->before.learned;

  return (Counts){ { learned_of(learned, false), learned_of(learned, true) },
                   (uint32_t)(end - first),
                   words_before(end) - words_before(first) };
}

/* The first terms of so long a stretch that its last run is less than
 * LONG_RUN. */
static Counts
long_counts(const Term *first, const Term *rest)
{
  Counts counts = { { 0, 0 }, 0, 0 };

  for (; first < rest; first += LONG_RUN) {
    Counts run = run_counts(first, first + LONG_RUN);
    counts_add(&counts, &run);
  }
  return counts;
}

static inline Counts
counts_of(const Terms *terms, Stretch stretch)
{
  const Term *first = &terms->list.items[stretch.first];
  const Term *end = &terms->list.items[stretch.end];
  const Term *rest = end - (end - first) % LONG_RUN;
  Counts counts = run_counts(rest, end);

  if (first < rest) {
    Counts more = long_counts(first, rest);
    counts_add(&counts, &more);
  }
  return counts;
}

Counts
stretch_counts(const Terms *terms, Stretch stretch)
{
  return counts_of(terms, stretch);
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

/* One by one: a loop would be made a string instruction, which takes as long as
 * the rest of a short sentence. */
static void
clear(Sums *sums)
{
  double *f = sums->features;

  f[F_NEGATORS] = f[F_VALENCE] = f[F_POSITIVE] = f[F_NEGATIVE] = 0;
  f[F_POSITIVE_WORDS] = f[F_NEGATIVE_WORDS] = f[F_NEGATED_VALENCE] = 0;
  f[F_AFINN] = f[F_AFINN_POSITIVE] = f[F_AFINN_NEGATIVE] = 0;
  f[F_COMPOUND] = f[F_AFINN_COMPOUND] = f[F_MEAN] = f[F_AFINN_MEAN] = 0;
  f[F_POSITIVE_SHARE] = f[F_NEGATIVE_SHARE] = f[F_QUESTION] = 0;
  f[F_SHOUTS] = f[F_CONTRAST] = f[F_LENGTH] = f[F_SHOUTED_COMPOUND] = 0;
  f[F_ASKED_COMPOUND] = f[F_CAPITALS] = f[F_LONG_COMPOUND] = 0;
  f[F_MODAL_VALENCE] = f[F_SCARE_VALENCE] = 0;
  sums->worths = sums->positive = sums->negative = 0;
}

void
stretch_sums(const Terms *terms, Stretch stretch, Sums *sums)
{
  const Term *list = terms->list.items;
  const Worth *worth =
      &terms->worths.items[worths_before(&list[stretch.first])];
  const Worth *end = &terms->worths.items[worths_before(&list[stretch.end])];

  sums->counts = counts_of(terms, stretch);
  clear(sums);
  for (; worth < end; worth++)
    add_worth(sums, worth);
}

void
stretch_parts(const Terms *terms, Stretch stretch, const Counts *inside,
              Sums parts[2])
{
  const Term *list = terms->list.items;
  const Worth *worth =
      &terms->worths.items[worths_before(&list[stretch.first])];
  const Worth *end = &terms->worths.items[worths_before(&list[stretch.end])];

  parts[0].counts = counts_of(terms, stretch);
  counts_take(&parts[0].counts, inside);
  clear(&parts[0]);
  parts[1].counts = *inside;
  clear(&parts[1]);
  for (; worth < end; worth++)
    add_worth(&parts[(worth->flags & TERM_QUOTED) != 0], worth);
}

/* What follows from the sums over worths. */
static void
settle_worths(Sums *sums)
{
  double n = sums->counts.terms ? sums->counts.terms : 1;
  double *f = sums->features;
  double strength = f[F_POSITIVE] - f[F_NEGATIVE] + 1;

  f[F_POSITIVE_WORDS] = sums->positive;
  f[F_NEGATIVE_WORDS] = sums->negative;
  f[F_QUESTION] = f[F_QUESTION] > 0;
  f[F_SHOUTS] = f[F_SHOUTS] < SHOUTS ? f[F_SHOUTS] : SHOUTS;
  f[F_CONTRAST] = f[F_CONTRAST] > 0;
  f[F_CAPITALS] /= n;
  f[F_COMPOUND] = compound(f[F_VALENCE]);
  f[F_AFINN_COMPOUND] = compound(f[F_AFINN]);
  f[F_MEAN] = f[F_VALENCE] / n;
  f[F_AFINN_MEAN] = f[F_AFINN] / n;
  f[F_POSITIVE_SHARE] = f[F_POSITIVE] / strength;
  f[F_NEGATIVE_SHARE] = f[F_NEGATIVE] / strength;
  f[F_SHOUTED_COMPOUND] = f[F_SHOUTS] * f[F_COMPOUND];
  f[F_ASKED_COMPOUND] = f[F_QUESTION] * f[F_COMPOUND];
  f[F_LONG_COMPOUND] = f[F_COMPOUND] * f[F_LENGTH];
}

void
sums_settle(const Model *model, Sums *sums)
{
  sums->features[F_LENGTH] = model_log1p(model, sums->counts.terms);
  if (sums->worths)
    settle_worths(sums);
}

/* The sum of the products, by four at once: no sum waits for another. */
static double
product(const double a[FEATURES], const double b[FEATURES])
{
  double sums[4] = { 0, 0, a[FEATURES - 2] * b[FEATURES - 2],
                     a[FEATURES - 1] * b[FEATURES - 1] };

  _Static_assert(FEATURES % 4 == 2, "two are left over");
  for (int k = 0; k + 4 <= FEATURES; k += 4) {
    sums[0] += a[k] * b[k];
    sums[1] += a[k + 1] * b[k + 1];
    sums[2] += a[k + 2] * b[k + 2];
    sums[3] += a[k + 3] * b[k + 3];
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

double
sums_score(const Model *model, Sums *sums)
{
  double learned =
      (double)sums->counts.learned[0] * (double)model->scale[HEAD_PLAIN]
      + (double)sums->counts.learned[1] * (double)model->scale[HEAD_NEGATED];

  double known;

  sums_settle(model, sums);
  known = sums->worths ? product(model->feature, sums->features)
                       : model->feature[F_LENGTH] * sums->features[F_LENGTH];
  return model->bias + known + learned / words_divisor(sums->counts.words);
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
