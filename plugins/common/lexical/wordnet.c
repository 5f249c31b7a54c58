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

/* A number that is there, or for which there is no room, is left out. */
static void
add_number(WordSenses *senses, uint32_t list, uint32_t number)
{
  uint32_t *numbers = senses->numbers[list];
  uint32_t count = senses->counts[list], at = count;

  while (at > 0 && numbers[at - 1] > number)
    at--;
  if (count == WORDNET_ROOM || (at > 0 && numbers[at - 1] == number))
    return;
  memmove(numbers + at + 1, numbers + at, (count - at) * sizeof *numbers);
  numbers[at] = number;
  senses->counts[list]++;
  senses->marks[list] |= UINT64_C(1) << (number & 63);
}

static void
add_word(uint64_t fold, WordSenses *senses)
{
  uint32_t low = 0, high = wordnet_count, at;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (wordnet_folds[middle] < fold)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == wordnet_count || wordnet_folds[low] != fold)
    return;
  senses->known = true;
  at = wordnet_starts[low];
  for (uint32_t list = 0; list < WORDNET_LISTS; list++)
    for (uint32_t i = 0; i < wordnet_lengths[WORDNET_LISTS * low + list]; i++)
      add_number(senses, list, wordnet_numbers[at++]);
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
  add_word(fnv_bytes(FNV_START, base, length), senses);
  if (to == 0 && length > 3 && base[length - 1] == base[length - 2])
    add_word(fnv_bytes(FNV_START, base, length - 1), senses);
}

void
wordnet_find(const char *word, size_t length, WordSenses *senses)
{
  memset(senses, 0, sizeof *senses);
  memset(senses->numbers, 0xff, sizeof senses->numbers);
  add_word(fnv_bytes(FNV_START, word, length), senses);
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
    add_base(word, length, &endings[i], senses);
}

/* Is there a number in the one list whose last bits differ by `flip` from one
 * in the other?  A whole list is compared at once: what lies beyond its end is
 * WORDNET_NOTHING. */
static bool
meet(const WordSenses *a, uint32_t list, const WordSenses *b, uint32_t other,
     uint32_t flip)
{
  if (!flip && !(a->marks[list] & b->marks[other]))
    return false;
  for (uint32_t i = 0; i < a->counts[list]; i++) {
    uint32_t number = a->numbers[list][i] ^ flip, found = 0;

    for (uint32_t j = 0; j < WORDNET_ROOM; j++)
      found |= number == b->numbers[other][j];
    if (found)
      return true;
  }
  return false;
}

static bool
meet_either(const WordSenses *a, const WordSenses *b, uint32_t list)
{
  return meet(a, list, b, WORDNET_FIRST, 0)
         || meet(b, list, a, WORDNET_FIRST, 0);
}

WordRelation
wordnet_relation(const WordSenses *a, const WordSenses *b)
{
  if (!a->known || !b->known)
    return WORDNET_NONE;
  if (meet(a, WORDNET_CONTRARIES, b, WORDNET_CONTRARIES, 1))
    return WORDNET_CONTRARY;
  if (meet(a, WORDNET_SENSES, b, WORDNET_SENSES, 0))
    return WORDNET_SAME;
  if (meet_either(a, b, WORDNET_CLOSE) || meet_either(a, b, WORDNET_PARENTS))
    return WORDNET_RELATED;
  return meet(a, WORDNET_PARENTS, b, WORDNET_PARENTS, 0) ? WORDNET_SIBLING
                                                         : WORDNET_NONE;
}
