/* SPDX-License-Identifier: Apache-2.0 */
#include "votes.h"

#include "kinship.h"

static bool
is_extant(const Class *class, uint32_t column)
{
  return column >= class->begin && column <= class->end;
}

static void
count_column(const Sheet *sheet, uint32_t column, Votes *votes)
{
  const Classes *classes = votes->classes;
  uint32_t *having = votes->having + (size_t)column * classes->count;

  for (uint32_t y = 0; y < classes->compared; y++) {
    const Place *place = sheet_place(sheet, column, classes->items[y].first);

    if (!is_extant(&classes->items[y], column))
      continue;
    votes->extant[column]++;
    for (uint32_t x = 0; place->length > 0 && x < classes->count; x++)
      having[x] += sheet_place(sheet, column, classes->items[x].first)->near
                   == place->near;
  }
}

bool
votes_count(const Sheet *sheet, const Classes *classes, Arena *arena,
            Votes *votes)
{
  size_t columns = sheet->columns;

  votes->classes = classes;
  votes->extant = arena_alloc(arena, (columns + 1) * sizeof *votes->extant);
  votes->having = arena_alloc(arena, (columns * classes->count + 1)
                                         * sizeof *votes->having);
  if (!votes->extant || !votes->having)
    return false;
  for (uint32_t c = 0; c < sheet->columns; c++)
    count_column(sheet, c, votes);
  return true;
}

double
votes_expected(const Votes *votes, const Sheet *sheet, uint32_t column,
               uint32_t a, uint32_t b)
{
  const Classes *classes = votes->classes;
  uint32_t x = classes->of[a], y = classes->of[b];
  uint32_t own = (x < classes->compared ? 1u : 0)
                 + (y != x && y < classes->compared ? 1u : 0);
  uint32_t having = votes->having[(size_t)column * classes->count + x];
  const Place *place = sheet_place(sheet, column, a);

  return kinship_expected(place->weight, votes->extant[column] - own,
                          having - own);
}
