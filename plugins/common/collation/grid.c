/* SPDX-License-Identifier: Apache-2.0 */
#include "grid.h"

#include "similar.h"

#include <string.h>

/* Runs between links whose product is larger are set side by side from the
 * left without a look at how similar the words are. */
enum { SIMILAR_CELLS = 1024 };

/* Two words in one column: better than two columns, and much better when they
 * are alike. */
enum { TOGETHER = 10 };

static uint32_t *
column_of(const Grid *grid, const GridRows *rows, uint32_t column)
{
  return (uint32_t *)grid->cells.data + (size_t)column * rows->rows;
}

static uint32_t *
add_column(Grid *grid, const GridRows *rows)
{
  if (!buffer_need(&grid->cells, ((size_t)grid->columns + 1) * rows->rows,
                   sizeof(uint32_t)))
    return NULL;
  return column_of(grid, rows, grid->columns++);
}

bool
grid_single(Grid *grid, const GridRows *rows, uint32_t row)
{
  grid->columns = 0;
  for (uint32_t i = 0; i < rows->lengths[row]; i++) {
    uint32_t *column = add_column(grid, rows);

    if (!column)
      return false;
    memset(column, 0xff, rows->rows * sizeof *column);
    column[row] = i;
  }
  return true;
}

/* Adds the word of one row to the entries of the last column. */
static void
add_entry(const GridRows *rows, AlignEntry *entries, uint32_t first,
          uint32_t *count, uint32_t type)
{
  for (uint32_t x = first; x < *count; x++)
    if (entries[x].type == type) {
      entries[x].weight++;
      return;
    }
  entries[(*count)++] =
      (AlignEntry){ wordtypes_type(rows->wordtypes, type)->near, type, 1 };
}

static bool
make_side(GridSide *side, const GridRows *rows, const Grid *grid)
{
  size_t cells = (size_t)grid->columns * rows->rows;
  AlignEntry *entries = buffer_need(&side->entries, cells, sizeof *entries);
  uint32_t *starts =
      buffer_need(&side->starts, (size_t)grid->columns + 1, sizeof *starts);
  uint64_t *masks = buffer_need(&side->masks, grid->columns, sizeof *masks);
  uint32_t count = 0;

  if (!entries || !starts || !masks)
    return false;
  for (uint32_t i = 0; i < grid->columns; i++) {
    const uint32_t *column = column_of(grid, rows, i);

    starts[i] = count;
    masks[i] = 0;
    for (uint32_t row = 0; row < rows->rows; row++)
      if (column[row] != GRID_NONE)
        add_entry(rows, entries, starts[i], &count,
                  rows->types[row][column[row]]);
    for (uint32_t x = starts[i]; x < count; x++)
      masks[i] |= UINT64_C(1) << (entries[x].near & 63);
  }
  starts[grid->columns] = count;
  side->side = (AlignSide){ entries, starts, masks, grid->columns };
  return true;
}

/* A direct-mapped cache: joining asks for the same pairs again and again. */
enum { ALIKE_SLOTS = 1024 };

typedef struct SimilarPair {
  uint32_t a, b; /* word types + 1; 0: free */
  uint32_t alike;
} SimilarPair;

bool
grid_joiner_start(GridJoiner *joiner)
{
  SimilarPair *pairs = buffer_need(&joiner->alike, ALIKE_SLOTS, sizeof *pairs);

  if (pairs)
    memset(pairs, 0, ALIKE_SLOTS * sizeof *pairs);
  return pairs != NULL;
}

/* As much as two words that differ in a letter of four. */
enum { SYNONYMS = 75 };

static uint32_t
compare_types(GridJoiner *joiner, const WordType *a, const WordType *b)
{
  uint32_t spelt = similar_words(a->text, a->length, b->text, b->length);

  return spelt < SYNONYMS && synonyms_share(&joiner->synonyms, a, b) ? SYNONYMS
                                                                     : spelt;
}

static uint32_t
alike(GridJoiner *joiner, const GridRows *rows, uint32_t a, uint32_t b)
{
  SimilarPair *pairs = joiner->alike.data;
  SimilarPair *pair = &pairs[(a * 31u + b) & (ALIKE_SLOTS - 1)];

  if (pair->a != a + 1 || pair->b != b + 1)
    *pair =
        (SimilarPair){ a + 1, b + 1,
                       compare_types(joiner, wordtypes_type(rows->wordtypes, a),
                                     wordtypes_type(rows->wordtypes, b)) };
  return pair->alike;
}

static const WordType *
first_type(const GridRows *rows, const AlignSide *side, uint32_t column)
{
  return wordtypes_type(rows->wordtypes,
                        side->entries[side->starts[column]].type);
}

static bool
is_mark(const GridRows *rows, const AlignSide *side, uint32_t column)
{
  return first_type(rows, side, column)->kind == WORD_MARK;
}

