/* SPDX-License-Identifier: Apache-2.0
 *
 * words.h - a table from folded words to small numbers.
 *
 * Filled once in a stage's open; from then on constant and shared by all
 * threads.  A look-up takes a token's `fold`, so it reads neither the text nor
 * allocates.  Most words of a text are in no list: that is told by a filter
 * with eight bits for each slot, which stays in the cache where the slots do
 * not, and hardly ever lets another word pass, so that a processor guesses what
 * it says.  For the rest one probe, as the table is kept at most half full.
 * Two words with the same 64-bit hash are taken for one: with 100,000 words the
 * chance of any such pair is 3e-10.
 */
#ifndef COMMON_WORDS_H
#define COMMON_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lines.h"

#define WORDS_NONE UINT32_MAX

typedef struct WordSlot {
  uint64_t fold;
  uint32_t value; /* WORDS_NONE: free */
  uint32_t reserved;
} WordSlot;

typedef struct Words {
  WordSlot *slots; /* NULL: empty */
  uint8_t *filter; /* as many bytes as slots, behind them */
  uint32_t mask;   /* slots - 1 */
  uint32_t count;
} Words;

/* Files `value` (not WORDS_NONE) under `fold`; a later value replaces an
 * earlier one.  False without memory. */
bool words_put(Words *words, uint64_t fold, uint32_t value);

/* The same for a word of valid UTF-8, in any case. */
bool words_put_piece(Words *words, Piece word, uint32_t value);

/* Files field 0 of each line of `data` under `value`; where the line has more
 * blank-parted words in field 0 it is skipped.  False without memory. */
bool words_put_lines(Words *words, const char *data, size_t length,
                     uint32_t value);

void words_free(Words *words);

/* May there be a value under `fold`?  False where there is none. */
static inline bool
words_may_have(const Words *words, uint64_t fold)
{
  return words->slots
         && (words->filter[fold >> 3 & words->mask] >> (fold & 7) & 1);
}

/* The value under `fold`, or WORDS_NONE. */
static inline uint32_t
words_get(const Words *words, uint64_t fold)
{
  uint32_t i;

  if (!words_may_have(words, fold))
    return WORDS_NONE;
  i = (uint32_t)(fold ^ fold >> 32) & words->mask;
  while (words->slots[i].value != WORDS_NONE && words->slots[i].fold != fold)
    i = (i + 1) & words->mask;
  return words->slots[i].value;
}

/* Does it stand in its first place of a table that is not empty?  Most words of
 * one do; false says nothing.  Without a branch, for words of which no
 * processor guesses whether they are in the table, as are stop words. */
static inline bool
words_has_at_once(const Words *words, uint64_t fold)
{
  return words->slots[(uint32_t)(fold ^ fold >> 32) & words->mask].fold == fold;
}

static inline bool
words_has(const Words *words, uint64_t fold)
{
  return words_get(words, fold) != WORDS_NONE;
}

#endif
