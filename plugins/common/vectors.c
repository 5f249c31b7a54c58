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

static void
unpack(uint32_t i, Vector *vector)
{
  const unsigned char *packed =
      vectors_data + HEAD + VECTORS_WORDS * 10u + (size_t)i * PACKED;
  float sum = 0;

  for (uint32_t k = 0; k < PACKED; k++) {
    vector->numbers[2 * k] = (float)((packed[k] & 15) - 8);
    vector->numbers[2 * k + 1] = (float)((packed[k] >> 4) - 8);
  }
  for (uint32_t k = 0; k < VECTORS_DIMENSIONS; k++)
    sum += vector->numbers[k] * vector->numbers[k];
  sum = sqrtf(sum);
  for (uint32_t k = 0; k < VECTORS_DIMENSIONS; k++)
    vector->numbers[k] /= sum;
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

/* Four sums, so that the compiler may use wide registers and still add in one
 * order: the same bits on every machine. */
float
vectors_cosine(const Vector *a, const Vector *b)
{
  float sums[4] = { 0, 0, 0, 0 };

  for (uint32_t k = 0; k < VECTORS_DIMENSIONS; k += 4)
    for (uint32_t l = 0; l < 4; l++)
      sums[l] += a->numbers[k + l] * b->numbers[k + l];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}
