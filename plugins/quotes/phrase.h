/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase.h - noun phrases by the shape of their words: no tagger, only what
 * the lexicon says about small words, titles and roles.
 */
#ifndef QUOTES_PHRASE_H
#define QUOTES_PHRASE_H

#include "work.h"

/* The phrase that begins at item `i` and ends before `end`.  Without the
 * appositive that may follow ("X, the head of Y").  False when there is none.
 */
bool phrase_from(const Items *items, uint32_t i, uint32_t end, Phrase *phrase);

/* The phrase whose last item is `i`, not before item `begin`. */
bool phrase_to(const Items *items, uint32_t begin, uint32_t i, Phrase *phrase);

/* Small words, which no phrase has inside. */
#define PHRASE_SMALL                                                           \
  (W_PRONOUN | W_DET | W_PREP | W_CONJ | W_SUB | W_REL | W_AUX | W_ADVERB)

/* A name's word: a capital, and no small word that only begins a sentence. */
static inline bool
phrase_is_name(const Item *item)
{
  if (item->kind != ITEM_WORD || !(item->shape & ITEM_UPPER)
      || (item->bits & W_TIME))
    return false;
  if ((item->bits & (PHRASE_SMALL | W_POSS)) && (item->shape & ITEM_FIRST))
    return false;
  return !(item->bits & (W_PERSONAL | W_SUB | W_REL))
         || (item->shape & ITEM_CAPS);
}

/* Is it a verb that has a tense here (or may have one)? */
bool phrase_is_finite(const Items *items, uint32_t begin, uint32_t i);

#endif
