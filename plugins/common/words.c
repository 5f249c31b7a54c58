/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "fold.h"

static WordSlot *
find(WordSlot *slots, uint32_t mask, uint64_t fold)
{
  uint32_t i = (uint32_t)(fold ^ fold >> 32) & mask;

  while (slots[i].value != WORDS_NONE && slots[i].fold != fold)
    i = (i + 1) & mask;
  return &slots[i];
}

static bool
rehash(Words *words)
{
  uint32_t size = words->slots ? (words->mask + 1) * 2 : 64;
  WordSlot *slots = malloc(size * sizeof *slots);

  if (!slots)
    return false;
  for (uint32_t i = 0; i < size; i++)
    slots[i] = (WordSlot){ .value = WORDS_NONE };
  for (uint32_t i = 0; words->slots && i <= words->mask; i++) {
    if (words->slots[i].value != WORDS_NONE)
      *find(slots, size - 1, words->slots[i].fold) = words->slots[i];
  }
  free(words->slots);
  words->slots = slots;
  words->mask = size - 1;
  return true;
}

bool
words_put(Words *words, uint64_t fold, uint32_t value)
{
  WordSlot *slot;

  if ((!words->slots || words->count >= (words->mask + 1) / 2)
      && !rehash(words))
    return false;
  slot = find(words->slots, words->mask, fold);
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
