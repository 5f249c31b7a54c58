/* SPDX-License-Identifier: Apache-2.0 */
#include "chrf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fnv.h"
#include "mt_chars.h"
#include "mt_signature.h"

const ChrfOptions chrf_defaults = { 6, 0, 2, false, false, false };
const ChrfOptions chrfpp_defaults = { 6, 2, 2, false, false, false };

static bool
grow_items(ChrfItems *items, size_t count)
{
  uint64_t *grown;

  items->count = 0;
  if (count <= items->room)
    return true;
  grown = realloc(items->items, count * 2 * sizeof *grown);
  if (!grown)
    return false;
  items->items = grown;
  items->room = count * 2;
  return true;
}

static bool
is_mark(char byte)
{
  return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@')
         || (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
}

static void
add_word(ChrfUnits *units, const char *bytes, size_t length)
{
  units->words.items[units->words.count++] =
      fnv_bytes(FNV_START, bytes, length);
}

/* The word between white space, with one mark split off.  A word of a single
 * character is never split; a mark is one byte, so bytes tell as well. */
static void
add_split_word(ChrfUnits *units, const char *word, size_t length)
{
  if (length > 1 && is_mark(word[length - 1])) {
    add_word(units, word, length - 1);
    add_word(units, word + length - 1, 1);
  } else if (length > 1 && is_mark(word[0])) {
    add_word(units, word, 1);
    add_word(units, word + 1, length - 1);
  } else {
    add_word(units, word, length);
  }
}

static void
add_chars(ChrfUnits *units, const char *bytes, size_t length)
{
  size_t step;

  for (size_t i = 0; i < length; i += step) {
    step = 1;
    units->chars.items[units->chars.count++] =
        (unsigned char)bytes[i] < 0x80u
            ? (unsigned char)bytes[i]
            : mt_decode(bytes + i, length - i, &step);
  }
}

/* 9 to 13 and 28 to 32, a bit each. */
#define ASCII_BLANKS UINT64_C(0x1f0003e00)

/* The characters alone, straight from the text: the usual case. */
static bool
load_chars(MtText text, ChrfUnits *units)
{
  ChrfItems *chars = &units->chars;
  size_t count = 0, step;
  uint64_t *items;

  units->words.count = 0;
  if (!grow_items(chars, text.length))
    return false;
  items = chars->items;
  for (size_t i = 0; i < text.length; i += step) {
    unsigned char byte = (unsigned char)text.bytes[i];
    uint32_t code;

    step = 1;
    items[count] = byte;
    if (byte < 0x80u) {
      count += byte > ' ' || !(ASCII_BLANKS >> byte & 1);
      continue;
    }
    code = mt_decode(text.bytes + i, text.length - i, &step);
    items[count] = code;
    count += !(mt_class(code) & MT_SPACE);
  }
  chars->count = count;
  return true;
}

bool
chrf_read(Chrf *chrf, const ChrfOptions *options, MtText text, ChrfUnits *units)
{
  MtWords *split = &chrf->split;

  if (!options->word_order && !options->lower && !options->whitespace)
    return load_chars(text, units);
  if (!mt_words_split_blanks(split, text.bytes, text.length, options->lower)
      || !grow_items(&units->chars, split->length)
      || !grow_items(&units->words, split->count * 2))
    return false;
  if (options->whitespace)
    add_chars(units, split->text, split->length);
  for (size_t i = 0; i < split->count; i++) {
    const char *word = split->text + split->slices[i].begin;
    size_t length = split->slices[i].end - split->slices[i].begin;

    if (!options->whitespace)
      add_chars(units, word, length);
    if (options->word_order)
      add_split_word(units, word, length);
  }
  return true;
}

static uint64_t
ngrams_of(size_t count, size_t order)
{
  return count < order ? 0 : count - order + 1;
}

static bool
match(NgramPair *pair, const ChrfItems *hypothesis, const ChrfItems *reference,
      uint32_t orders, size_t at, ChrfStats *stats)
{
  for (size_t n = 0; n < orders; n++) {
    uint64_t there = ngrams_of(reference->count, n + 1);

    stats->reference[at + n] = there;
    stats->hypothesis[at + n] = there ? ngrams_of(hypothesis->count, n + 1) : 0;
  }
  return ngram_pair_match(pair, hypothesis->items, hypothesis->count,
                          reference->items, reference->count, orders,
                          stats->matched + at);
}

bool
chrf_count_units(Chrf *chrf, const ChrfOptions *options,
                 const ChrfUnits *hypothesis, const ChrfUnits *reference,
                 ChrfStats *stats)
{
  memset(stats, 0, sizeof *stats);
  return match(&chrf->pair, &hypothesis->chars, &reference->chars,
               options->char_order, 0, stats)
         && (options->word_order == 0
             || match(&chrf->pair, &hypothesis->words, &reference->words,
                      options->word_order, options->char_order, stats));
}

bool
chrf_count(Chrf *chrf, const ChrfOptions *options, MtText hypothesis,
           const MtText *references, size_t reference_count, ChrfStats *stats)
{
  double best = -1;

  if (!chrf_read(chrf, options, hypothesis, &chrf->hypothesis))
    return false;
  for (size_t i = 0; i < reference_count; i++) {
    ChrfStats one;
    double score;

    if (!chrf_read(chrf, options, references[i], &chrf->reference)
        || !chrf_count_units(chrf, options, &chrf->hypothesis, &chrf->reference,
                             &one))
      return false;
    score = chrf_score(&one, options);
    if (score > best) {
      best = score;
      *stats = one;
    }
  }
  return true;
}

void
chrf_swap(ChrfStats *stats)
{
  for (size_t n = 0; n < CHRF_ORDERS; n++) {
    uint64_t hypothesis = stats->hypothesis[n];

    stats->hypothesis[n] = hypothesis ? stats->reference[n] : 0;
    stats->reference[n] = hypothesis;
  }
}

void
chrf_add(ChrfStats *sum, const ChrfStats *more)
{
  for (size_t n = 0; n < CHRF_ORDERS; n++) {
    sum->hypothesis[n] += more->hypothesis[n];
    sum->reference[n] += more->reference[n];
    sum->matched[n] += more->matched[n];
  }
}

static double
f_score(double precision, double recall, double beta)
{
  double weight = beta * beta, below = weight * precision + recall;

  return below > 0 ? (1 + weight) * precision * recall / below : 0;
}

/* The author's program has this in place of a share of nothing. */
static double
share(uint64_t part, uint64_t whole)
{
  return whole ? (double)part / (double)whole : 1e-16;
}

double
chrf_score(const ChrfStats *stats, const ChrfOptions *options)
{
  uint32_t orders = options->char_order + options->word_order, counted = 0;
  double precision = 0, recall = 0, sum = 0;

  for (uint32_t n = 0; n < orders; n++) {
    double p = share(stats->matched[n], stats->hypothesis[n]);
    double r = share(stats->matched[n], stats->reference[n]);

    sum += f_score(p, r, options->beta);
    if (stats->hypothesis[n] == 0 || stats->reference[n] == 0)
      continue;
    precision += p;
    recall += r;
    counted++;
  }
  if (options->eps_smoothing)
    return 100 * sum / orders;
  return counted ? 100
                       * f_score(precision / counted, recall / counted,
                                 options->beta)
                 : 0;
}

void
chrf_signature(const ChrfOptions *options, size_t references, char *out,
               size_t size)
{
  char count[24];

  mt_signature_count(references, count, sizeof count);
  snprintf(out, size, "nrefs:%s|case:%s|eff:%s|nc:%u|nw:%u|space:%s|version:%s",
           count, options->lower ? "lc" : "mixed",
           options->eps_smoothing ? "no" : "yes", (unsigned)options->char_order,
           (unsigned)options->word_order, options->whitespace ? "yes" : "no",
           MT_SIGNATURE_VERSION);
}

void
chrf_units_clear(ChrfUnits *units)
{
  free(units->chars.items);
  free(units->words.items);
  memset(units, 0, sizeof *units);
}

void
chrf_clear(Chrf *chrf)
{
  mt_words_clear(&chrf->split);
  ngram_pair_clear(&chrf->pair);
  chrf_units_clear(&chrf->hypothesis);
  chrf_units_clear(&chrf->reference);
  memset(chrf, 0, sizeof *chrf);
}
