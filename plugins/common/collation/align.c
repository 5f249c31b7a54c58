/* SPDX-License-Identifier: Apache-2.0
 *
 * The exact solution is a table of two states for each cell: M, its two
 * columns are linked, and G, they are not; so that a link that follows a link
 * can be worth a little more.
 */
#include "align.h"

#include "anchor.h"

#include <string.h>

/* Worth of a link; a whole text's ADJACENT stays a tie-break for texts of
 * fewer than fifty words. */
enum {
  CONTENT = 1000,
  FUNCTION = 900,
  MARK = 450,
  NEAR_LESS = 150, /* off when only the near keys are equal: less than any
                    * equal word */
  ADJACENT = 20,
  COMMA = 3 /* a comma stays with the word before it */
};

/* How a cell came to its values. */
enum {
  FROM_LINK = 1, /* M: the cell before is linked as well */
  SKIP_B = 2,    /* G: b's column is skipped, else a's */
  BEST_LINK = 4  /* M is at least G */
};

int64_t
align_word_worth(const WordType *word, bool same)
{
  static const int64_t worth[] = { MARK, FUNCTION, CONTENT };

  return worth[word->kind] - (same ? 0 : NEAR_LESS);
}

int64_t
align_worth(const WordTypes *wordtypes, const AlignSide *a, uint32_t i,
            const AlignSide *b, uint32_t j)
{
  int64_t worth = 0;

  if (!(a->masks[i] & b->masks[j]))
    return 0;
  for (uint32_t x = a->starts[i]; x < a->starts[i + 1]; x++)
    for (uint32_t y = b->starts[j]; y < b->starts[j + 1]; y++) {
      const AlignEntry *one = &a->entries[x], *two = &b->entries[y];

      if (one->near == two->near)
        worth += (int64_t)one->weight * two->weight
                 * align_word_worth(wordtypes_type(wordtypes, one->type),
                                    one->type == two->type);
    }
  return worth;
}

static bool
is_comma(const WordTypes *wordtypes, const AlignSide *side, uint32_t column)
{
  const AlignEntry *entry = &side->entries[side->starts[column]];
  const WordType *type = wordtypes_type(wordtypes, entry->type);

  return type->length == 1 && strchr(",;:)", type->text[0]) != NULL;
}

/* Three rows of the table are enough: of M, of G and of the better of both,
 * for this row of cells and the one above. */
typedef struct Table {
  const WordTypes *wordtypes;
  const AlignSide *a, *b;
  uint32_t a0, b0; /* the first columns of the stretch */
  uint32_t rows, columns;
  int64_t *link[2];
  int64_t *gap[2];
  int64_t *best[2];
  unsigned char *trace;
} Table;

static const int64_t NEVER = INT64_MIN / 2;

/* Fills M of a cell whose columns are worth something together. */
static unsigned
fill_link(const Table *t, uint32_t i, uint32_t j, int64_t worth)
{
  int64_t link = t->link[(i - 1) & 1][j - 1], gap = t->gap[(i - 1) & 1][j - 1];
  int64_t after = link + ADJACENT;

  if (link > NEVER && is_comma(t->wordtypes, t->b, t->b0 + j - 1))
    after += COMMA;
  t->link[i & 1][j] = worth + (after >= gap ? after : gap);
  return after >= gap ? FROM_LINK : 0;
}

/* On a tie a's column is skipped: with the texts in their canonical order
 * this decides between two words that have changed places. */
