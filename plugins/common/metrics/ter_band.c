/* SPDX-License-Identifier: Apache-2.0 */
#include "ter_band.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNREACHED (UINT32_MAX / 4)

bool
ter_grow(void *where, size_t count, size_t size)
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
grow_cells(Ter *ter, size_t rows)
{
  size_t need = (rows + 2) * ter->stride;

  if (need <= ter->cell_room)
    return true;
  need += need / 2;
  if (!ter_grow(&ter->cost, need, sizeof *ter->cost))
    return false;
  ter->cell_room = need;
  return true;
}

static bool
grow_trial(Ter *ter)
{
  if (2 * ter->stride <= ter->trial_room)
    return true;
  if (!ter_grow(&ter->trial, 4 * ter->stride, sizeof *ter->trial))
    return false;
  ter->trial_room = 4 * ter->stride;
  return true;
}

/* A row's cells: index 0 stands before its first column and is unreached. */
static uint32_t *
row_cells(const Ter *ter, size_t i)
{
  return ter->cost + i * ter->stride;
}

static void
fill_first_row(TerPair *pair)
{
  Ter *ter = pair->ter;
  uint32_t *cells = row_cells(ter, 0);

  cells[0] = UNREACHED;
  for (size_t j = 0; j + 1 < ter->stride; j++)
    cells[j + 1] = j <= pair->m ? (uint32_t)j : UNREACHED;
}

/* The band of each row: around the diagonal of the two lengths, wider where
 * the reference is so much longer that rows would not meet. */
bool
ter_band_lay(TerPair *pair)
{
  Ter *ter = pair->ter;
  double ratio = (double)pair->m / (double)pair->n;
  size_t beam =
      ratio / 2 > TER_BEAM ? (size_t)ceil(ratio / 2 + TER_BEAM) : TER_BEAM;
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
  fill_first_row(pair);
  return true;
}

static inline uint32_t
least(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

/* Row `i`, which ends with `word`, from the row above it. */
static void
fill_row(const TerPair *pair, size_t i, uint64_t word, const uint32_t *above,
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

TerStep
ter_band_step(const TerPair *pair, size_t i, size_t j)
{
  const Ter *ter = pair->ter;
  const TerRow *row = &ter->rows[i];
  const uint32_t *up;
  uint32_t cost;
  bool same;

  if (i == 0 || j < row->low || j >= row->high)
    return TER_INSERT;
  cost = row_cells(ter, i)[1 + j - row->low];
  up = row_cells(ter, i - 1) + 1 + (j - ter->rows[i - 1].low);
  same = j > 0 && ter->words[i - 1] == pair->reference[j - 1];
  if (cost >= UNREACHED)
    return TER_NONE;
  if (j > 0 && cost == up[-1] + !same)
    return same ? TER_SAME : TER_SUBSTITUTE;
  return cost == up[0] + 1 ? TER_DELETE : TER_INSERT;
}

void
ter_band_fill(TerPair *pair, size_t from)
{
  Ter *ter = pair->ter;

  for (size_t i = from; i <= pair->n; i++)
    fill_row(pair, i, ter->words[i - 1], row_cells(ter, i - 1),
             row_cells(ter, i));
}

static uint32_t
last_cost(const TerPair *pair, const uint32_t *cells)
{
  return cells[1 + pair->m - pair->ter->rows[pair->n].low];
}

uint32_t
ter_band_distance(const TerPair *pair)
{
  return last_cost(pair, row_cells(pair->ter, pair->n));
}

/* Does a trial's row differ from the row of the matrix by one amount? */
static bool
runs_parallel(const TerPair *pair, size_t i, const uint32_t *cells,
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

uint32_t
ter_band_trial(const TerPair *pair, const TerShift *shift)
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
      return (uint32_t)((int64_t)ter_band_distance(pair) + difference);
  }
  return last_cost(pair, above);
}
