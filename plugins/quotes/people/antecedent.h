/* SPDX-License-Identifier: Apache-2.0
 *
 * antecedent.h - whom a pronoun means, or a description that the text gives
 * nobody: one of the names before it.
 */
#ifndef QUOTES_ANTECEDENT_H
#define QUOTES_ANTECEDENT_H

#include "roles.h"

/* How far into the text the lead goes. */
enum { ANTECEDENT_LEAD = 600 };

/* What is looked for: a pronoun of this gender, or a description. */
typedef struct Sought {
  const Register *names;
  const Text *text;
  const Speaker *described; /* NULL: a pronoun */
  uint32_t place;
  uint32_t mention; /* the first one that is not before the place */
  uint32_t gender;
  uint32_t last; /* the entity of the quote before */
  uint32_t last_place;
} Sought;

/* The nearest name of the best rank; whoever spoke last, if nobody was named
 * since.  NONE: nobody. */
uint32_t antecedent_find(const Sought *s);

/* "Ruritania's president has vowed ...": who alone was named in the headline,
 * else the first name behind it that begins a sentence.  NONE: nobody. */
uint32_t antecedent_lead(const Sought *s);

#endif
