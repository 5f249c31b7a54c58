/* SPDX-License-Identifier: Apache-2.0 */
#include "vectors.h"

#include <math.h>
#include <string.h>

#define HEAD 16u
#define PACKED (VECTORS_DIMENSIONS / 2)

/* data/vectors.bin, by vectors_data.S. */
extern const unsigned char vectors_data[];

static uint64_t
hash_at(uint32_t i)
{
  uint64_t hash;

  memcpy(&hash, vectors_data + HEAD + (size_t)i * sizeof hash, sizeof hash);
  return hash;
}

static uint32_t
rank_at(uint32_t i)
{
  const unsigned char *ranks = vectors_data + HEAD + VECTORS_WORDS * 8u;

  return ranks[2 * (size_t)i] | (uint32_t)ranks[2 * (size_t)i + 1] << 8;
}

/* Eight sums, so that the compiler may use wide registers: sums of small whole
 * numbers are exact in any order. */
static float
product(const Vector *a, const Vector *b)
{
  float sums[8] = { 0 };

  for (uint32_t k = 0; k < VECTORS_ROOM; k += 8)
    for (uint32_t l = 0; l < 8; l++)
      sums[l] += a->numbers[k + l] * b->numbers[k + l];
  return ((sums[0] + sums[1]) + (sums[2] + sums[3]))
         + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

static void
unpack(uint32_t i, Vector *vector)
{
  const unsigned char *packed =
      vectors_data + HEAD + VECTORS_WORDS * 10u + (size_t)i * PACKED;

  memset(vector, 0, sizeof *vector);
  for (uint32_t k = 0; k < PACKED; k++) {
    vector->numbers[2 * k] = (float)((packed[k] & 15) - 8);
    vector->numbers[2 * k + 1] = (float)((packed[k] >> 4) - 8);
  }
  vector->scale = 1 / sqrtf(product(vector, vector));
}

bool
vectors_find(uint64_t fold, uint32_t *rank, Vector *vector)
{
  uint32_t low = 0, high = VECTORS_WORDS;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (hash_at(middle) < fold)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == VECTORS_WORDS || hash_at(low) != fold)
    return false;
  *rank = rank_at(low);
  unpack(low, vector);
  return true;
}

float
vectors_cosine(const Vector *a, const Vector *b)
{
  return product(a, b) * (a->scale * b->scale);
}

/* Four vectors at a time, so that the sum is read and written less often. */
static void
add_four(const WeightedVector *vectors, float *restrict sum)
{
  const float *a = vectors[0].vector->numbers, *b = vectors[1].vector->numbers;
  const float *c = vectors[2].vector->numbers, *d = vectors[3].vector->numbers;
  float u = vectors[0].weight * vectors[0].vector->scale;
  float v = vectors[1].weight * vectors[1].vector->scale;
  float w = vectors[2].weight * vectors[2].vector->scale;
  float x = vectors[3].weight * vectors[3].vector->scale;

  for (uint32_t k = 0; k < VECTORS_ROOM; k++)
    sum[k] = sum[k] + u * a[k] + v * b[k] + w * c[k] + x * d[k];
}

void
vectors_add_up(const WeightedVector *vectors, uint32_t count, VectorSum *sum)
{
  memset(sum, 0, sizeof *sum);
  for (; count >= 4; count -= 4, vectors += 4)
    add_four(vectors, sum->numbers);
  for (; count > 0; count--, vectors++) {
    const float *numbers = vectors->vector->numbers;
    float weight = vectors->weight * vectors->vector->scale;

    for (uint32_t k = 0; k < VECTORS_ROOM; k++)
      sum->numbers[k] += weight * numbers[k];
  }
}

/* Four sums, so that the compiler may use wide registers and still add in one
 * order. */
double
vectors_sum_product(const VectorSum *a, const VectorSum *b)
{
  float sums[4] = { 0, 0, 0, 0 };

  for (uint32_t k = 0; k < VECTORS_ROOM; k += 4)
    for (uint32_t l = 0; l < 4; l++)
      sums[l] += a->numbers[k + l] * b->numbers[k + l];
  return (double)((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

double
vectors_sum_cosine(const VectorSum *a, const VectorSum *b)
{
  double lengths = sqrt(vectors_sum_product(a, a) * vectors_sum_product(b, b));

  return lengths > 0 ? vectors_sum_product(a, b) / lengths : 0;
}
