/* SPDX-License-Identifier: Apache-2.0
 *
 * ngram.h - counts n-grams of words or characters, for BLEU and chrF.
 *
 * An n-gram is known by a 64-bit hash of its items; two different ones clash
 * with a probability of 2^-64 for each pair.  A table is used by one thread
 * at a time and reused: beginning anew costs nothing, since old entries are
 * told by their stamp.
 */
#ifndef COMMON_NGRAM_H
#define COMMON_NGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NGRAM_START UINT64_C(0x9ae16a3b2f90404f)

typedef struct NgramEntry {
  uint64_t key;
  uint32_t stamp;
  uint32_t count;
} NgramEntry;

/* The part of a table that loops read; small enough to stay in registers. */
typedef struct NgramSlots {
  NgramEntry *entries;
  size_t mask; /* the part in use, less 1 */
  unsigned shift;
  uint32_t stamp;
} NgramSlots;

/* Zero it to begin. */
typedef struct NgramTable {
  NgramSlots slots;
  size_t room;    /* a power of two, or 0 */
  uint64_t *keys; /* of the n-grams of one order */
  uint32_t *places;
  size_t key_room;
} NgramTable;

/* The hash of an n-gram with one more item. */
static inline uint64_t
ngram_extend(uint64_t hash, uint64_t item)
{
  return (hash ^ item) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Empties the table and makes room for `most` different n-grams: 32 to 64
 * bytes each, twice that for a sentence's.  False without memory. */
bool ngram_begin(NgramTable *table, size_t most);

/* The entry of `key`, made with count 0 when it is new.  No more different
 * keys than ngram_begin was told. */
static inline NgramEntry *
ngram_entry(NgramSlots slots, uint64_t key)
{
  size_t i = (size_t)(key >> slots.shift);

  for (;; i++) {
    NgramEntry *entry = &slots.entries[i & slots.mask];

    if (entry->stamp != slots.stamp) {
      entry->key = key;
      entry->stamp = slots.stamp;
      entry->count = 0;
      return entry;
    }
    if (entry->key == key)
      return entry;
  }
}

/* The entry of `key`; NULL when there is none. */
static inline NgramEntry *
ngram_find(NgramSlots slots, uint64_t key)
{
  size_t i = (size_t)(key >> slots.shift);

  for (;; i++) {
    NgramEntry *entry = &slots.entries[i & slots.mask];

    if (entry->stamp != slots.stamp)
      return NULL;
    if (entry->key == key)
      return entry;
  }
}

/* Counts every n-gram of 1..`orders` of `count` items into the table, which
 * this empties first.  False without memory. */
bool ngram_count(NgramTable *table, const uint64_t *items, size_t count,
                 size_t orders);

/* Takes the n-grams of `items` out of the table as long as there are any left
 * and adds, for each order, how many that were to matched[order - 1].  False
 * without memory. */
bool ngram_match(NgramTable *table, const uint64_t *items, size_t count,
                 size_t orders, uint64_t *matched);

void ngram_clear(NgramTable *table);

#endif
