/* SPDX-License-Identifier: Apache-2.0 */
#include "ngram.h"

#include <stdlib.h>
#include <string.h>

/* Up to so many n-grams a sparse table still fits the processor's first cache,
 * and clashes cost more than room. */
#define SMALL 1000

bool
ngram_begin(NgramTable *table, size_t most)
{
  size_t room = 64;
  unsigned bits = 6;

  while (room < most * (most < SMALL ? 4 : 2)) {
    room *= 2;
    bits++;
  }
  if (room > table->room) {
    NgramEntry *entries = calloc(room, sizeof *entries);

    if (!entries)
      return false;
    free(table->slots.entries);
    table->slots.entries = entries;
    table->room = room;
    table->slots.stamp = 0;
  }
  if (++table->slots.stamp == 0) { /* wrapped: old stamps could look new */
    memset(table->slots.entries, 0, table->room * sizeof *table->slots.entries);
    table->slots.stamp = 1;
  }
  table->slots.mask = room - 1;
  table->slots.shift = 64u - bits;
  return true;
}

static bool
grow_keys(NgramTable *table, size_t count)
{
  uint64_t *keys;
  uint32_t *places;

  if (count <= table->key_room)
    return true;
  count *= 2;
  keys = realloc(table->keys, count * sizeof *keys);
  if (keys)
    table->keys = keys;
  places = realloc(table->places, count * sizeof *places);
  if (places)
    table->places = places;
  if (!keys || !places)
    return false;
  table->key_room = count;
  return true;
}

/* One order after the other: whether an n-gram is new depends on its order
 * most of all, so the processor guesses right more often. */
bool
ngram_count(NgramTable *table, const uint64_t *items, size_t count,
            size_t orders)
{
  NgramSlots slots;
  uint64_t *keys;

  if (!ngram_begin(table, count * orders) || !grow_keys(table, count))
    return false;
  slots = table->slots;
  keys = table->keys;
  for (size_t i = 0; i < count; i++)
    keys[i] = NGRAM_START;
  for (size_t n = 0; n < orders && n < count; n++)
    for (size_t i = 0; i + n < count; i++) {
      keys[i] = ngram_extend(keys[i], items[i + n]);
      ngram_entry(slots, keys[i])->count++;
    }
  return true;
}

/* Where an n-gram is not in the table no longer one is, so only the places of
 * known ones go on to the next order. */
bool
ngram_match(NgramTable *table, const uint64_t *items, size_t count,
            size_t orders, uint64_t *matched)
{
  NgramSlots slots = table->slots;
  size_t left = count;
  uint64_t *keys;
  uint32_t *places;

  if (!grow_keys(table, count))
    return false;
  keys = table->keys;
  places = table->places;
  for (size_t i = 0; i < count; i++) {
    keys[i] = NGRAM_START;
    places[i] = (uint32_t)i;
  }
  for (size_t n = 0; n < orders && left > 0; n++) {
    size_t known = 0;

    for (size_t k = 0; k < left; k++) {
      size_t i = places[k];
      NgramEntry *entry;
      uint64_t key;

      if (i + n >= count)
        continue;
      key = ngram_extend(keys[k], items[i + n]);
      entry = ngram_find(slots, key);
      if (!entry)
        continue;
      matched[n] += entry->count > 0;
      entry->count -= entry->count > 0;
      keys[known] = key;
      places[known++] = (uint32_t)i;
    }
    left = known;
  }
  return true;
}

void
ngram_clear(NgramTable *table)
{
  free(table->slots.entries);
  free(table->keys);
  free(table->places);
  memset(table, 0, sizeof *table);
}
