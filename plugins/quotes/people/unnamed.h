/* SPDX-License-Identifier: Apache-2.0
 *
 * unnamed.h - a speaker without a name, "a diplomat in Lorn", whom later words
 * mean: "the diplomat", "she".
 */
#ifndef QUOTES_UNNAMED_H
#define QUOTES_UNNAMED_H

#include "names.h"

/* The last one; span.end 0: nobody. */
typedef struct Unnamed {
  stemma_span span;
  uint64_t role;   /* fold of the word that tells what it is */
  uint32_t gender; /* GENDER_... of that */
  bool latest;     /* nobody else has spoken since */
} Unnamed;

/* Does the speaker mean it? */
bool unnamed_is_meant(const Unnamed *unnamed, const Register *names,
                      const Text *text, stemma_span speaker);

/* Notes a speaker who is not the one: `named` tells whether the text names
 * him. */
void unnamed_note(Unnamed *unnamed, const Text *text, stemma_span speaker,
                  bool named);

#endif
