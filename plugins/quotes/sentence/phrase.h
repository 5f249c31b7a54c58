/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase.h - noun phrases by the shape of their words: no tagger, only what
 * the lexicon says about small words, titles and roles.
 */
#ifndef QUOTES_PHRASE_H
#define QUOTES_PHRASE_H

#include "work.h"

/* The bytes of items `first` to `last` - 1. */
static inline stemma_span
phrase_span(const Item *items, uint32_t first, uint32_t last)
{
  return (stemma_span){ items[first].span.begin, items[last - 1].span.end };
}

/* The phrase that begins at item `i` and ends before `end`.  Without the
 * appositive that may follow ("X, the head of Y").  False when there is none.
 */
bool phrase_from(const Item *items, uint32_t i, uint32_t end, Phrase *phrase);

/* The phrase whose last item is `i`, not before item `begin`. */
bool phrase_to(const Item *items, uint32_t begin, uint32_t i, Phrase *phrase);

/* Small words, which no phrase has inside. */
#define PHRASE_SMALL                                                           \
  (W_PRONOUN | W_DET | W_PREP | W_CONJ | W_SUB | W_REL | W_AUX | W_ADVERB)

/* A name's word: a capital, and no small word that only begins a sentence. */
static inline bool
phrase_is_name(const Item *item)
{
  return item->shape & ITEM_NAME;
}

/* The rest of phrase_is_finite, for a word that may be a verb. */
bool phrase_has_tense(const Item *items, uint32_t begin, uint32_t i);

/* Is it a verb that has a tense here (or may have one)?  Most items are none at
 * the first look. */
static inline bool
phrase_is_finite(const Item *items, uint32_t begin, uint32_t i)
{
  const Item *item = &items[i];

  return ((item->bits & (W_AUX | W_VERB)) | (item->shape & ITEM_ED)
          | (item->cue & WORD_SHORT))
         && phrase_has_tense(items, begin, i);
}

#endif
