/* SPDX-License-Identifier: Apache-2.0
 *
 * runs.h - runs of words with capitals, which names are.
 */
#ifndef QUOTES_RUNS_H
#define QUOTES_RUNS_H

#include "work.h"

enum {
  GENDER_UNKNOWN = 0,
  GENDER_HE = 1,
  GENDER_SHE = 2,
  GENDER_THING = 4,
  GENDER_FIRM = 8,      /* what makes it an organisation stands in the text */
  GENDER_PERSON = 16,   /* ... a person: "Bel, who", "Bel, 41," */
  GENDER_STRANGER = 32, /* without a name: "A young man" */
  GENDER_KIN = 64       /* "his wife, Ana": of whom a surname was named */
};

/* The words of a name, without titles and possessives: `first` to `last` - 1.
 * Particles and possessives may stand between it and `behind`. */
typedef struct Run {
  const Item *first;
  const Item *last;
  const Item *behind;
  uint32_t gender; /* GENDER_... of what stands before the name */
  uint32_t given;  /* ... of its first word, if that is a first name */
} Run;

static inline uint32_t
runs_words(const Run *run)
{
  return (uint32_t)(run->last - run->first);
}

/* Has it more words than one? */
static inline bool
runs_go_on(const Run *run)
{
  return run->last > run->first + 1;
}

/* GENDER_HE and GENDER_SHE stand as W_HE and W_SHE do; both tell nothing. */
static inline uint32_t
runs_gender(const Item *item)
{
  uint32_t gender = item->bits / W_HE & (GENDER_HE | GENDER_SHE);

  return gender & (uint32_t) - (gender != (GENDER_HE | GENDER_SHE));
}

#endif
