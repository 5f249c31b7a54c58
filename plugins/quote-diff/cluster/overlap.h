/* SPDX-License-Identifier: Apache-2.0
 *
 * overlap.h - which words two outlines have in common.
 *
 * Words are compared all with all, eight at a time, the one's as they are with
 * the other's in eight orders: no step depends on what is found.
 */
#ifndef QUOTE_DIFF_OVERLAP_H
#define QUOTE_DIFF_OVERLAP_H

#include <string.h>

#include "rare.h"

enum { LANES = 8, HALVES = KNOWN / LANES };
typedef uint16_t Lanes __attribute__((vector_size(2 * LANES)));
typedef uint8_t Bytes __attribute__((vector_size(LANES)));
typedef uint32_t Twos __attribute__((vector_size(2 * LANES)));
typedef uint64_t Pair __attribute__((vector_size(2 * LANES)));

/* The known words of one quote, and what those tell that another has too; 0 for
 * those that it has not. */
typedef struct Overlap {
  Lanes words[HALVES];
  Lanes infos[HALVES];
} Overlap;

static inline Lanes
lanes_at(const uint16_t *words)
{
  Lanes lanes;

  memcpy(&lanes, words, sizeof lanes);
  return lanes;
}

static inline Lanes
infos_at(const uint8_t *infos)
{
  Bytes bytes;

  memcpy(&bytes, infos, sizeof bytes);
  return __builtin_convertvector(bytes, Lanes);
}

/* The sum, which must be below 2^16. */
static inline uint32_t
sum_of(Lanes lanes)
{
  Pair pair = (Pair)lanes;

  return (uint32_t)((pair[0] + pair[1]) * UINT64_C(0x0001000100010001) >> 48);
}

/* Each two neighbours change places, each two pairs of them, both halves. */
static inline Lanes
swap_ones(Lanes lanes)
{
  Twos twos = (Twos)lanes;

  return (Lanes)(twos << 16 | twos >> 16);
}

static inline Lanes
swap_twos(Lanes lanes)
{
  Pair pair = (Pair)lanes;

  return (Lanes)(pair << 32 | pair >> 32);
}

static inline Lanes
swap_halves(Lanes lanes)
{
  Pair pair = (Pair)lanes;

  return (Lanes)(Pair){ pair[1], pair[0] };
}

/* Marks which of both halves of x's words are among some of y's. */
static inline void
mark_turned(const Overlap *x, Lanes some, Lanes *marks)
{
  Lanes halves = swap_halves(some);

  for (uint32_t i = 0; i < HALVES; i++)
    marks[i] |= (Lanes)(x->words[i] == some) | (Lanes)(x->words[i] == halves);
}

static inline void
mark_half(const Overlap *x, Lanes half, Lanes *marks)
{
  Lanes ones = swap_ones(half);

  mark_turned(x, half, marks);
  mark_turned(x, ones, marks);
  mark_turned(x, swap_twos(half), marks);
  mark_turned(x, swap_twos(ones), marks);
}

static inline Overlap
overlap_of(const Rare *x, const Rare *y)
{
  Overlap overlap = { { lanes_at(x->words), lanes_at(x->words + LANES) },
                      { infos_at(x->infos), infos_at(x->infos + LANES) } };
  Lanes marks[HALVES] = { { 0 } };

  for (uint32_t i = 0; i < HALVES; i++)
    mark_half(&overlap, lanes_at(y->words + LANES * i), marks);
  for (uint32_t i = 0; i < HALVES; i++)
    overlap.infos[i] &= marks[i];
  return overlap;
}

/* How many of the words up to `last` both have. */
static inline uint32_t
overlap_count(const Overlap *overlap, uint32_t last)
{
  Lanes most = (Lanes){ 0 } + (uint16_t)last, count = { 0 };

  for (uint32_t i = 0; i < HALVES; i++)
    count += (Lanes)(overlap->infos[i] != 0)
             & (Lanes)(overlap->words[i] <= most) & 1;
  return sum_of(count);
}

#endif
