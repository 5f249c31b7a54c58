/* SPDX-License-Identifier: Apache-2.0
 *
 * runs.h - the names of a sentence: runs of words with capitals.
 */
#ifndef QUOTES_RUNS_H
#define QUOTES_RUNS_H

#include "work.h"

enum {
  GENDER_UNKNOWN = 0,
  GENDER_HE = 1,
  GENDER_SHE = 2,
  GENDER_THING = 4,
  GENDER_FIRM = 8,   /* what makes it an organisation stands in the text */
  GENDER_PERSON = 16 /* ... a person: "Bel, who", "Bel, 41," */
};

/* A run of name words, without titles and possessives. */
typedef struct Run {
  uint32_t first;
  uint32_t last;
  uint32_t gender; /* GENDER_... */
} Run;

/* Where the search for names is: the next capital and the next item. */
typedef struct Place {
  uint32_t upper;
  uint32_t item;
} Place;

/* GENDER_HE and GENDER_SHE stand as W_HE and W_SHE do; both tell nothing. */
static inline uint32_t
runs_gender(const Item *item)
{
  uint32_t gender = item->bits / W_HE & (GENDER_HE | GENDER_SHE);

  return gender == (GENDER_HE | GENDER_SHE) ? 0 : gender;
}

/* The next run from *place on.  Titles before the name tell its gender; a
 * known first name begins it.  False at the sentence's end. */
bool runs_next(const Items *items, const Sent *sent, Place *place, Run *run);

/* Its bytes, without a possessive 's. */
stemma_span runs_span(const Text *text, const Items *items, Run run);

#endif
