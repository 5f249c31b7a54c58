/* SPDX-License-Identifier: Apache-2.0 */
#include "collate.h"

#include "grid.h"
#include "readings.h"

#include <stdlib.h>
#include <string.h>

/* Up to FEW different witnesses are refined until nothing improves, up to
 * SOME once; beyond MANY the order of joining is by length, not by likeness,
 * which costs a comparison of each pair. */
enum { FEW = 8, SOME = 48, MANY = 256, MOST_ROUNDS = 4 };

/* In wider tables pairs are left alone: they cost more than they give. */
enum { PAIR_COLUMNS = 40 };

struct Collator {
  WordTypes wordtypes;
  GridJoiner joiner;
  Grid best, out, rest, joined;
  Buffer types;   /* of uint32_t: the word types of all rows, row by row */
  Buffer rows;    /* of const uint32_t *: the types of each witness, then of
                   * each row */
  Buffer numbers; /* of uint32_t: see struct Layout */
  Buffer taken;   /* of unsigned char: rows */
  Buffer counts;  /* of uint32_t: a counter for each word type */
  Buffer cells;   /* of CollateCell */
  Readings readings;
  CollateTable table;
};

/* The arrays in `numbers`, one entry for each witness. */
typedef struct Layout {
  uint32_t *order;   /* witnesses in canonical order */
  uint32_t *row_of;  /* witness -> row */
  uint32_t *lengths; /* row -> words */
  uint32_t *joining; /* rows in the order of joining */
  uint32_t *alike;   /* row -> words shared with a row joined so far */
} Layout;

typedef struct Work {
  Collator *c;
  Layout at;
  GridRows rows;         /* those of whole witnesses first, then fragments */
  uint32_t whole;        /* rows */
  const uint32_t **kept; /* the types of each row */
} Work;

Collator *
collator_new(void)
{
  return calloc(1, sizeof(Collator));
}

void
collator_free(Collator *c)
{
  if (!c)
    return;
  wordtypes_free(&c->wordtypes);
  grid_joiner_free(&c->joiner);
  grid_free(&c->best);
  grid_free(&c->out);
  grid_free(&c->rest);
  grid_free(&c->joined);
  buffer_free(&c->types);
  buffer_free(&c->rows);
  buffer_free(&c->numbers);
  buffer_free(&c->taken);
  buffer_free(&c->counts);
  buffer_free(&c->cells);
  readings_free(&c->readings);
  free(c);
}

static int
compare_words(const WordType *a, const WordType *b)
{
  uint32_t length = a->length < b->length ? a->length : b->length;

  for (uint32_t i = 0; i < length; i++) {
    int x = (unsigned char)a->text[i], y = (unsigned char)b->text[i];

    x = x >= 'A' && x <= 'Z' ? x | 0x20 : x;
    y = y >= 'A' && y <= 'Z' ? y | 0x20 : y;
    if (x != y)
      return x - y;
  }
  if (a->length != b->length)
    return a->length < b->length ? -1 : 1;
  return a->fold < b->fold ? -1 : a->fold > b->fold;
}

/* Alphabetical: an order that depends on the texts alone. */
static int
compare_rows(const Work *work, const AlignText *texts, uint32_t a, uint32_t b)
{
  const uint32_t *const *types = work->rows.types;
  uint32_t x = texts[a].count, y = texts[b].count;

  for (uint32_t i = 0; i < x && i < y; i++)
    if (types[a][i] != types[b][i])
      return compare_words(wordtypes_type(&work->c->wordtypes, types[a][i]),
                           wordtypes_type(&work->c->wordtypes, types[b][i]));
  return x < y ? -1 : x > y;
}