static void
fill_row(const Table *t, uint32_t i)
{
  unsigned char *trace = t->trace + (size_t)i * (t->columns + 1);
  const int64_t *above = t->best[(i - 1) & 1];
  int64_t *link = t->link[i & 1], *gap = t->gap[i & 1], *best = t->best[i & 1];
  const uint64_t *masks = t->b->masks + t->b0;
  uint64_t mask = t->a->masks[t->a0 + i - 1];
  int64_t left = 0;

  trace[0] = 0;
  for (uint32_t j = 1; j <= t->columns; j++) {
    int64_t here = above[j] >= left ? above[j] : left;
    unsigned from = above[j] >= left ? 0 : SKIP_B;

    link[j] = NEVER;
    gap[j] = here;
    if (mask & masks[j - 1]) {
      int64_t worth =
          align_worth(t->wordtypes, t->a, t->a0 + i - 1, t->b, t->b0 + j - 1);

      if (worth > 0)
        from |= fill_link(t, i, j, worth);
      if (link[j] >= here) {
        here = link[j];
        from |= BEST_LINK;
      }
    }
    best[j] = left = here;
    trace[j] = (unsigned char)from;
  }
}

static bool
push_link(Aligner *aligner, uint32_t a, uint32_t b)
{
  AlignLink *links =
      buffer_need(&aligner->links, (size_t)aligner->count + 1, sizeof *links);

  if (!links)
    return false;
  links[aligner->count++] = (AlignLink){ a, b };
  return true;
}

/* Walks back from the last cell; then turns the new links round. */
static bool
trace_back(Aligner *aligner, const Table *t)
{
  const unsigned char *cell =
      t->trace + (size_t)t->rows * (t->columns + 1) + t->columns;
  uint32_t i = t->rows, j = t->columns, first = aligner->count;
  bool linked = *cell & BEST_LINK;
  AlignLink *links;

  while (i > 0 && j > 0)
    if (linked) {
      linked = *cell & FROM_LINK;
      if (!push_link(aligner, t->a0 + --i, t->b0 + --j))
        return false;
      cell -= t->columns + 2;
    } else if (*cell & SKIP_B) {
      linked = *--cell & BEST_LINK;
      j--;
    } else {
      cell -= t->columns + 1;
      linked = *cell & BEST_LINK;
      i--;
    }
  links = aligner->links.data;
  for (uint32_t low = first, high = aligner->count; low + 1 < high; low++) {
    AlignLink swap = links[low];

    links[low] = links[--high];
    links[high] = swap;
  }
  return true;
}

static bool
align_exactly(Aligner *aligner, const WordTypes *wordtypes, const AlignSide *a,
              const AlignSide *b, const AnchorGap *gap)
{
  uint32_t rows = gap->a_end - gap->a, columns = gap->b_end - gap->b;
  Table t = { .wordtypes = wordtypes,
              .a = a,
              .b = b,
              .a0 = gap->a,
              .b0 = gap->b,
              .rows = rows,
              .columns = columns };
  size_t width = (size_t)columns + 1;
  int64_t *scores = buffer_need(&aligner->scores, 6 * width, sizeof *scores);

  t.trace = buffer_need(&aligner->trace, ((size_t)rows + 1) * width, 1);
  if (!scores || !t.trace)
    return false;
  for (int k = 0; k < 2; k++) {
    t.link[k] = scores + (3 * (size_t)k) * width;
    t.gap[k] = t.link[k] + width;
    t.best[k] = t.gap[k] + width;
    t.link[k][0] = NEVER;
    t.gap[k][0] = t.best[k][0] = 0;
  }
  for (uint32_t j = 0; j <= columns; j++) {
    t.link[0][j] = NEVER;
    t.gap[0][j] = t.best[0][j] = 0;
    t.trace[j] = SKIP_B;
  }
  for (uint32_t i = 1; i <= rows; i++)
    fill_row(&t, i);
  return trace_back(aligner, &t);
}

static bool
small(const AnchorGap *gap)
{
  return (uint64_t)(gap->a_end - gap->a) * (gap->b_end - gap->b) <= ALIGN_CELLS;
}