/* What two unlinked columns are worth in one: 0 for a word and a mark. */
static uint32_t
together(GridJoiner *joiner, const GridRows *rows, uint32_t i, uint32_t j)
{
  const AlignSide *a = &joiner->a.side, *b = &joiner->b.side;
  uint32_t best = 0;

  if (is_mark(rows, a, i) != is_mark(rows, b, j))
    return 0;
  if (!rows->near || is_mark(rows, a, i))
    return TOGETHER;
  for (uint32_t x = a->starts[i]; x < a->starts[i + 1]; x++)
    for (uint32_t y = b->starts[j]; y < b->starts[j + 1]; y++) {
      uint32_t value =
          alike(joiner, rows, a->entries[x].type, b->entries[y].type);

      best = value > best ? value : best;
    }
  return TOGETHER + best;
}

typedef struct Run {
  uint32_t a, a_end, b, b_end;
} Run;

typedef struct Join {
  GridJoiner *joiner;
  const GridRows *rows;
  const Grid *a, *b;
  Grid *out;
} Join;

/* Appends column i of a (or GRID_NONE), with column j of b in it. */
static bool
emit(const Join *join, uint32_t i, uint32_t j)
{
  uint32_t *column = add_column(join->out, join->rows);
  const uint32_t *one, *two;

  if (!column)
    return false;
  one = i == GRID_NONE ? NULL : column_of(join->a, join->rows, i);
  two = j == GRID_NONE ? NULL : column_of(join->b, join->rows, j);
  for (uint32_t row = 0; row < join->rows->rows; row++) {
    column[row] = one ? one[row] : GRID_NONE;
    if (two && two[row] != GRID_NONE)
      column[row] = two[row];
  }
  return true;
}

/* best[i][j]: the most that the rest of the run from i and j on is worth.
 * Filled from the end, so that the walk from the start can set to the left
 * whatever is a tie. */
static void
score_run(const Join *join, const Run *run, uint32_t *best)
{
  uint32_t rows = run->a_end - run->a, columns = run->b_end - run->b;
  size_t width = (size_t)columns + 1;

  for (uint32_t i = rows + 1; i-- > 0;)
    for (uint32_t j = columns + 1; j-- > 0;) {
      uint32_t value = 0, pair;

      if (i < rows)
        value = best[(i + 1) * width + j];
      if (j < columns && best[i * width + j + 1] > value)
        value = best[i * width + j + 1];
      if (i < rows && j < columns) {
        pair = together(join->joiner, join->rows, run->a + i, run->b + j);
        if (pair && pair + best[(i + 1) * width + j + 1] > value)
          value = pair + best[(i + 1) * width + j + 1];
      }
      best[i * width + j] = value;
    }
}

static bool
lay_scored(const Join *join, const Run *run, const uint32_t *best)
{
  uint32_t rows = run->a_end - run->a, columns = run->b_end - run->b;
  size_t width = (size_t)columns + 1;
  uint32_t i = 0, j = 0;
  bool good = true;

  while (good && (i < rows || j < columns)) {
    uint32_t here = best[i * width + j], pair = 0;

    if (i < rows && j < columns)
      pair = together(join->joiner, join->rows, run->a + i, run->b + j);
    if (pair && here == pair + best[(i + 1) * width + j + 1]) {
      good = emit(join, run->a + i++, run->b + j++);
    } else if (i < rows && here == best[(i + 1) * width + j]) {
      good = emit(join, run->a + i++, GRID_NONE);
    } else {
      good = emit(join, GRID_NONE, run->b + j++);
    }
  }
  return good;
}

static bool
lay_plainly(const Join *join, Run run)
{
  bool good = true;

  while (good && run.a < run.a_end && run.b < run.b_end) {
    bool mark_a = is_mark(join->rows, &join->joiner->a.side, run.a);
    bool mark_b = is_mark(join->rows, &join->joiner->b.side, run.b);

    if (mark_a == mark_b)
      good = emit(join, run.a++, run.b++);
    else if (mark_a)
      good = emit(join, run.a++, GRID_NONE);
    else
      good = emit(join, GRID_NONE, run.b++);
  }
  while (good && run.a < run.a_end)
    good = emit(join, run.a++, GRID_NONE);
  while (good && run.b < run.b_end)
    good = emit(join, GRID_NONE, run.b++);
  return good;
}

static bool
lay_run(const Join *join, const Run *run)
{
  size_t rows = run->a_end - run->a, columns = run->b_end - run->b;
  uint32_t *best;

  if (rows == 0 || columns == 0 || rows * columns > SIMILAR_CELLS)
    return lay_plainly(join, *run);
  best = buffer_need(&join->joiner->scores, (rows + 1) * (columns + 1),
                     sizeof *best);
  if (!best)
    return false;
  score_run(join, run, best);
  return lay_scored(join, run, best);
}

