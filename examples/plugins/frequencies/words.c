/* SPDX-License-Identifier: 0BSD
 *
 * words.c - the table of words.
 */
#include "words.h"
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024, FIRST_ROOM = 8192 };

void
words_free(table *words)
{
  if (words) {
    free(words->slots);
    free(words->block);
    free(words);
  }
}

table *
words_new(void)
{
  table *words = calloc(1, sizeof *words);

  if (!words)
    return NULL;
  words->capacity = FIRST_SLOTS;
  words->room = FIRST_ROOM;
  words->slots = calloc(FIRST_SLOTS, sizeof *words->slots);
  words->block = malloc(FIRST_ROOM);
  if (words->slots && words->block)
    return words;
  words_free(words);
  return NULL;
}

void
words_clear(table *words)
{
  memset(words->slots, 0, words->capacity * sizeof *words->slots);
  words->used = words->filled = 0;
}

static uint64_t
hash_of(const char *text, uint32_t length)
{
  uint64_t hash = 0xcbf29ce484222325u;
  uint32_t i;

  for (i = 0; i < length; i++)
    hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
  return hash ^ hash >> 32;
}

/* The word's slot, or the free one where it belongs. */
static entry *
slot_of(const table *words, const char *text, uint32_t length)
{
  uint64_t at = hash_of(text, length);

  for (;; at++) {
    entry *slot = &words->slots[at & (words->capacity - 1)];

    if (!slot->length
        || (slot->length == length
            && memcmp(words->block + slot->word, text, length) == 0))
      return slot;
  }
}

/* Slots for `capacity` words, a power of two. */
static int
resize_slots(table *words, uint64_t capacity)
{
  table bigger = *words;
  uint64_t i;

  bigger.capacity = capacity;
  bigger.slots = calloc(capacity, sizeof *bigger.slots);
  if (!bigger.slots)
    return 0;
  for (i = 0; i < words->capacity; i++) {
    const entry *old = &words->slots[i];

    if (old->length)
      *slot_of(&bigger, words->block + old->word, old->length) = *old;
  }
  free(words->slots);
  *words = bigger;
  return 1;
}

int
words_reserve(table *words, uint64_t count, uint64_t bytes)
{
  uint64_t capacity = words->capacity, room = words->room;
  char *block;

  while ((words->used + count) * 4 > capacity * 3)
    capacity *= 2;
  while (words->filled + bytes > room)
    room *= 2;
  if (room > UINT32_MAX)
    return 0;
  if (room != words->room) {
    block = realloc(words->block, room);
    if (!block)
      return 0;
    words->block = block;
    words->room = room;
  }
  return capacity == words->capacity || resize_slots(words, capacity);
}

entry *
words_find(table *words, const char *text, uint32_t length)
{
  entry *slot = slot_of(words, text, length);

  if (!slot->length) {
    memmove(words->block + words->filled, text, length);
    slot->word = (uint32_t)words->filled;
    slot->length = length;
    words->filled += length;
    words->used++;
  }
  return slot;
}

int
words_add(table *into, const table *more)
{
  uint64_t i;

  if (!words_reserve(into, more->used, more->filled))
    return 0;
  for (i = 0; i < more->capacity; i++) {
    const entry *one = &more->slots[i];

    if (one->length) {
      entry *found = words_find(into, more->block + one->word, one->length);

      found->count += one->count;
      found->documents += one->documents;
    }
  }
  return 1;
}

static int
by_text(const void *a, const void *b)
{
  const word *left = a, *right = b;
  const uint32_t l = left->entry->length, r = right->entry->length;
  int order = memcmp(left->text, right->text, l < r ? l : r);

  return order ? order : (l > r) - (l < r);
}

/* The most frequent first. */
static int
by_count(const void *a, const void *b)
{
  const uint32_t l = ((const word *)a)->entry->count;
  const uint32_t r = ((const word *)b)->entry->count;

  return l != r ? (l < r) - (l > r) : by_text(a, b);
}

word *
words_sorted(const table *words, int order)
{
  word *list = malloc((words->used + 1) * sizeof *list);
  uint64_t i, count = 0;

  for (i = 0; list && i < words->capacity; i++)
    if (words->slots[i].length)
      list[count++] =
          (word){ words->block + words->slots[i].word, &words->slots[i] };
  if (list)
    qsort(list, count, sizeof *list,
          order == WORDS_BY_TEXT ? by_text : by_count);
  return list;
}
