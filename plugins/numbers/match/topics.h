/* SPDX-License-Identifier: Apache-2.0
 *
 * topics.h - what a document is about: the names that it has most often.
 */
#ifndef NUMBERS_TOPICS_H
#define NUMBERS_TOPICS_H

#include "array.h"
#include "mention.h"
#include "words.h"

typedef struct Topic {
  uint64_t fold;
  uint32_t count;
  uint32_t place; /* in the table */
} Topic;

/* Scratch of one thread; zero it to begin.  The names stand in the order of
 * the text.  The table that finds them is not emptied for the next document: a
 * place is taken when the name that it gives gives it back. */
typedef struct Topics {
  ARRAY(Topic) names;
  ARRAY(uint32_t)
  places;                   /* numbers of names; a power of two of them, at most
                             * half taken */
  ARRAY(uint32_t) capitals; /* tokens that may be names */
} Topics;

/* Fills `topic` with the hashes of the names that stand most often, most
 * frequent first, then by place; 0 where there are no more.  `stops` are words
 * that are no names: Tuesday.  Returns how many of the first MAIN_TOPICS stand
 * twice or more; -1 without memory. */
int topics_find(Topics *topics, const stemma_doc *doc,
                const stemma_table *tokens, const Words *stops,
                uint32_t topic[TOPICS]);
void topics_free(Topics *topics);

#endif
