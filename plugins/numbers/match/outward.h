/* SPDX-License-Identifier: Apache-2.0
 *
 * outward.h - the way from a quantity through its sentence, on both sides, over
 * the words of other amounts: which words come next, nearest first.
 */
#ifndef NUMBERS_OUTWARD_H
#define NUMBERS_OUTWARD_H

#include "around.h"
#include "mention.h"
#include "senses.h"

/* One side of the quantity. */
typedef struct OutwardSide {
  uint32_t at;    /* the last token that was reached */
  uint32_t row;   /* the quantity nearest to it (around_amount_from) */
  uint32_t clear; /* the place in the text up to which no amount stands */
  uint32_t steps; /* that were gone */
  bool after;     /* the quantity */
  bool open;      /* the sentence goes on */
} OutwardSide;

typedef struct Outward {
  const Around *around;
  OutwardSide left, right;
  uint32_t sentence;
  uint32_t distance; /* of the next words, from 1 */
} Outward;

/* The words that come next. */
typedef struct Ahead {
  struct {
    uint32_t token;
    uint8_t distance;
    uint8_t flags; /* NEAR_AFTER, or none */
  } words[NEAR_MOST + 1];
  uint32_t count;
} Ahead;

Outward outward_start(const Around *around);

/* Goes on until it has met `wanted` words, NEAR_MOST at most, or one more where
 * two are as near; no stop words.  False: there are no more. */
bool outward_look(Outward *outward, const Senses *senses, uint32_t wanted,
                  Ahead *ahead);

#endif
