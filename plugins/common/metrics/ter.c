/* SPDX-License-Identifier: Apache-2.0
 *
 * Distances come from bits (edits.h) where the reference is short enough, and
 * from a matrix (ter_band.h) where it is not.
 */
#include "ter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mt_signature.h"
#include "ter_band.h"

#define LONGEST_SHIFT 10
#define FARTHEST_SHIFT 50
#define MOST_TRIES 1000

static bool
grow_hypothesis(Ter *ter, size_t n)
{
  size_t room = n + n / 2 + 16;

  if (n + 1 <= ter->hyp_room)
    return true;
  if (!ter_grow(&ter->words, room, sizeof *ter->words)
      || !ter_grow(&ter->shifted, room, sizeof *ter->shifted)
      || !ter_grow(&ter->best, room, sizeof *ter->best)
      || !ter_grow(&ter->rows, room, sizeof *ter->rows)
      || !ter_grow(&ter->columns, room, sizeof *ter->columns)
      || !ter_grow(&ter->hyp_bad, room, sizeof *ter->hyp_bad))
    return false;
  ter->hyp_room = room;
  return true;
}

static bool
grow_reference(Ter *ter, size_t m)
{
  size_t room = m + m / 2 + 16;

  if (m + 1 <= ter->ref_room)
    return true;
  if (!ter_grow(&ter->align, room, sizeof *ter->align)
      || !ter_grow(&ter->ref_bad, room, sizeof *ter->ref_bad))
    return false;
  ter->ref_room = room;
  return true;
}

/* Is the distance, and all that leads to it, the same within the band?  On the
 * way to it no cell is farther from the diagonal than twice the distance. */
static bool
fits_band(const TerPair *pair, uint64_t distance)
{
  return pair->m < TER_BEAM || 2 * distance + 1 < TER_BEAM;
}

/* The distance of ter->shifted.  Where what it started from is known from bits
 * one that does not fit the band is a loss in any case. */
static uint64_t
trial_distance(const TerPair *pair, const TerShift *shift)
{
  const Ter *ter = pair->ter;
  EditBounds bounds;

  if (pair->m > EDITS_MOST)
    return ter_band_trial(pair, shift);
  bounds = edits_measure(&ter->bits, ter->shifted, pair->n, NULL);
  return pair->in_bits || fits_band(pair, bounds.distance)
             ? bounds.distance
             : ter_band_trial(pair, shift);
}

/* Measures ter->words, of which those before `from` are as they were. */
static bool
measure(TerPair *pair, size_t from)
{
  Ter *ter = pair->ter;
  EditBounds bounds;

  if (pair->m <= EDITS_MOST) {
    bounds = edits_measure(&ter->bits, ter->words, pair->n, ter->columns);
    pair->least = bounds.least;
    pair->distance = bounds.distance;
    pair->in_bits = fits_band(pair, bounds.distance);
    if (pair->in_bits)
      return true;
  }
  if (from == 0 && !ter_band_lay(pair))
    return false;
  ter_band_fill(pair, from + 1);
  pair->distance = ter_band_distance(pair);
  return true;
}

/* In the order of ter_band_step. */
static TerStep
step_at(const TerPair *pair, size_t i, size_t j)
{
  const Ter *ter = pair->ter;
  uint64_t bit;

  if (!pair->in_bits)
    return ter_band_step(pair, i, j);
  if (i == 0)
    return TER_INSERT;
  if (j == 0)
    return TER_DELETE;
  if (ter->words[i - 1] == pair->reference[j - 1])
    return TER_SAME;
  bit = UINT64_C(1) << (j - 1);
  if (!(ter->columns[i - 1].even & bit))
    return TER_SUBSTITUTE;
  return ter->columns[i - 1].up & bit ? TER_DELETE : TER_INSERT;
}

/* Follows the steps back and notes which words they pair and which are in
 * error. */
static void
read_alignment(TerPair *pair)
{
  Ter *ter = pair->ter;
  size_t i = pair->n, j = pair->m;

  while (i > 0 || j > 0) {
    TerStep step = step_at(pair, i, j);

    if (step == TER_DELETE || j == 0) {
      ter->hyp_bad[i--] = 1;
    } else if (step == TER_INSERT || step == TER_NONE) {
      ter->ref_bad[j--] = 1;
      ter->align[j] = (int64_t)i - 1;
    } else {
      ter->hyp_bad[i--] = step != TER_SAME;
      ter->ref_bad[j--] = step != TER_SAME;
      ter->align[j] = (int64_t)i;
    }
  }
  ter->hyp_bad[0] = ter->ref_bad[0] = 0;
  for (i = 1; i <= pair->n; i++)
    ter->hyp_bad[i] += ter->hyp_bad[i - 1];
  for (j = 1; j <= pair->m; j++)
    ter->ref_bad[j] += ter->ref_bad[j - 1];
}

