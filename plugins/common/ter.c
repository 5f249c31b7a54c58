/* SPDX-License-Identifier: Apache-2.0
 *
 * Shifts share most of their text with what they start from.  So a trial
 * computes only the rows that the shift changes, and ends as soon as a row
 * differs from the untouched one by the same amount in each column: from there
 * on both go on alike.
 */
#include "ter.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mt_signature.h"

#define LONGEST_SHIFT 10
#define FARTHEST_SHIFT 50
#define MOST_TRIES 1000
#define BEAM 25
#define UNREACHED (UINT32_MAX / 4)

enum { STEP_NONE = 0, STEP_SAME, STEP_SUBSTITUTE, STEP_DELETE, STEP_INSERT };

/* A pair of texts: `n` words of the hypothesis, `m` of the reference. */
typedef struct Pair {
  Ter *ter;
  const uint64_t *hypothesis;
  const uint64_t *reference;
  size_t n;
  size_t m;
  size_t tries;
  uint64_t least; /* no shift lowers the distance below it */
} Pair;

typedef struct Shift {
  int64_t gain; /* how much lower the distance gets */
  size_t start;
  size_t length;
  size_t target;
  size_t changed_begin; /* the words that are not where they were */
  size_t changed_end;
} Shift;

/* Grows what the pointer at `where`, of any type, points to. */
static bool
grow(void *where, size_t count, size_t size)
{
  void *memory;

  memcpy(&memory, where, sizeof memory);
  memory = realloc(memory, count * size);
  if (!memory)
    return false;
  memcpy(where, &memory, sizeof memory);
  return true;
}

static bool
grow_hypothesis(Ter *ter, size_t n)
{
  size_t room = n + n / 2 + 16;

  if (n + 1 <= ter->hyp_room)
    return true;
  if (!grow(&ter->words, room, sizeof *ter->words)
      || !grow(&ter->shifted, room, sizeof *ter->shifted)
      || !grow(&ter->best, room, sizeof *ter->best)
      || !grow(&ter->rows, room, sizeof *ter->rows)
      || !grow(&ter->hyp_bad, room, sizeof *ter->hyp_bad))
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
  if (!grow(&ter->align, room, sizeof *ter->align)
      || !grow(&ter->ref_bad, room, sizeof *ter->ref_bad))
    return false;
  ter->ref_room = room;
  return true;
}

static bool
grow_cells(Ter *ter, size_t rows)
{
  size_t need = (rows + 2) * ter->stride;

  if (need <= ter->cell_room)
    return true;
  need += need / 2;
  if (!grow(&ter->cost, need, sizeof *ter->cost))
    return false;
  ter->cell_room = need;
  return true;
}

static bool
grow_trial(Ter *ter)
{
  if (2 * ter->stride <= ter->trial_room)
    return true;
  if (!grow(&ter->trial, 4 * ter->stride, sizeof *ter->trial))
    return false;
  ter->trial_room = 4 * ter->stride;
  return true;
}

/* The band of each row: around the diagonal of the two lengths, wider where
 * the reference is so much longer that rows would not meet. */
static bool
lay_bands(Pair *pair)
{
  Ter *ter = pair->ter;
  double ratio = (double)pair->m / (double)pair->n;
  size_t beam = ratio / 2 > BEAM ? (size_t)ceil(ratio / 2 + BEAM) : BEAM;
  size_t stride = 2 * beam + (size_t)ceil(ratio) + 6;

  ter->stride = stride < pair->m + 6 ? stride : pair->m + 6;
  if (!grow_cells(ter, pair->n + 1) || !grow_trial(ter))
    return false;
  ter->rows[0].low = 0;
  ter->rows[0].high = pair->m + 1;
  for (size_t i = 1; i <= pair->n; i++) {
    size_t middle = (size_t)floor((double)i * ratio);
    size_t high = middle + beam;

    ter->rows[i].low = middle > beam ? middle - beam : 0;
    ter->rows[i].high = i == pair->n || high > pair->m + 1 ? pair->m + 1 : high;
  }
  return true;
}

/* A row's cells: index 0 stands before its first column and is unreached. */
static uint32_t *
row_cells(const Ter *ter, size_t i)
{
  return ter->cost + i * ter->stride;
}

static void
fill_first_row(Pair *pair)
{
  Ter *ter = pair->ter;
  uint32_t *cells = row_cells(ter, 0);

  cells[0] = UNREACHED;
  for (size_t j = 0; j + 1 < ter->stride; j++)
    cells[j + 1] = j <= pair->m ? (uint32_t)j : UNREACHED;
}

