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

/* In whole numbers: exact, and a machine's instruction takes several at once.
 */
static int32_t
product(const Vector *a, const Vector *b)
{
  int32_t sum = 0;

  for (uint32_t k = 0; k < VECTORS_ROOM; k++)
    sum += a->numbers[k] * b->numbers[k];
  return sum;
}

static void
unpack(uint32_t i, Vector *vector)
{
  const unsigned char *packed =
      vectors_data + HEAD + VECTORS_WORDS * 10u + (size_t)i * PACKED;

  memset(vector, 0, sizeof *vector);
  for (uint32_t k = 0; k < PACKED; k++) {
    vector->numbers[2 * k] = (int16_t)((packed[k] & 15) - 8);
    vector->numbers[2 * k + 1] = (int16_t)((packed[k] >> 4) - 8);
  }
  vector->scale = 1 / sqrtf((float)product(vector, vector));
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
  return (float)product(a, b) * (a->scale * b->scale);
}

void
vectors_add(VectorSum *sum, const Vector *vector, float weight)
{
  weight *= vector->scale;
  for (uint32_t k = 0; k < VECTORS_ROOM; k++)
    sum->numbers[k] += weight * (float)vector->numbers[k];
}

/* Four sums, so that the compiler may use wide registers and still add in one
 * order: the same bits on every machine. */
static double
sum_product(const VectorSum *a, const VectorSum *b)
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
  double lengths = sqrt(sum_product(a, a) * sum_product(b, b));

  return lengths > 0 ? sum_product(a, b) / lengths : 0;
}