static uint64_t *
put(uint64_t *to, const uint64_t *words, size_t begin, size_t end)
{
  if (end > begin)
    memcpy(to, words + begin, (end - begin) * sizeof *to);
  return to + (end > begin ? end - begin : 0);
}

/* Writes the shifted words; a target inside the words that move means behind
 * as many of the words that follow. */
static void
perform(const TerPair *pair, TerShift *shift)
{
  const uint64_t *words = pair->ter->words;
  uint64_t *to = pair->ter->shifted;
  size_t start = shift->start, end = start + shift->length, n = pair->n;
  size_t target = shift->target;

  if (target < start) {
    shift->changed_begin = target;
    shift->changed_end = end;
    to = put(to, words, 0, target);
    to = put(to, words, start, end);
    to = put(to, words, target, start);
    put(to, words, end, n);
    return;
  }
  if (target <= end)
    target = shift->length + target < n ? shift->length + target : n;
  shift->changed_begin = start;
  shift->changed_end = target;
  to = put(to, words, 0, start);
  to = put(to, words, end, target);
  to = put(to, words, start, end);
  put(to, words, target, n);
}

static bool
is_better(const TerShift *a, const TerShift *b)
{
  if (a->gain != b->gain)
    return a->gain > b->gain;
  if (a->length != b->length)
    return a->length > b->length;
  if (a->start != b->start)
    return a->start < b->start;
  return a->target < b->target;
}

/* A move is worth trying when the words are wrong where they are, the
 * reference's are not met where they would go, and it leads out of itself. */
static bool
may_help(const TerPair *pair, size_t start, size_t ref, size_t length)
{
  const Ter *ter = pair->ter;
  int64_t at = ter->align[ref];

  if (ter->hyp_bad[start + length] == ter->hyp_bad[start]
      || ter->ref_bad[ref + length] == ter->ref_bad[ref])
    return false;
  return at < (int64_t)start || at >= (int64_t)(start + length);
}

/* A shift that could not be the best one even if it brought all that any can is
 * counted, but not tried. */
static void
try_target(TerPair *pair, TerShift *shift, TerShift *best, bool *found)
{
  Ter *ter = pair->ter;

  pair->tries++;
  shift->gain = (int64_t)pair->distance - (int64_t)pair->least;
  if (shift->gain <= 0 || (*found && !is_better(shift, best)))
    return;
  perform(pair, shift);
  shift->gain = (int64_t)pair->distance - (int64_t)trial_distance(pair, shift);
  if (*found && !is_better(shift, best))
    return;
  *found = true;
  *best = *shift;
  memcpy(ter->best, ter->shifted, pair->n * sizeof *ter->best);
}

/* Tries to put the words before each word that their match in the reference
 * stands at, and before it. */
static void
try_shift(TerPair *pair, size_t start, size_t ref, size_t length,
          TerShift *best, bool *found)
{
  size_t last = SIZE_MAX;

  for (size_t k = 0; k <= length && ref + k <= pair->m; k++) {
    TerShift shift = { 0, start, length, 0, 0, 0 };

    if (ref + k > 0)
      shift.target = (size_t)(pair->ter->align[ref + k - 1] + 1);
    if (shift.target == last)
      continue;
    last = shift.target;
    try_target(pair, &shift, best, found);
  }
}

/* All matches that begin with these two words. */
static void
try_pair(TerPair *pair, size_t start, size_t ref, TerShift *best, bool *found)
{
  const uint64_t *words = pair->ter->words;

  for (size_t k = 0; k < LONGEST_SHIFT && pair->tries < MOST_TRIES; k++) {
    if (start + k == pair->n || ref + k == pair->m
        || words[start + k] != pair->reference[ref + k])
      return;
    if (may_help(pair, start, ref, k + 1))
      try_shift(pair, start, ref, k + 1, best, found);
  }
}

/* The next place of the word in the reference, from `from` on; `to` when there
 * is none before it. */
static size_t
next_place(const TerPair *pair, uint64_t word, size_t from, size_t to)
{
  uint64_t places;

  if (pair->m > EDITS_MOST) {
    while (from < to && pair->reference[from] != word)
      from++;
    return from;
  }
  places = from < to ? edits_places(&pair->ter->bits, word) >> from : 0;
  from += places ? (size_t)__builtin_ctzll(places) : to - from;
  return from < to ? from : to;
}

