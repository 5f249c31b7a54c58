/* SPDX-License-Identifier: Apache-2.0
 *
 * keys.h - the quotes under each key, a pair of rare words.
 *
 * All keys of a large corpus would take several times the memory of the quotes,
 * so they are filed in rounds, each for some of the words that are a key's
 * rarer one.
 */
#ifndef QUOTE_DIFF_KEYS_H
#define QUOTE_DIFF_KEYS_H

#include "rare.h"

typedef struct Keys {
  Store *store;
  const Rare *rare;
  uint32_t count;       /* nodes */
  uint32_t info;        /* what the words of a key tell together, at least */
  uint32_t words;       /* one more than the last word */
  uint32_t first, next; /* the words of this round */
  uint32_t *ends;       /* by word: its keys; in its round, where they end */
  uint8_t *filed;       /* by node: so many of its words are filed */
  uint64_t *entries;
  uint64_t *spare;
  size_t room; /* keys of a round */
} Keys;

/* An entry has, from its highest bits on, the key's other word (16), a node
 * (32), and the ranks of both words in that (8 each). */
static inline uint64_t
entry_of(const Rare *rare, uint32_t node, uint32_t rarer, uint32_t other)
{
  return (uint64_t)rare->words[other] << 48 | (uint64_t)node << 16 | rarer << 8
         | other;
}

static inline uint32_t
entry_word(uint64_t entry)
{
  return (uint32_t)(entry >> 48);
}

static inline uint32_t
entry_node(uint64_t entry)
{
  return (uint32_t)(entry >> 16);
}

static inline uint32_t
entry_rarer(uint64_t entry)
{
  return entry >> 8 & 255;
}

static inline uint32_t
entry_other(uint64_t entry)
{
  return entry & 255;
}

/* Do two words of a quote make a key, by their ranks in it? */
static inline bool
keys_has(const Keys *keys, const Rare *rare, uint32_t rarer, uint32_t other)
{
  return other - rarer <= SPAN
         && (uint32_t)rare->infos[rarer] + rare->infos[other] >= keys->info;
}

/* False without memory; free them in any case. */
bool keys_start(Keys *keys, const Rare *rare, const Nodes *nodes,
                uint32_t info);

/* Files the keys of the next words.  False: there are none left. */
bool keys_file(Keys *keys);

static inline const uint64_t *
keys_unsorted(const Keys *keys, uint32_t word, size_t *count)
{
  size_t begin = word > keys->first ? keys->ends[word - 1] : 0;

  *count = keys->ends[word] - begin;
  return keys->entries + begin;
}

/* The entries of a word of this round, by the other word and by node; the
 * keys', valid until the next call. */
const uint64_t *keys_of(Keys *keys, uint32_t word, size_t *count);
void keys_free(Keys *keys);

#endif
