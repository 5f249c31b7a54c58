/* SPDX-License-Identifier: Apache-2.0
 *
 * vectors.h - how common an English word is, and what words it is used like:
 * 40,000 words with 100 numbers each, of data/vectors.bin (vectors.py says
 * where it comes from).  Constant; any thread.
 */
#ifndef COMMON_VECTORS_H
#define COMMON_VECTORS_H

#include <stdbool.h>
#include <stdint.h>

#define VECTORS_DIMENSIONS 100
#define VECTORS_WORDS 40000u

typedef struct Vector {
  float numbers[VECTORS_DIMENSIONS]; /* of length 1 */
} Vector;

/* The word whose lower-case form has the FNV-1a hash `fold`: its rank by
 * frequency, from 0, and its vector.  False when it is not among them. */
bool vectors_find(uint64_t fold, uint32_t *rank, Vector *vector);

/* The cosine, -1..1, of two vectors of length 1. */
float vectors_cosine(const Vector *a, const Vector *b);

#endif
