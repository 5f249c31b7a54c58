/* SPDX-License-Identifier: Apache-2.0 */
#include "tree_copies.h"

#include <stdlib.h>
#include <string.h>

#include "fnv.h"

static int
by_hash(const void *a, const void *b)
{
  const TreeRowKey *one = a, *two = b;

  if (one->hash != two->hash)
    return one->hash < two->hash ? -1 : 1;
  return (one->witness > two->witness) - (one->witness < two->witness);
}

static bool
is_extant(const uint32_t *row, uint32_t columns)
{
  for (uint32_t c = 0; c < columns; c++)
    if (row[c] != TREE_LACUNA)
      return true;
  return false;
}

static uint64_t
hash_row(const uint32_t *row, uint32_t columns)
{
  uint64_t hash = FNV_START;

  for (uint32_t c = 0; c < columns; c++)
    hash = (hash ^ row[c]) * FNV_PRIME;
  return hash;
}

void
tree_copies(const uint32_t *rows, uint32_t columns, uint32_t witnesses,
            TreeRowKey *keys, uint32_t *originals)
{
  for (uint32_t w = 0; w < witnesses; w++) {
    keys[w].hash = hash_row(rows + (size_t)w * columns, columns);
    keys[w].witness = w;
  }
  if (witnesses > 0)
    qsort(keys, witnesses, sizeof *keys, by_hash);
  for (uint32_t i = 0, first = 0; i < witnesses; i++) {
    const uint32_t *row = rows + (size_t)keys[i].witness * columns;
    const uint32_t *other = rows + (size_t)keys[first].witness * columns;

    if (keys[i].hash != keys[first].hash || !is_extant(row, columns)
        || memcmp(row, other, columns * sizeof *row) != 0)
      first = i;
    originals[keys[i].witness] = keys[first].witness;
  }
}
