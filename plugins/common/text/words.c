/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "fold.h"

/* The slot of a word, or the one where it goes; the filter lets it pass. */
static WordSlot *
place(Words *words, uint64_t fold)
{
  WordSlot *slots = words->slots;
  uint32_t i = (uint32_t)(fold ^ fold >> 32) & words->mask;

  while (slots[i].value != WORDS_NONE && slots[i].fold != fold)
    i = (i + 1) & words->mask;
  words->filter[fold >> 3 & words->mask] |= (uint8_t)(1u << (fold & 7));
  return &slots[i];
}

/* Twice as many slots. */
static bool
rehash(Words *words)
{
  uint32_t size = words->slots ? (words->mask + 1) * 2 : 64;
  Words larger = { .slots = malloc(size * (sizeof(WordSlot) + 1)),
                   .mask = size - 1,
                   .count = words->count };

  if (!larger.slots)
    return false;
  larger.filter = (uint8_t *)(larger.slots + size);
  memset(larger.filter, 0, size);
  for (uint32_t i = 0; i < size; i++)
    larger.slots[i] = (WordSlot){ .value = WORDS_NONE };
  for (uint32_t i = 0; words->slots && i <= words->mask; i++) {
    if (words->slots[i].value != WORDS_NONE)
      *place(&larger, words->slots[i].fold) = words->slots[i];
  }
  free(words->slots);
  *words = larger;
  return true;
}

bool
words_put(Words *words, uint64_t fold, uint32_t value)
{
  WordSlot *slot;

  if ((!words->slots || words->count >= (words->mask + 1) / 2)
      && !rehash(words))
    return false;
  slot = place(words, fold);
  if (slot->value == WORDS_NONE)
    words->count++;
  slot->fold = fold;
  slot->value = value;
  return true;
}

bool
words_put_piece(Words *words, Piece word, uint32_t value)
{
  return words_put(words, fold_bytes(word.bytes, word.length), value);
}

bool
words_put_lines(Words *words, const char *data, size_t length, uint32_t value)
{
  Lines lines = lines_start(data, length);

  while (lines_next(&lines)) {
    Piece word = lines_field(&lines, 0);

    if (!memchr(word.bytes, ' ', word.length)
        && !words_put_piece(words, word, value))
      return false;
  }
  return true;
}

void
words_free(Words *words)
{
  free(words->slots);
  *words = (Words){ 0 };
}
