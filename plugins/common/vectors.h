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
  int16_t numbers[VECTORS_ROOM]; /* -8..7; those beyond the dimensions are 0 */
  float scale;                   /* 1 / the length of `numbers` */
} Vector;

/* The word whose lower-case form has the FNV-1a hash `fold`: its rank by
 * frequency, from 0, and its vector.  False when it is not among them. */
bool vectors_find(uint64_t fold, uint32_t *rank, Vector *vector);

/* The cosine, -1..1, the same bits on every machine. */
float vectors_cosine(const Vector *a, const Vector *b);

/* A sum of vectors; zero it to begin. */
typedef struct VectorSum {
  float numbers[VECTORS_ROOM];
} VectorSum;

/* Adds the vector, brought to the length `weight`. */
void vectors_add(VectorSum *sum, const Vector *vector, float weight);

/* The cosine, -1..1; 0 where one has no length. */
double vectors_sum_cosine(const VectorSum *a, const VectorSum *b);

#endif
