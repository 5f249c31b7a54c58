/* SPDX-License-Identifier: Apache-2.0
 *
 * ngram_pair.h - how many n-grams two lists of items have in common, for BLEU
 * and chrF.
 *
 * Where the shorter list is a text's length and not a book's, bits stand for
 * its places.  The places where the n-grams of a place of the longer list
 * stand in the shorter one are those of its first n - 1 items, less those
 * that another item follows: one shift and one "and" for each order, without
 * a branch.  Equal n-grams stand in the same places, so which of the free
 * ones an n-gram takes is all one.  Beyond that n-grams are counted (ngram.h).
 */
#ifndef COMMON_NGRAM_PAIR_H
#define COMMON_NGRAM_PAIR_H

#include "ngram.h"

#define NGRAM_PAIR_ORDERS 8

/* Scratch memory of one thread; zero it to begin. */
typedef struct NgramPair {
  NgramTable table;
  uint64_t *places;  /* of each item of the shorter list: bits; 0: none */
  uint16_t *shorter; /* which item stands where */
  uint16_t *longer;
  uint8_t *taken; /* of each place of the longer list: a bit for each order
                   * whose n-gram has found its like */
  size_t room;
} NgramPair;

/* Adds, for each order n of 1..`orders` (at most NGRAM_PAIR_ORDERS), the
 * n-grams that `a` and `b` have in common, as often as the one has them that
 * has them less often, to matched[n - 1].  Symmetric.  False without memory. */
bool ngram_pair_match(NgramPair *pair, const uint64_t *a, size_t a_count,
                      const uint64_t *b, size_t b_count, size_t orders,
                      uint64_t *matched);

void ngram_pair_clear(NgramPair *pair);

#endif
