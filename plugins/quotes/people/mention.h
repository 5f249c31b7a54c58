/* SPDX-License-Identifier: Apache-2.0
 *
 * mention.h - what a sentence tells of those whom it names.
 */
#ifndef QUOTES_MENTION_H
#define QUOTES_MENTION_H

#include "register.h"

/* Whom a sentence names: the bits that the numbers of all have, and those that
 * any has, which are the same when it names one. */
typedef struct Told {
  uint32_t all; /* NONE to begin with */
  uint32_t any;
  const Item *behind; /* what follows the last name */
} Told;

/* The sentence whose names are read. */
typedef struct Naming {
  Register *names;
  const Text *text;
  const Items *items;
  const Item *first; /* of the sentence */
  const Item *body;  /* behind a dateline */
  const Item *end;
  bool subject; /* whom the sentence is about is still to come */
  Told told[2]; /* somebody; something */
} Naming;

/* "The general sat down.", "She sat down.": a description or a pronoun that
 * begins the sentence.  False without memory. */
bool mention_first(Naming *n);

/* The run is a name, if nothing tells that it is none.  False without memory.
 */
bool mention_run(Naming *n, Run *run);

#endif
