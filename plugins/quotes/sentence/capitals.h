/* SPDX-License-Identifier: Apache-2.0
 *
 * capitals.h - which words with a capital are parts of names.
 */
#ifndef QUOTES_CAPITALS_H
#define QUOTES_CAPITALS_H

#include "work.h"

/* Is a word that begins with a capital of two or more letters, all capitals?
 * The second byte tells for most. */
static inline bool
capitals_all(const char *text, stemma_span span)
{
  if (text[span.begin + 1] >= 'a' && text[span.begin + 1] <= 'z')
    return false;
  for (uint32_t i = span.begin + 2; i < span.end; i++)
    if (text[i] >= 'a' && text[i] <= 'z')
      return false;
  return span.end > span.begin + 1;
}

/* Sets ITEM_NAME and ITEM_CAPS of the listed capitals of some paragraphs, whose
 * sentences have ITEM_FIRST set. */
void capitals_mark(const Text *text, Items *items);

#endif
