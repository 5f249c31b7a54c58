/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon.h"

#include <string.h>

bool
lexicon_start(Lexicon *lexicon, uint32_t words)
{
  uint32_t slots = 64;

  while (slots < words && slots < UINT32_C(1) << 31)
    slots *= 2;
  if (!buffer_need(&lexicon->types, words, sizeof(WordType))
      || !buffer_need(&lexicon->heads, slots, sizeof(uint32_t)))
    return false;
  memset(lexicon->heads.data, 0, slots * sizeof(uint32_t));
  lexicon->slots = slots;
  lexicon->count = 0;
  return true;
}

static uint32_t
find_or_add(Lexicon *lexicon, const Word *word, const char *text, bool near)
{
  WordType *types = lexicon->types.data;
  uint32_t *heads = lexicon->heads.data;
  uint32_t slot =
      (uint32_t)(word->fold ^ (word->fold >> 29)) & (lexicon->slots - 1);

  for (uint32_t at = heads[slot]; at; at = types[at - 1].next)
    if (types[at - 1].fold == word->fold)
      return at - 1;
  types[lexicon->count] = (WordType){
    .fold = word->fold,
    .near = near ? word->near : word->fold,
    .text = text + word->begin,
    .length = word->end - word->begin,
    .kind = near || word->kind == WORD_MARK ? word->kind : WORD_CONTENT,
    .next = heads[slot],
  };
  heads[slot] = ++lexicon->count;
  return lexicon->count - 1;
}

void
lexicon_number(Lexicon *lexicon, const AlignText *text, bool near,
               uint32_t *types)
{
  for (uint32_t i = 0; i < text->count; i++)
    types[i] = find_or_add(lexicon, &text->words[i], text->text, near);
}

void
lexicon_free(Lexicon *lexicon)
{
  buffer_free(&lexicon->types);
  buffer_free(&lexicon->heads);
}