/* Cuts a stretch without anchors into ones that are small. */
static bool
align_in_pieces(Aligner *aligner, const WordTypes *wordtypes,
                const AlignSide *a, const AlignSide *b, const AnchorGap *gap)
{
  uint64_t rows = gap->a_end - gap->a, columns = gap->b_end - gap->b;
  uint64_t pieces = rows * columns / ALIGN_CELLS + 1;

  /* k pieces of rows/k times columns/k cells cost rows*columns/k. */
  while (pieces > 1
         && (rows / (pieces / 2) + 1) * (columns / (pieces / 2) + 1)
                <= ALIGN_CELLS)
    pieces /= 2;
  for (uint64_t k = 0; k < pieces; k++) {
    AnchorGap piece = { gap->a + (uint32_t)(rows * k / pieces),
                        gap->a + (uint32_t)(rows * (k + 1) / pieces),
                        gap->b + (uint32_t)(columns * k / pieces),
                        gap->b + (uint32_t)(columns * (k + 1) / pieces) };

    if (!align_exactly(aligner, wordtypes, a, b, &piece))
      return false;
  }
  return true;
}

static bool
meet(const AlignSide *a, uint32_t i, const AlignSide *b, uint32_t j)
{
  for (uint32_t x = a->starts[i]; x < a->starts[i + 1]; x++)
    for (uint32_t y = b->starts[j]; y < b->starts[j + 1]; y++)
      if (a->entries[x].type == b->entries[y].type)
        return true;
  return false;
}

/* A stretch of words that all return: what is equal at its ends is linked as
 * it stands, and only the rest is cut. */
static bool
align_repeats(Aligner *aligner, const WordTypes *wordtypes, const AlignSide *a,
              const AlignSide *b, const AnchorGap *gap)
{
  AnchorGap rest = *gap;
  bool good = true;

  while (good && rest.a < rest.a_end && rest.b < rest.b_end
         && meet(a, rest.a, b, rest.b))
    good = push_link(aligner, rest.a++, rest.b++);
  while (rest.a < rest.a_end && rest.b < rest.b_end
         && meet(a, rest.a_end - 1, b, rest.b_end - 1)) {
    rest.a_end--;
    rest.b_end--;
  }
  good = good && align_in_pieces(aligner, wordtypes, a, b, &rest);
  for (uint32_t k = 0; good && rest.a_end + k < gap->a_end; k++)
    good = push_link(aligner, rest.a_end + k, rest.b_end + k);
  return good;
}

/* Each round of anchors reads the stretch once; a text made to give one
 * anchor a round must not make it quadratic. */
enum { DEEPEST = 6 };

static bool
align_gap(Aligner *aligner, const WordTypes *wordtypes, const AlignSide *a,
          const AlignSide *b, const AnchorGap *gap, unsigned depth)
{
  Anchors anchors = { 0 };
  AnchorGap part = *gap;
  bool good;

  if (gap->a == gap->a_end || gap->b == gap->b_end)
    return true;
  if (small(gap))
    return align_exactly(aligner, wordtypes, a, b, gap);
  if (depth == DEEPEST)
    return align_repeats(aligner, wordtypes, a, b, gap);
  good = anchors_find(&anchors, wordtypes, a, b, gap);
  if (good && anchors.count == 0)
    good = align_repeats(aligner, wordtypes, a, b, gap);
  for (uint32_t i = 0; good && anchors.count && i <= anchors.count; i++) {
    bool last = i == anchors.count;

    part.a_end = last ? gap->a_end : anchors.list[i].a;
    part.b_end = last ? gap->b_end : anchors.list[i].b;
    good = align_gap(aligner, wordtypes, a, b, &part, depth + 1)
           && (last || push_link(aligner, part.a_end, part.b_end));
    part.a = part.a_end + 1;
    part.b = part.b_end + 1;
  }
  anchors_free(&anchors);
  return good;
}

bool
align_sides(Aligner *aligner, const WordTypes *wordtypes, const AlignSide *a,
            const AlignSide *b)
{
  AnchorGap all = { 0, a->columns, 0, b->columns };

  aligner->count = 0;
  return align_gap(aligner, wordtypes, a, b, &all, 0);
}

void
align_free(Aligner *aligner)
{
  buffer_free(&aligner->scores);
  buffer_free(&aligner->trace);
  buffer_free(&aligner->links);
}
