/* SPDX-License-Identifier: Apache-2.0
 *
 * A column of the matrix of distances is kept as the differences between its
 * rows, a bit each for one more and for one less, and goes on to the next
 * column in a dozen operations (Myers 1999, in the form of Hyyro 2003).
 */
#include "edits.h"

typedef struct Column {
  uint64_t more; /* rows that cost one more than the row above */
  uint64_t less;
  uint64_t last; /* the bit of the last row */
  uint64_t distance;
} Column;

bool
edits_place(Edits *edits, const uint64_t *words, size_t count)
{
  uint32_t kinds = 0;

  edits->count = count;
  if (!ngram_begin(&edits->table, count))
    return false;
  for (size_t i = 0; i < count; i++) {
    NgramEntry *entry =
        ngram_entry(edits->table.slots, ngram_extend(NGRAM_START, words[i]));

    if (entry->count == 0) {
      entry->count = ++kinds;
      edits->places[kinds] = 0;
    }
    edits->places[entry->count] |= UINT64_C(1) << i;
  }
  return true;
}

uint64_t
edits_places(const Edits *edits, uint64_t word)
{
  const NgramEntry *entry =
      ngram_find(edits->table.slots, ngram_extend(NGRAM_START, word));

  return entry ? edits->places[entry->count] : 0;
}

/* One more word, which stands at `places` of the list. */
static EditColumn
advance(Column *column, uint64_t places)
{
  uint64_t fixed = places | column->less;
  uint64_t even =
      (((places & column->more) + column->more) ^ column->more) | places;
  uint64_t up = column->less | ~(even | column->more);
  uint64_t down = column->more & even;
  EditColumn steps = { even | column->less, up };

  column->distance += (up & column->last) != 0;
  column->distance -= (down & column->last) != 0;
  up = up << 1 | 1;
  down <<= 1;
  column->more = down | ~(fixed | up);
  column->less = up & fixed;
  return steps;
}

EditBounds
edits_measure(const Edits *edits, const uint64_t *words, size_t count,
              EditColumn *columns)
{
  Column column = { UINT64_MAX, 0, 0, edits->count };
  uint64_t taken = 0, shared = 0;
  size_t longer = count > edits->count ? count : edits->count;

  if (edits->count == 0)
    return (EditBounds){ longer, longer };
  column.last = UINT64_C(1) << (edits->count - 1);
  for (size_t i = 0; i < count; i++) {
    uint64_t places = edits_places(edits, words[i]), left = places & ~taken;
    EditColumn steps;

    taken |= left & (0 - left);
    shared += left != 0;
    steps = advance(&column, places);
    if (columns)
      columns[i] = steps;
  }
  return (EditBounds){ column.distance, longer - shared };
}

void
edits_clear(Edits *edits)
{
  ngram_clear(&edits->table);
}