/* Merge sort: stable, and no context has to be passed by a global. */
static void
sort_witnesses(const Work *work, const AlignText *texts, uint32_t *order,
               uint32_t *spare, uint32_t count)
{
  uint32_t half = count / 2, i = 0, j = half;

  if (count < 2)
    return;
  sort_witnesses(work, texts, order, spare, half);
  sort_witnesses(work, texts, order + half, spare, count - half);
  for (uint32_t k = 0; k < count; k++)
    if (j == count
        || (i < half && compare_rows(work, texts, order[i], order[j]) <= 0))
      spare[k] = order[i++];
    else
      spare[k] = order[j++];
  memcpy(order, spare, count * sizeof *order);
}

static bool
start(Work *work, const AlignText *texts, uint32_t count)
{
  Collator *c = work->c;
  uint32_t words = 0, *numbers, *types;
  const uint32_t **rows;

  for (uint32_t i = 0; i < count; i++) {
    if (texts[i].count > UINT32_MAX / 4 - words)
      return false;
    words += texts[i].count;
  }
  numbers = buffer_need(&c->numbers, 5 * (size_t)count, sizeof *numbers);
  types = buffer_need(&c->types, words, sizeof *types);
  rows = buffer_need(&c->rows, 2 * (size_t)count, sizeof *rows);
  if (!numbers || !types || !rows || !wordtypes_start(&c->wordtypes, words)
      || !buffer_need(&c->taken, count, 1) || !grid_joiner_start(&c->joiner))
    return false;
  work->at =
      (Layout){ numbers, numbers + count, numbers + 2 * (size_t)count,
                numbers + 3 * (size_t)count, numbers + 4 * (size_t)count };
  for (uint32_t i = 0; i < count; i++) {
    rows[i] = types;
    wordtypes_number(&c->wordtypes, &texts[i], work->rows.near, types);
    types += texts[i].count;
  }
  work->rows.types = rows;
  return true;
}

/* Brings witnesses first..last into canonical order and equal ones into one
 * row, which weighs no more than any other: a reprint changes nothing.  The new
 * number of rows. */
static uint32_t
make_rows(const Work *work, const AlignText *texts, uint32_t first,
          uint32_t last, uint32_t rows)
{
  const Layout *at = &work->at;
  const uint32_t *const *types = work->rows.types;
  uint32_t before = rows;

  for (uint32_t i = first; i < last; i++)
    at->order[i] = i;
  sort_witnesses(work, texts, at->order + first, at->joining, last - first);
  for (uint32_t i = first; i < last; i++) {
    uint32_t witness = at->order[i];

    if (rows == before
        || compare_rows(work, texts, at->order[i - 1], witness) != 0) {
      work->kept[rows] = types[witness];
      at->lengths[rows++] = texts[witness].count;
    }
    at->row_of[witness] = rows - 1;
  }
  return rows;
}

static void
make_all_rows(Work *work, const AlignText *texts, uint32_t whole,
              uint32_t count)
{
  work->kept = (const uint32_t **)work->c->rows.data + count;
  work->whole = make_rows(work, texts, 0, whole, 0);
  work->rows.rows = make_rows(work, texts, whole, count, work->whole);
  work->rows.types = work->kept;
  work->rows.lengths = work->at.lengths;
}

/* How many words, not marks, two rows share.  `counts` is zero for every type
 * before and after. */
static uint32_t
shared_words(const Work *work, uint32_t a, uint32_t b)
{
  const GridRows *rows = &work->rows;
  uint32_t *counts = work->c->counts.data;
  uint32_t shared = 0;

  for (uint32_t i = 0; i < rows->lengths[a]; i++)
    counts[rows->types[a][i]]++;
  for (uint32_t i = 0; i < rows->lengths[b]; i++) {
    uint32_t type = rows->types[b][i];

    if (counts[type]
        && wordtypes_type(rows->wordtypes, type)->kind != WORD_MARK) {
      counts[type]--;
      shared++;
    }
  }
  for (uint32_t i = 0; i < rows->lengths[a]; i++)
    counts[rows->types[a][i]] = 0;
  return shared;
}

