/* SPDX-License-Identifier: Apache-2.0 */
#include "readings.h"

#include "collate.h"

#include <string.h>

/* A word in more columns is too common to say that it has moved. */
enum { MOST_PLACES = 8 };

typedef struct Marking {
  Readings *readings;
  const GridRows *rows;
  const uint32_t *cells;
  uint32_t columns;
  uint32_t whole; /* rows; the others are fragments */
} Marking;

static const uint32_t *
column_at(const Marking *m, uint32_t column)
{
  return m->cells + (size_t)column * m->rows->rows;
}

static uint32_t
type_at(const Marking *m, uint32_t column, uint32_t row)
{
  uint32_t word = column_at(m, column)[row];

  return word == GRID_NONE ? GRID_NONE : m->rows->types[row][word];
}

/* Is this the first row of its column with its type? */
static bool
first_in_column(const Marking *m, uint32_t column, uint32_t row)
{
  uint32_t type = type_at(m, column, row);

  if (type == GRID_NONE)
    return false;
  for (uint32_t other = 0; other < row; other++)
    if (type_at(m, column, other) == type)
      return false;
  return true;
}

/* A counting sort of columns by word type. */
static bool
find_places(const Marking *m)
{
  size_t types = m->rows->wordtypes->count;
  size_t cells = (size_t)m->columns * m->rows->rows;
  uint32_t *starts =
      buffer_need(&m->readings->starts, types + 2, sizeof *starts);
  uint32_t *places = buffer_need(&m->readings->places, cells, sizeof *places);

  if (!starts || !places)
    return false;
  memset(starts, 0, (types + 2) * sizeof *starts);
  for (uint32_t column = 0; column < m->columns; column++)
    for (uint32_t row = 0; row < m->rows->rows; row++)
      if (first_in_column(m, column, row))
        starts[type_at(m, column, row) + 2]++;
  for (size_t type = 2; type < types + 2; type++)
    starts[type] += starts[type - 1];
  for (uint32_t column = 0; column < m->columns; column++)
    for (uint32_t row = 0; row < m->rows->rows; row++)
      if (first_in_column(m, column, row))
        places[starts[type_at(m, column, row) + 1]++] = column;
  return true;
}

/* Does another row have this row's word in a column where this row has not?
 * Only a word that stands alone in its own column is asked about. */
static bool
moved(const Marking *m, uint32_t column, uint32_t row)
{
  uint32_t type = type_at(m, column, row);
  const uint32_t *starts = m->readings->starts.data;
  const uint32_t *places = m->readings->places.data;

  if (wordtypes_type(m->rows->wordtypes, type)->kind != WORD_CONTENT
      || starts[type + 1] - starts[type] > MOST_PLACES)
    return false;
  for (uint32_t other = 0; other < m->rows->rows; other++)
    if (other != row && type_at(m, column, other) == type)
      return false;
  for (uint32_t k = starts[type]; k < starts[type + 1]; k++)
    if (places[k] != column && type_at(m, places[k], row) != type)
      return true;
  return false;
}

static bool
all_equal(const Marking *m, uint32_t column)
{
  uint32_t type = type_at(m, column, 0);

  for (uint32_t row = 1; row < m->rows->rows; row++) {
    uint32_t other = type_at(m, column, row);

    if (other != type && (row < m->whole || other != GRID_NONE))
      return false;
  }
  return type != GRID_NONE;
}

static unsigned char
kind_of(const Marking *m, uint32_t column, uint32_t row, bool invariant)
{
  if (type_at(m, column, row) == GRID_NONE)
    return row < m->whole ? COLLATE_OMISSION : COLLATE_LACUNA;
  if (invariant)
    return COLLATE_INVARIANT;
  return moved(m, column, row) ? COLLATE_TRANSPOSED : COLLATE_VARIANT;
}

bool
readings_mark(Readings *readings, const GridRows *rows, const Grid *grid,
              uint32_t whole)
{
  Marking m = { readings, rows, grid->cells.data, grid->columns, whole };
  unsigned char *kind =
      buffer_need(&readings->kinds, (size_t)grid->columns * rows->rows, 1);

  if (!kind || !find_places(&m))
    return false;
  for (uint32_t column = 0; column < grid->columns; column++) {
    bool invariant = all_equal(&m, column);

    for (uint32_t row = 0; row < rows->rows; row++)
      *kind++ = kind_of(&m, column, row, invariant);
  }
  return true;
}

void
readings_free(Readings *readings)
{
  buffer_free(&readings->kinds);
  buffer_free(&readings->starts);
  buffer_free(&readings->places);
}
