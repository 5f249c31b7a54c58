/* SPDX-License-Identifier: Apache-2.0
 *
 * mention.h - what a sentence tells of those whom it names.
 */
#ifndef QUOTES_MENTION_H
#define QUOTES_MENTION_H

#include "register.h"

/* What a sentence names: the last that it names, and what follows that. */
typedef struct Told {
  uint32_t one; /* NONE: nothing */
  bool several; /* it names more than one */
  const Item *behind;
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