/* The row that has most in common with some other one, to begin with. */
static uint32_t
first_row(const Work *work)
{
  uint32_t best = 0, row = 0;

  for (uint32_t a = 0; a < work->whole; a++)
    for (uint32_t b = a + 1; b < work->whole; b++) {
      uint32_t shared = shared_words(work, a, b);

      if (shared > best) {
        best = shared;
        row = a;
      }
    }
  return row;
}

/* Prim's walk: always the row that is most like one that is joined. */
static void
order_by_likeness(const Work *work)
{
  uint32_t *joining = work->at.joining, *alike = work->at.alike;
  unsigned char *joined = work->c->taken.data;
  uint32_t last = first_row(work);

  memset(joined, 0, work->whole);
  memset(alike, 0, work->whole * sizeof *alike);
  for (uint32_t k = 0;; k++) {
    uint32_t next = GRID_NONE;

    joining[k] = last;
    joined[last] = 1;
    if (k + 1 == work->whole)
      return;
    for (uint32_t row = 0; row < work->whole; row++) {
      uint32_t shared = joined[row] ? 0 : shared_words(work, last, row);

      alike[row] = shared > alike[row] ? shared : alike[row];
      if (!joined[row] && (next == GRID_NONE || alike[row] > alike[next]))
        next = row;
    }
    last = next;
  }
}

/* Counting the longest first is a sort by length that keeps the order. */
static void
order_by_length(const Work *work)
{
  uint32_t count = 0, longest = 0, next;

  for (uint32_t row = 0; row < work->whole; row++)
    longest =
        work->rows.lengths[row] > longest ? work->rows.lengths[row] : longest;
  for (uint32_t length = longest;; length = next) {
    next = 0;
    for (uint32_t row = 0; row < work->whole; row++) {
      uint32_t here = work->rows.lengths[row];

      if (here == length)
        work->at.joining[count++] = row;
      else if (here < length && here > next)
        next = here;
    }
    if (length == 0 || count == work->whole)
      return;
  }
}

static void
swap_grids(Grid *a, Grid *b)
{
  Grid swap = *a;

  *a = *b;
  *b = swap;
}

static bool
join_all(const Work *work, int64_t *worth)
{
  Collator *c = work->c;
  uint32_t *counts =
      buffer_need(&c->counts, c->wordtypes.count + 1, sizeof *counts);

  if (!counts)
    return false;
  memset(counts, 0, (c->wordtypes.count + 1) * sizeof *counts);
  if (work->whole > MANY)
    order_by_length(work);
  else
    order_by_likeness(work);
  if (!grid_single(&c->best, &work->rows, work->at.joining[0]))
    return false;
  for (uint32_t k = 1; k < work->whole; k++) {
    uint32_t row = work->at.joining[k];
    /* Of two, the first in canonical order is the one that gives way. */
    bool turned = k == 1 && row < work->at.joining[0];

    if (!grid_single(&c->out, &work->rows, row))
      return false;
    if (turned)
      swap_grids(&c->best, &c->out);
    if (!grid_link(&c->joiner, &work->rows, &c->best, &c->out, worth)
        || !grid_lay(&c->joiner, &work->rows, &c->best, &c->out, &c->joined))
      return false;
    swap_grids(&c->best, &c->joined);
  }
  return true;
}

typedef struct Refining {
  int64_t worth; /* of the best so far */
  bool improved;
} Refining;

/* Fragments are laid into the table of the whole witnesses, which stays as it
 * is. */
static bool
lay_fragments(const Work *work)
{
  Collator *c = work->c;
  int64_t worth;

  for (uint32_t row = work->whole; row < work->rows.rows; row++) {
    if (!grid_single(&c->out, &work->rows, row)
        || !grid_link(&c->joiner, &work->rows, &c->best, &c->out, &worth)
        || !grid_lay(&c->joiner, &work->rows, &c->best, &c->out, &c->joined))
      return false;
    swap_grids(&c->best, &c->joined);
  }
  return true;
}

