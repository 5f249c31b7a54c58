/* SPDX-License-Identifier: Apache-2.0
 *
 * phrases.h - words that mean something else together than alone: idioms
 * ("olive branch"), names of offices ("United Nations"), fixed expressions
 * ("not only"); data/phrases.tsv.
 *
 * Constant after phrases_read; shared by all threads.
 */
#ifndef SENTIMENT_PHRASES_H
#define SENTIMENT_PHRASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <stemma/stemma.h>

#include "array.h"

typedef struct Phrase {
  uint64_t first; /* fold of its first word */
  uint32_t at;    /* of its other words in Phrases.folds */
  uint32_t words; /* of all, 2 at least */
  float valence;  /* -4..4 of the whole */
  bool negates;   /* the words after it, as "not" does */
  bool lessens;   /* what follows, as "prevent" does */
} Phrase;

/* Bits of the sieve for the first two words. */
#define PHRASE_SIEVE 8192

typedef struct Phrases {
  ARRAY(Phrase) items; /* by first word, longest first */
  ARRAY(uint64_t) folds;
  uint64_t sieve[PHRASE_SIEVE / 64]; /* by phrases_bit */
} Phrases;

/* Lines "valence TAB phrase;phrase;...", or "negator" or "less" for the
 * valence.  False without memory. */
bool phrases_read(Phrases *phrases, const char *data, size_t length);
void phrases_free(Phrases *phrases);

static inline uint32_t
phrases_bit(uint64_t first, uint64_t second)
{
  return (uint32_t)((first ^ second * 5) >> 20) % PHRASE_SIEVE;
}

/* May a phrase start with these two words?  Saves nearly every search. */
static inline bool
phrases_may(const Phrases *phrases, uint64_t first, uint64_t second)
{
  uint32_t bit = phrases_bit(first, second);

  return phrases->sieve[bit / 64] >> (bit % 64) & 1;
}

/* The longest phrase that stands at token `first`, before `end`, or NULL. */
const Phrase *phrases_at(const Phrases *phrases, const stemma_table *tokens,
                         uint32_t first, uint32_t end);

#endif