static inline uint32_t
least(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

/* Row `i`, which ends with `word`, from the row above it. */
static void
fill_row(const Pair *pair, size_t i, uint64_t word, const uint32_t *above,
         uint32_t *cells)
{
  const Ter *ter = pair->ter;
  size_t low = ter->rows[i].low, high = ter->rows[i].high, j = low;
  const uint32_t *up = above + 1 + (low - ter->rows[i - 1].low);
  uint32_t *out = cells + 1;
  uint32_t left = UNREACHED;

  cells[0] = UNREACHED;
  if (j == 0) {
    left = up[0] + 1;
    *out++ = left;
    up++;
    j++;
  }
  for (; j < high; j++, up++) {
    uint32_t cost = up[-1] + (word != pair->reference[j - 1]);

    cost = least(cost, up[0] + 1);
    cost = least(cost, left + 1);
    left = least(cost, UNREACHED);
    *out++ = left;
  }
  while (out < cells + ter->stride)
    *out++ = UNREACHED;
}

/* Which step gave row `i` its cost in column `j`: staying together first, then
 * a deletion, then an insertion. */
static int
step_at(const Pair *pair, size_t i, size_t j)
{
  const Ter *ter = pair->ter;
  const TerRow *row = &ter->rows[i];
  const uint32_t *up;
  uint32_t cost;
  bool same;

  if (i == 0 || j < row->low || j >= row->high)
    return STEP_INSERT;
  cost = row_cells(ter, i)[1 + j - row->low];
  up = row_cells(ter, i - 1) + 1 + (j - ter->rows[i - 1].low);
  same = j > 0 && ter->words[i - 1] == pair->reference[j - 1];
  if (cost >= UNREACHED)
    return STEP_NONE;
  if (j > 0 && cost == up[-1] + !same)
    return same ? STEP_SAME : STEP_SUBSTITUTE;
  return cost == up[0] + 1 ? STEP_DELETE : STEP_INSERT;
}

/* Brings the matrix of `words` up to date from row `from` on. */
static void
fill_matrix(Pair *pair, size_t from)
{
  Ter *ter = pair->ter;

  for (size_t i = from; i <= pair->n; i++)
    fill_row(pair, i, ter->words[i - 1], row_cells(ter, i - 1),
             row_cells(ter, i));
}

static uint32_t
last_cost(const Pair *pair, const uint32_t *cells)
{
  return cells[1 + pair->m - pair->ter->rows[pair->n].low];
}

static uint32_t
matrix_distance(const Pair *pair)
{
  return last_cost(pair, row_cells(pair->ter, pair->n));
}

/* Does a trial's row differ from the row of the matrix by one amount? */
static bool
runs_parallel(const Pair *pair, size_t i, const uint32_t *cells,
              int64_t *difference)
{
  const uint32_t *old = row_cells(pair->ter, i) + 1;
  size_t count = pair->ter->rows[i].high - pair->ter->rows[i].low;
  uint32_t first = cells[1] - old[0], unequal = 0;

  for (size_t j = 0; j < count; j++)
    unequal |= (cells[j + 1] - old[j]) ^ first;
  if (unequal || old[0] >= UNREACHED || cells[1] >= UNREACHED)
    return false;
  *difference = (int64_t)cells[1] - (int64_t)old[0];
  return true;
}

/* Does all of the matrix that leads to this distance lie within the band? */
static bool
fits_band(const Pair *pair, uint64_t distance)
{
  return pair->m < BEAM || 2 * distance + 1 < BEAM;
}

/* The distance with the words of ter->shifted, from the matrix. */
static uint32_t
band_distance(const Pair *pair, const Shift *shift)
{
  Ter *ter = pair->ter;
  const uint32_t *above = row_cells(ter, shift->changed_begin);
  uint32_t *rows[2] = { ter->trial, ter->trial + ter->stride };
  int64_t difference;

  for (size_t i = shift->changed_begin + 1; i <= pair->n; i++) {
    uint32_t *cells = rows[i & 1];

    fill_row(pair, i, ter->shifted[i - 1], above, cells);
    above = cells;
    if (i >= shift->changed_end && runs_parallel(pair, i, cells, &difference))
      return (uint32_t)((int64_t)matrix_distance(pair) + difference);
  }
  return last_cost(pair, above);
}

static uint32_t
trial_distance(const Pair *pair, const Shift *shift)
{
  const Ter *ter = pair->ter;
  EditBounds bounds;

  if (pair->m > EDITS_MOST)
    return band_distance(pair, shift);
  bounds = edits_measure(&ter->bits, ter->shifted, pair->n);
  return fits_band(pair, bounds.distance) ? (uint32_t)bounds.distance
                                          : band_distance(pair, shift);
}

/* Follows the steps back and notes which words they pair and which are in
 * error. */
static void
read_alignment(Pair *pair)
{
  Ter *ter = pair->ter;
  size_t i = pair->n, j = pair->m;

  while (i > 0 || j > 0) {
    int step = step_at(pair, i, j);

    if (step == STEP_DELETE || j == 0) {
      ter->hyp_bad[i--] = 1;
    } else if (step == STEP_INSERT || step == STEP_NONE) {
      ter->ref_bad[j--] = 1;
      ter->align[j] = (int64_t)i - 1;
    } else {
      ter->hyp_bad[i--] = step != STEP_SAME;
      ter->ref_bad[j--] = step != STEP_SAME;
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
perform(const Pair *pair, Shift *shift)
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
is_better(const Shift *a, const Shift *b)
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
may_help(const Pair *pair, size_t start, size_t ref, size_t length)
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
try_target(Pair *pair, Shift *shift, Shift *best, bool *found)
{
  Ter *ter = pair->ter;

  pair->tries++;
  shift->gain = (int64_t)matrix_distance(pair) - (int64_t)pair->least;
  if (shift->gain <= 0 || (*found && !is_better(shift, best)))
    return;
  perform(pair, shift);
  shift->gain =
      (int64_t)matrix_distance(pair) - (int64_t)trial_distance(pair, shift);
  if (*found && !is_better(shift, best))
    return;
  *found = true;
  *best = *shift;
  memcpy(ter->best, ter->shifted, pair->n * sizeof *ter->best);
}

/* Tries to put the words before each word that their match in the reference
 * stands at, and before it. */
static void
try_shift(Pair *pair, size_t start, size_t ref, size_t length, Shift *best,
          bool *found)
{
  size_t last = SIZE_MAX;

  for (size_t k = 0; k <= length && ref + k <= pair->m; k++) {
    Shift shift = { 0, start, length, 0, 0, 0 };

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
try_pair(Pair *pair, size_t start, size_t ref, Shift *best, bool *found)
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

static bool
find_shift(Pair *pair, Shift *best)
{
  bool found = false;

  read_alignment(pair);
  for (size_t i = 0; i < pair->n && pair->tries < MOST_TRIES; i++) {
    size_t from = i > FARTHEST_SHIFT ? i - FARTHEST_SHIFT : 0;
    size_t to = i + FARTHEST_SHIFT + 1;

    for (size_t j = from; j < to && j < pair->m; j++)
      if (pair->ter->words[i] == pair->reference[j])
        try_pair(pair, i, j, best, &found);
  }
  return found;
}

/* How low the distance may get; where it is as low already, which is the usual
 * case, no shift is looked for. */
static bool
needs_no_shift(Pair *pair, uint64_t *edits)
{
  EditBounds bounds;

  pair->least = 0;
  if (pair->m > EDITS_MOST)
    return false;
  bounds = edits_measure(&pair->ter->bits, pair->hypothesis, pair->n);
  pair->least = bounds.least;
  *edits = bounds.distance;
  return bounds.distance == bounds.least && fits_band(pair, bounds.distance);
}

/* Edits and shifts that turn the hypothesis into the reference. */
static bool
count_edits(Pair *pair, uint64_t *edits)
{
  Ter *ter = pair->ter;
  Shift best = { 0 };

  *edits = 0;
  if (!grow_hypothesis(ter, pair->n) || !grow_reference(ter, pair->m))
    return false;
  if (pair->n == 0 || pair->m == 0) {
    *edits = pair->n + pair->m;
    return true;
  }
  if (pair->m <= EDITS_MOST
      && !edits_place(&ter->bits, pair->reference, pair->m))
    return false;
  if (needs_no_shift(pair, edits))
    return true;
  *edits = 0;
  if (!lay_bands(pair))
    return false;
  memcpy(ter->words, pair->hypothesis, pair->n * sizeof *ter->words);
  fill_first_row(pair);
  fill_matrix(pair, 1);
  while (find_shift(pair, &best) && pair->tries < MOST_TRIES && best.gain > 0) {
    uint64_t *words = ter->words;

    ter->words = ter->best;
    ter->best = words;
    fill_matrix(pair, best.changed_begin + 1);
    ++*edits;
  }
  *edits += matrix_distance(pair);
  return true;
}

static bool
count_pair(Ter *ter, const MtWords *hypothesis, const MtWords *reference,
           uint64_t *edits)
{
  Pair pair = { .ter = ter,
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
  free(ter->rows);
  free(ter->cost);
  free(ter->trial);
  free(ter->align);
  free(ter->hyp_bad);
  free(ter->ref_bad);
  memset(ter, 0, sizeof *ter);
}
