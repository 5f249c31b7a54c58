/* SPDX-License-Identifier: Apache-2.0
 *
 * votes.h - how many of the texts have which word in a place: what two
 * witnesses have in common says little where all others have it too.
 */
#ifndef VARIANCE_VOTES_H
#define VARIANCE_VOTES_H

#include "classes.h"

typedef struct Votes {
  const Classes *classes;
  uint32_t
      *extant; /* of each column: texts between their first and last word */
  uint32_t *having; /* at [column][class]: of them, those with its word */
} Votes;

/* Each text that is compared (classes.h) has one vote, however many documents
 * have it.  In `arena`; false without memory. */
bool votes_count(const Sheet *sheet, const Classes *classes, Arena *arena,
                 Votes *votes);

/* How far it was to be expected that translators on their own, as the witnesses
 * `a` and `b` may be, share the word that both have in the column
 * (kinship.h). */
double votes_expected(const Votes *votes, const Sheet *sheet, uint32_t column,
                      uint32_t a, uint32_t b);

#endif