/* Takes out row a, and b when it is another, and aligns again. */
static bool
try_again(const Work *work, Refining *so_far, uint32_t a, uint32_t b)
{
  Collator *c = work->c;
  unsigned char *taken = c->taken.data;
  int64_t worth;

  memset(taken, 0, work->rows.rows);
  taken[a] = taken[b] = 1;
  if (!grid_split(&c->best, &work->rows, taken, &c->out, &c->rest)
      || !grid_link(&c->joiner, &work->rows, &c->rest, &c->out, &worth))
    return false;
  if (worth <= so_far->worth)
    return true;
  so_far->worth = worth;
  so_far->improved = true;
  swap_grids(&c->best, &c->joined);
  return grid_lay(&c->joiner, &work->rows, &c->rest, &c->out, &c->best);
}

/* Single rows in turn, until none of the others can be placed better. */
static bool
refine_singly(const Work *work, Refining *so_far, uint32_t most)
{
  uint32_t rows = work->whole, failed = 0;

  for (uint32_t k = 0; k < most && failed < rows; k++) {
    so_far->improved = false;
    if (!try_again(work, so_far, k % rows, k % rows))
      return false;
    failed = so_far->improved ? 1 : failed + 1;
  }
  return true;
}

static bool
refine_pairs(const Work *work, Refining *so_far)
{
  so_far->improved = false;
  for (uint32_t a = 0; a < work->whole; a++)
    for (uint32_t b = a + 1; b < work->whole; b++)
      if (!try_again(work, so_far, a, b))
        return false;
  return true;
}

static bool
refine(const Work *work, int64_t worth)
{
  uint32_t rows = work->whole;
  uint32_t most = rows <= FEW ? MOST_ROUNDS * rows : rows;
  Refining so_far = { worth, true };

  if (rows < 3 || rows > SOME)
    return true;
  if (!refine_singly(work, &so_far, most))
    return false;
  if (rows < 4 || rows > FEW || work->c->best.columns > PAIR_COLUMNS)
    return true;
  return refine_pairs(work, &so_far)
         && (!so_far.improved || refine_singly(work, &so_far, most));
}

static bool
finish(const Work *work, uint32_t count)
{
  Collator *c = work->c;
  CollateCell *cells =
      buffer_need(&c->cells, (size_t)c->best.columns * count, sizeof *cells);
  const uint32_t *from = c->best.cells.data;

  if (!cells)
    return false;
  c->table = (CollateTable){ cells, c->best.columns, count };
  if (!readings_mark(&c->readings, &work->rows, &c->best, work->whole))
    return false;
  for (uint32_t column = 0; column < c->best.columns; column++)
    for (uint32_t i = 0; i < count; i++) {
      size_t at = (size_t)column * work->rows.rows + work->at.row_of[i];

      *cells++ = (CollateCell){ from[at], readings_kind(&c->readings, at) };
    }
  return true;
}

const CollateTable *
collate_fragments(Collator *c, const AlignText *texts, uint32_t count,
                  uint32_t fragments, bool near)
{
  Work work = { .c = c, .rows = { .wordtypes = &c->wordtypes, .near = near } };
  int64_t worth = 0;

  c->table = (CollateTable){ NULL, 0, count };
  if (count == 0)
    return &c->table;
  if (!start(&work, texts, count))
    return NULL;
  make_all_rows(&work, texts, count - fragments, count);
  if (!join_all(&work, &worth) || !refine(&work, worth))
    return NULL;
  grid_tighten(&c->best, &work.rows);
  if (!lay_fragments(&work) || !finish(&work, count))
    return NULL;
  return &c->table;
}

const CollateTable *
collate(Collator *c, const AlignText *texts, uint32_t count, bool near)
{
  return collate_fragments(c, texts, count, 0, near);
}
