/* SPDX-License-Identifier: Apache-2.0 */
#include "wordnet.h"

#include <string.h>

#include "fnv.h"

#define LONGEST 48

/* Endings that English words of content take off for their base form. */
typedef struct Ending {
  const char *from;
  const char *to;
} Ending;

static const Ending endings[] = {
  { "ies", "y" }, { "s", "" },   { "es", "" },   { "ied", "y" }, { "ed", "" },
  { "ed", "e" },  { "ing", "" }, { "ing", "e" }, { "er", "" },   { "est", "" },
};

static void
add_senses(uint64_t fold, WordSenses *senses)
{
  uint32_t low = 0, high = wordnet_count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (wordnet_folds[middle] < fold)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == wordnet_count || wordnet_folds[low] != fold)
    return;
  for (uint32_t i = wordnet_starts[low];
       i < wordnet_starts[low + 1] && senses->count < WORDNET_SENSES; i++)
    senses->numbers[senses->count++] = wordnet_senses[i];
}

static void
add_base(const char *word, size_t length, const Ending *ending,
         WordSenses *senses)
{
  size_t from = strlen(ending->from), to = strlen(ending->to);
  char base[LONGEST + 2];

  if (length < from + 3 || length > LONGEST
      || memcmp(word + length - from, ending->from, from) != 0)
    return;
  memcpy(base, word, length - from);
  memcpy(base + length - from, ending->to, to);
  length = length - from + to;
  add_senses(fnv_bytes(FNV_START, base, length), senses);
  if (to == 0 && length > 3 && base[length - 1] == base[length - 2])
    add_senses(fnv_bytes(FNV_START, base, length - 1), senses);
}

void
wordnet_find(const char *word, size_t length, WordSenses *senses)
{
  senses->count = 0;
  add_senses(fnv_bytes(FNV_START, word, length), senses);
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
    add_base(word, length, &endings[i], senses);
}

bool
wordnet_share(const WordSenses *a, const WordSenses *b)
{
  for (uint32_t i = 0; i < a->count; i++)
    for (uint32_t j = 0; j < b->count; j++)
      if (a->numbers[i] == b->numbers[j])
        return true;
  return false;
}
