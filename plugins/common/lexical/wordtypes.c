/* SPDX-License-Identifier: Apache-2.0 */
#include "wordtypes.h"

#include <string.h>

bool
wordtypes_start(WordTypes *wordtypes, uint32_t words)
{
  uint32_t slots = 64;

  while (slots < words && slots < UINT32_C(1) << 31)
    slots *= 2;
  if (!buffer_need(&wordtypes->types, words, sizeof(WordType))
      || !buffer_need(&wordtypes->heads, slots, sizeof(uint32_t)))
    return false;
  memset(wordtypes->heads.data, 0, slots * sizeof(uint32_t));
  wordtypes->slots = slots;
  wordtypes->count = 0;
  return true;
}

/* Of the spellings of a type (Us, us; ' and its curly form) one stands for
 * all, whichever text is read first: the shortest, of these the last one in
 * the order of bytes. */
static bool
stands_for(const Word *word, const char *text, const WordType *type)
{
  uint32_t length = word->end - word->begin;

  return length < type->length
         || (length == type->length
             && memcmp(text + word->begin, type->text, length) > 0);
}

static void
take_spelling(WordType *type, const Word *word, const char *text, bool near)
{
  type->near = near ? word->near : word->fold;
  type->text = text + word->begin;
  type->length = word->end - word->begin;
  type->kind = near || word->kind == WORD_MARK ? word->kind : WORD_CONTENT;
}

static uint32_t
find_or_add(WordTypes *wordtypes, const Word *word, const char *text, bool near)
{
  WordType *types = wordtypes->types.data;
  uint32_t *heads = wordtypes->heads.data;
  uint32_t slot =
      (uint32_t)(word->fold ^ (word->fold >> 29)) & (wordtypes->slots - 1);

  for (uint32_t at = heads[slot]; at; at = types[at - 1].next)
    if (types[at - 1].fold == word->fold) {
      if (stands_for(word, text, &types[at - 1]))
        take_spelling(&types[at - 1], word, text, near);
      return at - 1;
    }
  types[wordtypes->count] =
      (WordType){ .fold = word->fold, .next = heads[slot] };
  take_spelling(&types[wordtypes->count], word, text, near);
  heads[slot] = ++wordtypes->count;
  return wordtypes->count - 1;
}

void
wordtypes_number(WordTypes *wordtypes, const AlignText *text, bool near,
                 uint32_t *types)
{
  for (uint32_t i = 0; i < text->count; i++)
    types[i] = find_or_add(wordtypes, &text->words[i], text->text, near);
}

void
wordtypes_free(WordTypes *wordtypes)
{
  buffer_free(&wordtypes->types);
  buffer_free(&wordtypes->heads);
}
