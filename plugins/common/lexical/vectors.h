/* SPDX-License-Identifier: Apache-2.0
 *
 * vectors.h - how common an English word is, and what words it is used like:
 * 60,000 words with 100 numbers each, of data/vectors.bin (vectors.py says
 * where it comes from).  Constant; any thread.
 */
#ifndef COMMON_VECTORS_H
#define COMMON_VECTORS_H

#include <stdbool.h>
#include <stdint.h>

#define VECTORS_DIMENSIONS 100
#define VECTORS_WORDS 60000u
#define VECTORS_ROOM 104 /* whole registers */

typedef struct Vector {
  float numbers[VECTORS_ROOM]; /* whole, -8..7; beyond the dimensions 0 */
  float scale;                 /* 1 / the length of `numbers` */
} Vector;

/* The word whose lower-case form has the FNV-1a hash `fold`: its rank by
 * frequency, from 0, and its vector.  False when it is not among them. */
bool vectors_find(uint64_t fold, uint32_t *rank, Vector *vector);

/* The cosine, -1..1, the same bits on every machine. */
float vectors_cosine(const Vector *a, const Vector *b);

/* A vector and the length that it is brought to. */
typedef struct WeightedVector {
  const Vector *vector;
  float weight;
} WeightedVector;

/* A sum of vectors. */
typedef struct VectorSum {
  float numbers[VECTORS_ROOM];
} VectorSum;

/* Adds up `count` vectors, in their order. */
void vectors_add_up(const WeightedVector *vectors, uint32_t count,
                    VectorSum *sum);

/* The scalar product, the same bits on every machine. */
double vectors_sum_product(const VectorSum *a, const VectorSum *b);

/* The cosine, -1..1; 0 where one has no length. */
double vectors_sum_cosine(const VectorSum *a, const VectorSum *b);

#endif
