/* SPDX-License-Identifier: Apache-2.0
 *
 * lead_in.h - what stands before the first sentence of a paragraph and is none
 * of it: a dateline, a clock, "PHOTO:".
 */
#ifndef QUOTES_LEAD_IN_H
#define QUOTES_LEAD_IN_H

#include "sents.h"

/* May the sentence have a dateline, a clock or "PHOTO:" before it?  One of its
 * first words, before any dash, tells for most that it has not. */
static inline bool
lead_in_may(const Item *item, const Item *end)
{
  bool lower, colon;

  if (end - item < 3)
    return true;
  lower = sents_is_lower(item) | sents_is_lower(item + 1)
          | (sents_is_lower(item + 2) & (item[1].mark != '-'));
  colon = (item[1].mark == ':') | (item[2].mark == ':');
  return !lower | colon | (item->kind == ITEM_NUMBER);
}

/* Items before the sentence that a paragraph begins with. */
uint32_t lead_in_length(const Text *text, const Items *items, const Sent *sent);

#endif
