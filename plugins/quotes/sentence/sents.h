/* SPDX-License-Identifier: Apache-2.0
 *
 * sents.h - the paragraphs of a document, and the sentences of a paragraph with
 * its quotes masked.
 */
#ifndef QUOTES_SENTS_H
#define QUOTES_SENTS_H

#include "work.h"

/* The row of the layer "sentence". */
static inline const stemma_sentence *
sents_row(const Text *text, uint32_t i)
{
  return STEMMA_AT(stemma_sentence, text->sentences->rows, i);
}

/* Is it a word without a capital? */
static inline uint32_t
sents_is_lower(const Item *item)
{
  return !(item->kind | (item->shape & ITEM_UPPER)); /* ITEM_WORD is 0 */
}

/* The paragraphs of the document, from the sentences' numbers.  False without
 * memory. */
bool sents_paragraphs(const Text *text, Paragraphs *paragraphs);

/* Once all items are known.  `sents` has for each sentence of `segment` the
 * first item, cue and upper, and its number of quotes: joins those that a quote
 * parts from who said it, ends each where the next one begins, and finds
 * headlines and datelines. */
void sents_end(const Text *text, Sents *sents, Items *items);

#endif
