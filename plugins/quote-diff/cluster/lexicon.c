/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon.h"

static LexiconSlot *
slot_of(const Lexicon *lexicon, Code code)
{
  uint32_t at = lexicon_place(lexicon, code);

  while (lexicon->slots[at].number && lexicon->slots[at].code != code)
    at = (at + 1) & (lexicon->room - 1);
  return &lexicon->slots[at];
}

static bool
grow(Lexicon *lexicon)
{
  Lexicon larger = *lexicon;

  larger.room = lexicon->room ? lexicon->room * 2 : 1024;
  while (larger.room / 8 * 7 <= lexicon->count)
    larger.room *= 2;
  larger.slots = calloc(larger.room, sizeof *larger.slots);
  if (!larger.slots)
    return false;
  for (uint32_t i = 1; i <= lexicon->count; i++) {
    Code code = lexicon_code(lexicon, i);

    *slot_of(&larger, code) = (LexiconSlot){ code, i };
  }
  free(lexicon->slots);
  *lexicon = larger;
  return true;
}

uint32_t
lexicon_number(Lexicon *lexicon, Code code)
{
  LexiconSlot *slot;
  Code *codes;

  if (code == 0)
    return 0;
  if (lexicon->count >= lexicon->room / 8 * 7 && !grow(lexicon))
    return UINT32_MAX;
  slot = slot_of(lexicon, code);
  if (slot->number)
    return slot->number;
  codes =
      buffer_need(&lexicon->codes, (size_t)lexicon->count + 2, sizeof *codes);
  if (!codes)
    return UINT32_MAX;
  *slot = (LexiconSlot){ code, ++lexicon->count };
  codes[slot->number] = code;
  return slot->number;
}

void
lexicon_close(Lexicon *lexicon)
{
  free(lexicon->slots);
  lexicon->slots = NULL;
  lexicon->room = 0;
}

size_t
lexicon_bytes(const Lexicon *lexicon)
{
  return lexicon->codes.room + lexicon->room * sizeof *lexicon->slots;
}

void
lexicon_free(Lexicon *lexicon)
{
  buffer_free(&lexicon->codes);
  free(lexicon->slots);
  *lexicon = (Lexicon){ .room = 0 };
}
