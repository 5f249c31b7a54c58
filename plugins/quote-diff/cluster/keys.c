/* SPDX-License-Identifier: Apache-2.0 */
#include "keys.h"

#include <stdlib.h>

#include "radix.h"

/* So many rounds, about. */
enum { ROUNDS = 16 };

/* Fewer entries are sorted by insertion. */
enum { FEW = 24, WORD_BITS = 16 };

/* With how many of the next ranks word `i` makes keys: the later ones tell ever
 * less. */
static uint32_t
reach_of(const Keys *keys, const Rare *rare, uint32_t i)
{
  uint32_t left = rare_count(rare) - 1 - i, reach = 0;

  while (reach < left && keys_has(keys, rare, i, i + reach + 1))
    reach++;
  return reach;
}

static uint32_t
count_words(const Keys *keys)
{
  uint32_t words = 0;

  for (uint32_t node = 0; node < keys->count; node++) {
    const Rare *rare = &keys->rare[node];
    uint32_t count = rare_count(rare);

    if (count && rare->words[count - 1] >= words)
      words = rare->words[count - 1] + 1u;
  }
  return words;
}

static void
count_keys(Keys *keys)
{
  for (uint32_t node = 0; node < keys->count; node++) {
    const Rare *rare = &keys->rare[node];

    for (uint32_t i = 0; i < rare_count(rare); i++)
      keys->ends[rare->words[i]] += reach_of(keys, rare, i);
  }
}

bool
keys_start(Keys *keys, const Rare *rare, const Nodes *nodes, uint32_t info)
{
  size_t sum = 0, most = 0;

  *keys = (Keys){ .store = nodes->bag->store,
                  .rare = rare,
                  .count = nodes->count,
                  .info = info };
  keys->words = count_words(keys);
  keys->ends = calloc((size_t)keys->words + 1, sizeof *keys->ends);
  keys->filed = store_take_zeroed(keys->store, (size_t)nodes->count + 1);
  if (!keys->ends || !keys->filed)
    return false;
  count_keys(keys);
  for (uint32_t word = 0; word < keys->words; word++) {
    sum += keys->ends[word];
    most = keys->ends[word] > most ? keys->ends[word] : most;
  }
  keys->room = sum / ROUNDS > most ? sum / ROUNDS : most;
  keys->entries =
      store_take(keys->store, (keys->room + 1) * sizeof *keys->entries);
  keys->spare = store_take(keys->store, (most + 1) * sizeof *keys->spare);
  return keys->entries && keys->spare;
}

/* Takes the words whose keys there is room for, and gives each its place. */
static void
take_words(Keys *keys)
{
  size_t sum = 0;

  keys->first = keys->next;
  while (keys->next < keys->words
         && sum + keys->ends[keys->next] <= keys->room) {
    uint32_t count = keys->ends[keys->next];

    keys->ends[keys->next++] = (uint32_t)sum;
    sum += count;
  }
}

/* The keys in which the word `i` is the rarer. */
static void
file_word(Keys *keys, uint32_t node, uint32_t i)
{
  const Rare *rare = &keys->rare[node];
  uint32_t last = i + reach_of(keys, rare, i);
  uint32_t at = keys->ends[rare->words[i]];

  for (uint32_t k = i + 1; k <= last; k++)
    keys->entries[at++] = entry_of(rare, node, i, k);
  keys->ends[rare->words[i]] = at;
}

/* A quote's words ascend, so each round goes on where the last one ended. */
bool
keys_file(Keys *keys)
{
  if (keys->next == keys->words)
    return false;
  take_words(keys);
  for (uint32_t node = 0; node < keys->count; node++) {
    const Rare *rare = &keys->rare[node];
    uint32_t i = keys->filed[node], count = rare_count(rare);

    for (; i < count && rare->words[i] < keys->next; i++)
      file_word(keys, node, i);
    keys->filed[node] = (uint8_t)i;
  }
  return true;
}

static void
insert(uint64_t *entries, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    uint64_t entry = entries[i];
    size_t at = i;

    for (; at > 0 && entries[at - 1] > entry; at--)
      entries[at] = entries[at - 1];
    entries[at] = entry;
  }
}

const uint64_t *
keys_of(Keys *keys, uint32_t word, size_t *count)
{
  uint64_t *entries = (uint64_t *)keys_unsorted(keys, word, count);

  if (*count >= FEW)
    return radix_sort(entries, keys->spare, *count, 48, WORD_BITS);
  insert(entries, *count);
  return entries;
}

void
keys_free(Keys *keys)
{
  free(keys->ends);
  store_give_back(keys->store, keys->filed);
  store_give_back(keys->store, keys->entries);
  store_give_back(keys->store, keys->spare);
  *keys = (Keys){ .rare = NULL };
}