/* The links within one column. */
static int64_t
column_worth(const GridRows *rows, const AlignSide *side, uint32_t column)
{
  int64_t worth = 0;

  for (uint32_t x = side->starts[column]; x < side->starts[column + 1]; x++) {
    const AlignEntry *one = &side->entries[x];
    const WordType *type = wordtypes_type(rows->wordtypes, one->type);

    worth += (int64_t)one->weight * (one->weight - 1) / 2
             * align_word_worth(type, true);
    for (uint32_t y = x + 1; y < side->starts[column + 1]; y++)
      if (side->entries[y].near == one->near)
        worth += (int64_t)one->weight * side->entries[y].weight
                 * align_word_worth(type, false);
  }
  return worth;
}

static int64_t
side_worth(const GridRows *rows, const AlignSide *side)
{
  int64_t worth = 0;

  for (uint32_t i = 0; i < side->columns; i++)
    worth += column_worth(rows, side, i);
  return worth;
}

bool
grid_link(GridJoiner *joiner, const GridRows *rows, const Grid *a,
          const Grid *b, int64_t *worth)
{
  const AlignLink *links;

  if (!make_side(&joiner->a, rows, a) || !make_side(&joiner->b, rows, b)
      || !align_sides(&joiner->aligner, rows->wordtypes, &joiner->a.side,
                      &joiner->b.side))
    return false;
  *worth =
      side_worth(rows, &joiner->a.side) + side_worth(rows, &joiner->b.side);
  links = joiner->aligner.links.data;
  for (uint32_t k = 0; k < joiner->aligner.count; k++)
    *worth += align_worth(rows->wordtypes, &joiner->a.side, links[k].a,
                          &joiner->b.side, links[k].b);
  return true;
}

bool
grid_lay(GridJoiner *joiner, const GridRows *rows, const Grid *a, const Grid *b,
         Grid *out)
{
  Join join = { joiner, rows, a, b, out };
  Run run = { 0, 0, 0, 0 };
  const AlignLink *links = joiner->aligner.links.data;
  bool good = true;

  out->columns = 0;
  for (uint32_t k = 0; good && k < joiner->aligner.count; k++) {
    run.a_end = links[k].a;
    run.b_end = links[k].b;
    good = lay_run(&join, &run) && emit(&join, run.a_end, run.b_end);
    run.a = run.a_end + 1;
    run.b = run.b_end + 1;
  }
  run.a_end = a->columns;
  run.b_end = b->columns;
  return good && lay_run(&join, &run);
}

bool
grid_split(const Grid *grid, const GridRows *rows, const unsigned char *taken,
           Grid *out, Grid *rest)
{
  out->columns = rest->columns = 0;
  for (uint32_t i = 0; i < grid->columns; i++) {
    const uint32_t *column = column_of(grid, rows, i);
    uint32_t *part[2] = { add_column(rest, rows), add_column(out, rows) };
    bool filled[2] = { false, false };

    if (!part[0] || !part[1])
      return false;
    for (uint32_t row = 0; row < rows->rows; row++) {
      unsigned side = taken[row];

      part[side][row] = column[row];
      part[!side][row] = GRID_NONE;
      filled[side] |= column[row] != GRID_NONE;
    }
    rest->columns -= !filled[0];
    out->columns -= !filled[1];
  }
  return true;
}

static const WordType *
any_type(const GridRows *rows, const uint32_t *column)
{
  uint32_t row = 0;

  while (column[row] == GRID_NONE)
    row++;
  return wordtypes_type(rows->wordtypes, rows->types[row][column[row]]);
}

static bool
may_share(const GridRows *rows, const uint32_t *a, const uint32_t *b)
{
  for (uint32_t row = 0; row < rows->rows; row++)
    if (a[row] != GRID_NONE && b[row] != GRID_NONE)
      return false;
  return (any_type(rows, a)->kind == WORD_MARK)
         == (any_type(rows, b)->kind == WORD_MARK);
}

void
grid_tighten(Grid *grid, const GridRows *rows)
{
  uint32_t kept = 0;

  for (uint32_t i = 1; i < grid->columns; i++) {
    uint32_t *last = column_of(grid, rows, kept);
    const uint32_t *column = column_of(grid, rows, i);

    if (may_share(rows, last, column)) {
      for (uint32_t row = 0; row < rows->rows; row++)
        last[row] = last[row] == GRID_NONE ? column[row] : last[row];
    } else if (++kept != i) {
      memcpy(column_of(grid, rows, kept), column, rows->rows * sizeof *column);
    }
  }
  grid->columns = grid->columns ? kept + 1 : 0;
}

void
grid_free(Grid *grid)
{
  buffer_free(&grid->cells);
}

void
grid_joiner_free(GridJoiner *joiner)
{
  GridSide *sides[2] = { &joiner->a, &joiner->b };

  align_free(&joiner->aligner);
  for (int k = 0; k < 2; k++) {
    buffer_free(&sides[k]->entries);
    buffer_free(&sides[k]->starts);
    buffer_free(&sides[k]->masks);
  }
  buffer_free(&joiner->scores);
  buffer_free(&joiner->alike);
  synonyms_free(&joiner->synonyms);
}
