/* SPDX-License-Identifier: Apache-2.0
 *
 * unique.c - see unique.h.  Open addressing over row numbers; a fast table that
 * forgets nothing, at most half full.
 */
#include "unique.h"
#include <string.h>

struct Unique {
  Table *table;
  guint32 *places; /* a row's number and 1; 0: free */
  guint32 mask;
};

static guint32
hash_of(const guint8 *row, guint32 stride)
{
  const guint64 odd = G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
  guint64 hash = stride, word;

  for (guint32 at = 0; at + sizeof word <= stride; at += sizeof word) {
    memcpy(&word, row + at, sizeof word);
    hash = (hash ^ word) * odd;
    hash ^= hash >> 32;
  }
  return (guint32)(hash ^ hash >> 29);
}

/* The place of a row that is equal to `row`, or a free one. */
static guint32 *
find(const Unique *unique, const guint8 *row)
{
  guint32 stride = table_schema(unique->table)->stride;
  guint32 at = hash_of(row, stride) & unique->mask;

  for (; unique->places[at]; at = (at + 1) & unique->mask)
    if (memcmp(table_row(unique->table, unique->places[at] - 1), row, stride)
        == 0)
      break;
  return &unique->places[at];
}

Unique *
unique_new(Table *table)
{
  Unique *unique = g_new0(Unique, 1);

  g_assert(table_count(table) == 0);
  unique->table = table;
  unique->mask = 1023;
  unique->places = g_new0(guint32, unique->mask + 1);
  return unique;
}

void
unique_free(Unique *unique)
{
  if (!unique)
    return;
  g_free(unique->places);
  g_free(unique);
}

static void
grow(Unique *unique)
{
  guint32 rows = table_count(unique->table) - 1;

  g_free(unique->places);
  unique->mask = unique->mask * 2 + 1;
  unique->places = g_new0(guint32, (gsize)unique->mask + 1);
  for (guint32 row = 0; row < rows; row++)
    *find(unique, table_row(unique->table, row)) = row + 1;
}

void
unique_keep(Unique *unique)
{
  guint32 count = table_count(unique->table), *place;

  if (count > unique->mask / 2)
    grow(unique);
  place = find(unique, table_row(unique->table, count - 1));
  if (*place)
    table_drop_last(unique->table);
  else
    *place = count;
}
