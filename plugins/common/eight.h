/* SPDX-License-Identifier: Apache-2.0
 *
 * eight.h - eight bytes of a text at once, in one number: a question to each of
 * them costs as much as to one, and no jump that a processor has to guess.
 *
 * Answers are the highest bits of the bytes.
 */
#ifndef COMMON_EIGHT_H
#define COMMON_EIGHT_H

#include <stdint.h>

/* Eight times this byte. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The eight bytes from `at` on, the first one lowest; compilers make one load
 * of it. */
static inline uint64_t
eight_load(const char *at)
{
  const unsigned char *b = (const unsigned char *)at;

  return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16
         | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40
         | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* Which are from `first` to `last`, two ASCII characters? */
static inline uint64_t
eight_among(uint64_t eight, unsigned char first, unsigned char last)
{
  uint64_t low = eight & EIGHT(0x7f);
  uint64_t reach = low + EIGHT((uint64_t)0x80 - first);
  uint64_t pass = low + EIGHT((uint64_t)0x7f - last);

  return reach & ~(pass | eight) & EIGHT(0x80);
}

/* The place of the first byte whose bit is set; 8 when none is. */
static inline uint32_t
eight_first(uint64_t bits)
{
  return bits ? (uint32_t)__builtin_ctzll(bits) / 8 : 8;
}

#endif
