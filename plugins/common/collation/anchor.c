/* SPDX-License-Identifier: Apache-2.0 */
#include "anchor.h"

#include <stdlib.h>

typedef struct Seen {
  uint32_t a, b; /* the column after, 0: none, MANY: several */
} Seen;

#define MANY UINT32_MAX

static void
see(uint32_t *place, uint32_t column)
{
  *place = *place == 0 ? column + 1 : *place == column + 1 ? *place : MANY;
}

static void
see_side(Seen *seen, const AlignSide *side, uint32_t begin, uint32_t end,
         bool first)
{
  for (uint32_t column = begin; column < end; column++)
    for (uint32_t x = side->starts[column]; x < side->starts[column + 1]; x++) {
      Seen *type = &seen[side->entries[x].type];

      see(first ? &type->a : &type->b, column);
    }
}

/* Candidates in the order of a's columns; each column at most once. */
static uint32_t
candidates(const Seen *seen, const WordTypes *wordtypes, const AlignSide *a,
           const AnchorGap *gap, AlignLink *list)
{
  uint32_t count = 0;

  for (uint32_t column = gap->a; column < gap->a_end; column++)
    for (uint32_t x = a->starts[column]; x < a->starts[column + 1]; x++) {
      const Seen *type = &seen[a->entries[x].type];

      if (type->a != MANY && type->b != MANY && type->b != 0
          && wordtypes_type(wordtypes, a->entries[x].type)->kind
                 == WORD_CONTENT) {
        list[count++] = (AlignLink){ column, type->b - 1 };
        break;
      }
    }
  return count;
}

/* The longest ascending run of `list` by b, left in place; ends[k] is the
 * candidate that ends the best run of k + 1, before[] links a run. */
static uint32_t
longest_run(AlignLink *list, uint32_t count, uint32_t *ends, uint32_t *before)
{
  uint32_t longest = 0, at;

  for (uint32_t i = 0; i < count; i++) {
    uint32_t low = 0, high = longest;

    while (low < high) {
      uint32_t middle = (low + high) / 2;

      if (list[ends[middle]].b < list[i].b)
        low = middle + 1;
      else
        high = middle;
    }
    before[i] = low ? ends[low - 1] : 0;
    ends[low] = i;
    longest = low == longest ? longest + 1 : longest;
  }
  if (!longest)
    return 0;
  at = ends[longest - 1];
  for (uint32_t k = longest; k-- > 0; at = before[at])
    ends[k] = at;
  for (uint32_t k = 0; k < longest; k++)
    list[k] = list[ends[k]];
  return longest;
}

bool
anchors_find(Anchors *anchors, const WordTypes *wordtypes, const AlignSide *a,
             const AlignSide *b, const AnchorGap *gap)
{
  size_t rows = gap->a_end - gap->a;
  Seen *seen = calloc(wordtypes->count, sizeof *seen);
  uint32_t *work = malloc(2 * rows * sizeof *work);

  anchors->count = 0;
  anchors->list = malloc(rows * sizeof *anchors->list);
  if (seen && work && anchors->list) {
    see_side(seen, a, gap->a, gap->a_end, true);
    see_side(seen, b, gap->b, gap->b_end, false);
    anchors->count = candidates(seen, wordtypes, a, gap, anchors->list);
    anchors->count =
        longest_run(anchors->list, anchors->count, work, work + rows);
  }
  free(work);
  free(seen);
  return seen && work && anchors->list;
}

void
anchors_free(Anchors *anchors)
{
  free(anchors->list);
  anchors->list = NULL;
  anchors->count = 0;
}
