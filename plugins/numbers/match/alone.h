/* SPDX-License-Identifier: Apache-2.0
 *
 * alone.h - which words near the amounts of a document stand near one amount
 * alone, of all of its sort.  These tell it from the others: two articles name
 * a party beside one percentage each, and the election beside all of them.
 */
#ifndef NUMBERS_ALONE_H
#define NUMBERS_ALONE_H

#include "mention.h"

/* Words of one slot are taken for one: of a long document none stands alone. */
enum { ALONE_SLOTS = 1024 };

/* Where a word was met first. */
typedef struct AloneSlot {
  double value; /* of the amount */
  uint8_t met;  /* ALONE_... */
} AloneSlot;

/* Scratch of one thread. */
typedef struct Alone {
  AloneSlot slots[ALONE_SLOTS];
} Alone;

/* Sets NEAR_ALONE of the words near `count` mentions of one sort and document,
 * `carried` being their bytes; an amount that is said twice is one. */
void alone_mark(Alone *alone, const char *carried, uint32_t count, Near *near);

#endif
