/* SPDX-License-Identifier: Apache-2.0
 *
 * copies.h - mentions that were copied with their article, as a wire's report
 * is by a hundred papers: the amount and all words near it are the same.
 */
#ifndef NUMBERS_COPIES_H
#define NUMBERS_COPIES_H

#include "array.h"
#include "mention.h"

/* Zero it to begin. */
typedef struct Copies {
  ARRAY(uint32_t) slots; /* candidates, and 1; a power of two */
  ARRAY(uint32_t) first; /* of each candidate: the one it was copied from */
  ARRAY(bool) is_copy;   /* of each candidate */
} Copies;

/* Finds for each candidate the first one of another document that it is a copy
 * of, itself for most.  Documents that are read closely have no copies, as
 * there the amounts around one count too.  False without memory. */
bool copies_find(Copies *copies, const Candidate *candidates, uint32_t count);
void copies_free(Copies *copies);

#endif