static bool
find_shift(TerPair *pair, TerShift *best)
{
  bool found = false;

  read_alignment(pair);
  for (size_t i = 0; i < pair->n && pair->tries < MOST_TRIES; i++) {
    size_t from = i > FARTHEST_SHIFT ? i - FARTHEST_SHIFT : 0;
    size_t to =
        i + FARTHEST_SHIFT + 1 < pair->m ? i + FARTHEST_SHIFT + 1 : pair->m;
    uint64_t word = pair->ter->words[i];

    for (size_t j = from; (j = next_place(pair, word, j, to)) < to; j++)
      try_pair(pair, i, j, best, &found);
  }
  return found;
}

/* Edits and shifts that turn the hypothesis into the reference.  Where no shift
 * can lower the distance, which is the usual case, none is looked for. */
static bool
count_edits(TerPair *pair, uint64_t *edits)
{
  Ter *ter = pair->ter;
  TerShift best = { 0 };

  *edits = pair->n + pair->m;
  if (pair->n == 0 || pair->m == 0)
    return true;
  if (!grow_hypothesis(ter, pair->n) || !grow_reference(ter, pair->m)
      || (pair->m <= EDITS_MOST
          && !edits_place(&ter->bits, pair->reference, pair->m)))
    return false;
  memcpy(ter->words, pair->hypothesis, pair->n * sizeof *ter->words);
  if (!measure(pair, 0))
    return false;
  *edits = 0;
  while (pair->distance > pair->least && find_shift(pair, &best)
         && pair->tries < MOST_TRIES && best.gain > 0) {
    uint64_t *words = ter->words;

    ter->words = ter->best;
    ter->best = words;
    if (!measure(pair, best.changed_begin))
      return false;
    ++*edits;
  }
  *edits += pair->distance;
  return true;
}

static bool
count_pair(Ter *ter, const MtWords *hypothesis, const MtWords *reference,
           uint64_t *edits)
{
  TerPair pair = { .ter = ter,
                   .hypothesis = hypothesis->hashes,
                   .reference = reference->hashes,
                   .n = hypothesis->count,
                   .m = reference->count };

  return count_edits(&pair, edits);
}

bool
ter_count_words(Ter *ter, const MtWords *hypothesis, const MtWords *reference,
                TerStats *stats)
{
  stats->reference_length = (double)reference->count;
  return count_pair(ter, hypothesis, reference, &stats->edits);
}

bool
ter_count(Ter *ter, const MtTerOptions *options, MtText hypothesis,
          const MtText *references, size_t reference_count, TerStats *stats)
{
  uint64_t length = 0;

  stats->edits = UINT64_MAX;
  stats->reference_length = 0;
  if (!mt_words_split_ter(&ter->hypothesis, hypothesis.bytes, hypothesis.length,
                          options))
    return false;
  for (size_t i = 0; i < reference_count; i++) {
    uint64_t edits;

    if (!mt_words_split_ter(&ter->reference, references[i].bytes,
                            references[i].length, options)
        || !count_pair(ter, &ter->hypothesis, &ter->reference, &edits))
      return false;
    length += ter->reference.count;
    if (edits < stats->edits)
      stats->edits = edits;
  }
  stats->reference_length = (double)length / (double)reference_count;
  return true;
}

void
ter_add(TerStats *sum, const TerStats *more)
{
  sum->edits += more->edits;
  sum->reference_length += more->reference_length;
}

double
ter_score(const TerStats *stats)
{
  if (stats->reference_length > 0)
    return 100 * (double)stats->edits / stats->reference_length;
  return stats->edits > 0 ? 100 : 0;
}

void
ter_signature(const MtTerOptions *options, size_t references, char *out,
              size_t size)
{
  char count[24];

  mt_signature_count(references, count, sizeof count);
  snprintf(out, size,
           "nrefs:%s|case:%s|tok:tercom|norm:%s|punct:%s|asian:%s|version:%s",
           count, options->case_sensitive ? "mixed" : "lc",
           options->normalized ? "yes" : "no", options->no_punct ? "no" : "yes",
           options->asian_support ? "yes" : "no", MT_SIGNATURE_VERSION);
}

void
ter_clear(Ter *ter)
{
  mt_words_clear(&ter->hypothesis);
  mt_words_clear(&ter->reference);
  edits_clear(&ter->bits);
  free(ter->words);
  free(ter->shifted);
  free(ter->best);
  free(ter->columns);
  free(ter->rows);
  free(ter->cost);
  free(ter->trial);
  free(ter->align);
  free(ter->hyp_bad);
  free(ter->ref_bad);
  memset(ter, 0, sizeof *ter);
}
