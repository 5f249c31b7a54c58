/* SPDX-License-Identifier: Apache-2.0
 *
 * verbless.h - words without a verb that tell who says something: "according to
 * X", "In a poll by X, ...", "X's claim", "X: ...".  A part of the search for
 * frames.
 */
#ifndef QUOTES_VERBLESS_H
#define QUOTES_VERBLESS_H

#include "search.h"

/* "NAME: ..." at the beginning of a sentence: how many words a name has. */
enum { VERBLESS_LABEL = 8 };

/* Is there a colon among the items that may follow a name?  Looks at all of
 * them at once, since no processor guesses how many words begin a sentence. */
static inline bool
verbless_may_have_colon(const Search *s)
{
  const Item *first = search_at(s, s->sent->body);
  uint32_t colons = 0;

  if (s->sent->last < s->sent->body + VERBLESS_LABEL + 1)
    return true;
  for (int i = 1; i <= VERBLESS_LABEL; i++)
    colons |= first[i].mark == ':';
  return colons;
}

/* How many words from item `i` on, which is WORD_ACCORDING or WORD_IN, lead in
 * whoever says it: "according to", "per", "in the words of"; 0: none. */
uint32_t verbless_words(const Search *s, uint32_t i);

/* Each adds the frame that it finds, if any; false without memory. */

/* Of the `words` words at item `i`, as verbless_words gives them. */
bool verbless_according(Search *s, uint32_t i, uint32_t words);
/* "In a poll by X, ..." at the sentence's beginning, which is WORD_IN. */
bool verbless_poll(Search *s);
/* "X's claim that", of the noun at item `i`. */
bool verbless_noun(Search *s, uint32_t i);
/* "X: ..." at the sentence's beginning, where a colon may be. */
bool verbless_colon(Search *s);

#endif
