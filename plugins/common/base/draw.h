/* SPDX-License-Identifier: Apache-2.0
 *
 * draw.h - numbers drawn for resamples: the same from one seed on every
 * machine.  A state belongs to one thread.
 */
#ifndef COMMON_DRAW_H
#define COMMON_DRAW_H

#include <stdint.h>

/* The next 64 bits, by SplitMix64 (Steele, Lea and Flood 2014). */
static inline uint64_t
draw_next(uint64_t *state)
{
  uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
  return z ^ z >> 31;
}

/* 0..bound - 1, by the high bits of a product (Lemire 2019, without the
 * rejection: the bias is below 2^-32 times the bound). */
static inline uint32_t
draw_below(uint64_t *state, uint32_t bound)
{
  return (uint32_t)((draw_next(state) >> 32) * bound >> 32);
}

#endif
