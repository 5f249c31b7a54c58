/* SPDX-License-Identifier: Apache-2.0 */
#include "modifier.h"

/* The longest phrase of modifiers.txt has six words. */
enum { PHRASE_ATOMS = 7 };

uint32_t
modifier_phrase(const Text *text, uint32_t at, bool after, uint32_t *modifier)
{
  uint32_t parent = 0, end = at;

  for (uint32_t i = at; i < text->count && i < at + PHRASE_ATOMS; i++) {
    const Entry *entry;
    uint8_t which;

    if (!same_sentence(text, at, i))
      break;
    parent = phrase_step(text, parent, i);
    if (!parent)
      break;
    entry = &text->lexicon->entries.items[parent];
    which = after ? entry->after : entry->before;
    if (which != NO_MODIFIER) {
      *modifier = which;
      end = i + 1;
    }
    if (!entry->more)
      break;
  }
  return end;
}
