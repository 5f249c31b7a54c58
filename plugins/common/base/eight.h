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
#include <string.h>

/* Eight times this byte. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The eight bytes from `at` on, the first one lowest. */
static inline uint64_t
eight_load(const char *at)
{
  uint64_t eight;

  memcpy(&eight, at, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  eight = __builtin_bswap64(eight);
#endif
  return eight;
}

/* Which lie before `first` or after `last`, two ASCII characters? */
static inline uint64_t
eight_beyond(uint64_t eight, unsigned char first, unsigned char last)
{
  uint64_t low = eight & EIGHT(0x7f);
  uint64_t reach = low + EIGHT((uint64_t)0x80 - first);
  uint64_t pass = low + EIGHT((uint64_t)0x7f - last);

  return (~reach | pass | eight) & EIGHT(0x80);
}

/* The place of the first byte whose bit is set; 8 when none is. */
static inline uint32_t
eight_first(uint64_t bits)
{
  return bits ? (uint32_t)__builtin_ctzll(bits) / 8 : 8;
}

#endif
