/* SPDX-License-Identifier: Apache-2.0 */
#include "bleu.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "mt_signature.h"

static const char *const smooth_names[] = { "exp", "floor", "add-k", "none" };
static const double smooth_values[] = { 0, 0.1, 1, 0 };
#define SMOOTHS (sizeof smooth_names / sizeof smooth_names[0])

const BleuOptions bleu_defaults = {
  MT_TOKENIZER_13A, BLEU_EXP, -1, 4, false, false
};

/* Raises the largest count of each n-gram to that in this reference. */
static void
add_reference(Bleu *bleu, uint32_t orders)
{
  const MtWords *words = &bleu->reference;

  for (size_t i = 0; i < words->count; i++) {
    uint64_t key = NGRAM_START;

    for (size_t n = 0; n < orders && i + n < words->count; n++) {
      NgramEntry *most, *here;

      key = ngram_extend(key, words->hashes[i + n]);
      most = ngram_entry(bleu->most.slots, key);
      here = ngram_entry(bleu->here.slots, key);
      if (++here->count > most->count)
        most->count = here->count;
    }
  }
}

bool
bleu_read(const BleuOptions *options, MtText text, MtWords *words)
{
  return mt_words_split(words, text.bytes, text.length, options->tokenizer,
                        options->lower);
}

static uint64_t
distance(uint64_t a, uint64_t b)
{
  return a > b ? a - b : b - a;
}

/* Of the reference lengths the one closest to the hypothesis; needs the words
 * of the hypothesis, so the lengths are compared as they come. */
static void
prefer_length(BleuStats *stats, uint64_t length, bool first)
{
  uint64_t old = distance(stats->length, stats->reference_length);
  uint64_t new = distance(stats->length, length);

  if (first || new < old || (new == old &&length < stats->reference_length))
    stats->reference_length = length;
}

/* Words of all the references. */
static bool
count_words(Bleu *bleu, const BleuOptions *options, const MtText *references,
            size_t count, size_t *words)
{
  *words = 0;
  for (size_t i = 0; i < count; i++) {
    if (!bleu_read(options, references[i], &bleu->reference))
      return false;
    *words += bleu->reference.count;
  }
  return true;
}

static bool
count_references(Bleu *bleu, const BleuOptions *options,
                 const MtText *references, size_t count, BleuStats *stats)
{
  size_t words, orders = options->orders;

  if (!count_words(bleu, options, references, count, &words)
      || !ngram_begin(&bleu->most, words * orders))
    return false;
  for (size_t i = 0; i < count; i++) {
    if (!bleu_read(options, references[i], &bleu->reference)
        || !ngram_begin(&bleu->here, bleu->reference.count * orders))
      return false;
    prefer_length(stats, bleu->reference.count, i == 0);
    add_reference(bleu, options->orders);
  }
  return ngram_match(&bleu->most, bleu->hypothesis.hashes,
                     bleu->hypothesis.count, orders, stats->matched);
}

static void
set_length(BleuStats *stats, uint64_t length, uint32_t orders)
{
  stats->length = length;
  for (uint32_t n = 0; n < orders; n++)
    stats->ngrams[n] = length > n ? length - n : 0;
}

bool
bleu_count_words(Bleu *bleu, const BleuOptions *options,
                 const MtWords *hypothesis, const MtWords *reference,
                 BleuStats *stats)
{
  memset(stats, 0, sizeof *stats);
  set_length(stats, hypothesis->count, options->orders);
  stats->reference_length = reference->count;
  return ngram_pair_match(&bleu->pair, hypothesis->hashes, hypothesis->count,
                          reference->hashes, reference->count, options->orders,
                          stats->matched);
}

