/* SPDX-License-Identifier: Apache-2.0
 *
 * ter_band.h - the matrix of edit distances near its diagonal, as ter.h needs
 * it for long texts: private to it.
 *
 * A shift leaves most of the words where they are.  So a trial computes only
 * the rows that the shift changes, and ends as soon as a row differs from the
 * untouched one by the same amount in each column: from there on both go on
 * alike.
 */
#ifndef COMMON_TER_BAND_H
#define COMMON_TER_BAND_H

#include "ter.h"

/* How many words from the diagonal are looked at. */
#define TER_BEAM 25

typedef enum TerStep {
  TER_NONE = 0,
  TER_SAME,
  TER_SUBSTITUTE,
  TER_DELETE,
  TER_INSERT
} TerStep;

/* A pair of texts: `n` words of the hypothesis, `m` of the reference. */
typedef struct TerPair {
  Ter *ter;
  const uint64_t *hypothesis;
  const uint64_t *reference;
  size_t n;
  size_t m;
  size_t tries;
  uint64_t distance; /* of the words as shifted so far */
  uint64_t least;    /* no shift lowers the distance below it */
  bool in_bits;      /* the steps are in ter->columns and not in the matrix */
} TerPair;

typedef struct TerShift {
  int64_t gain; /* how much lower the distance gets */
  size_t start;
  size_t length;
  size_t target;
  size_t changed_begin; /* the words that are not where they were */
  size_t changed_end;
} TerShift;

/* Makes room for `count` items of `size` bytes at what the pointer at `where`,
 * of any type, points to. */
bool ter_grow(void *where, size_t count, size_t size);

/* Lays out the matrix and fills its first row; false without memory. */
bool ter_band_lay(TerPair *pair);

/* Brings it up to date with ter->words from row `from` (>= 1) on. */
void ter_band_fill(TerPair *pair, size_t from);

/* Of ter->words. */
uint32_t ter_band_distance(const TerPair *pair);

/* Of ter->shifted, the words after the shift. */
uint32_t ter_band_trial(const TerPair *pair, const TerShift *shift);

/* Which step gave row `i` its cost in column `j`: staying together first, then
 * a deletion, then an insertion. */
TerStep ter_band_step(const TerPair *pair, size_t i, size_t j);

#endif