bool
bleu_count(Bleu *bleu, const BleuOptions *options, MtText hypothesis,
           const MtText *references, size_t reference_count, BleuStats *stats)
{
  if (!bleu_read(options, hypothesis, &bleu->hypothesis))
    return false;
  if (reference_count == 1)
    return bleu_read(options, references[0], &bleu->reference)
           && bleu_count_words(bleu, options, &bleu->hypothesis,
                               &bleu->reference, stats);
  memset(stats, 0, sizeof *stats);
  set_length(stats, bleu->hypothesis.count, options->orders);
  return count_references(bleu, options, references, reference_count, stats);
}

void
bleu_swap(BleuStats *stats, const BleuOptions *options)
{
  uint64_t length = stats->length;

  set_length(stats, stats->reference_length, options->orders);
  stats->reference_length = length;
}

void
bleu_add(BleuStats *sum, const BleuStats *more)
{
  for (size_t n = 0; n < BLEU_ORDERS; n++) {
    sum->matched[n] += more->matched[n];
    sum->ngrams[n] += more->ngrams[n];
  }
  sum->length += more->length;
  sum->reference_length += more->reference_length;
}

static double
brevity(const BleuStats *stats)
{
  if (stats->length >= stats->reference_length)
    return 1;
  return stats->length
             ? exp(1 - (double)stats->reference_length / (double)stats->length)
             : 0;
}

static double
smooth_value(const BleuOptions *options)
{
  return options->smooth_value < 0 ? smooth_values[options->smooth]
                                   : options->smooth_value;
}

/* p_n of an order without a match; `misses` is how many there were up to it. */
static double
smoothed(const BleuOptions *options, double ngrams, unsigned misses)
{
  if (options->smooth == BLEU_EXP)
    return ldexp(1, -(int)misses) / ngrams;
  return options->smooth == BLEU_FLOOR ? smooth_value(options) / ngrams : 0;
}

double
bleu_score(const BleuStats *stats, const BleuOptions *options)
{
  double sum = 0;
  uint32_t order = options->orders, counted = 0;
  unsigned misses = 0;
  uint64_t any = 0;

  for (uint32_t n = 0; n < options->orders; n++)
    any |= stats->matched[n];
  if (!any)
    return 0;
  for (; counted < options->orders; counted++) {
    bool more = options->smooth == BLEU_ADD_K && counted > 0;
    double extra = more ? smooth_value(options) : 0;
    double matched = (double)stats->matched[counted] + extra;
    double ngrams = (double)stats->ngrams[counted] + extra;
    double p;

    if (!(ngrams > 0))
      break;
    p = matched > 0 ? matched / ngrams : smoothed(options, ngrams, ++misses);
    if (!(p > 0))
      return 0;
    sum += log(p);
  }
  if (options->effective_order)
    order = counted;
  return counted < order ? 0 : 100 * brevity(stats) * exp(sum / order);
}

void
bleu_signature(const BleuOptions *options, size_t references, char *out,
               size_t size)
{
  char count[24], value[32] = "";

  mt_signature_count(references, count, sizeof count);
  if (options->smooth == BLEU_FLOOR || options->smooth == BLEU_ADD_K)
    mt_signature_value(smooth_value(options), value, sizeof value);
  snprintf(out, size, "nrefs:%s|case:%s|eff:%s|tok:%s|smooth:%s%s|version:%s",
           count, options->lower ? "lc" : "mixed",
           options->effective_order ? "yes" : "no",
           mt_tokenizer_name(options->tokenizer), smooth_names[options->smooth],
           value, MT_SIGNATURE_VERSION);
}

bool
bleu_smooth_from_name(const char *name, BleuSmooth *smooth)
{
  for (size_t i = 0; i < SMOOTHS; i++)
    if (strcmp(name, smooth_names[i]) == 0) {
      *smooth = (BleuSmooth)i;
      return true;
    }
  return false;
}

void
bleu_clear(Bleu *bleu)
{
  mt_words_clear(&bleu->hypothesis);
  mt_words_clear(&bleu->reference);
  ngram_clear(&bleu->most);
  ngram_clear(&bleu->here);
  ngram_pair_clear(&bleu->pair);
}
