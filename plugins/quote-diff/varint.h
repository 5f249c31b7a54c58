/* SPDX-License-Identifier: Apache-2.0
 *
 * varint.h - numbers of seven bits a byte, the least ones first; the last byte
 * of a number has its highest bit clear.
 */
#ifndef QUOTE_DIFF_VARINT_H
#define QUOTE_DIFF_VARINT_H

#include <stdint.h>

enum { VARINT_MOST = 5 /* bytes */ };

/* Writes `value` and returns the place behind it. */
static inline unsigned char *
varint_put(unsigned char *at, uint32_t value)
{
  for (; value > 127; value >>= 7)
    *at++ = (unsigned char)(value | 128);
  *at++ = (unsigned char)value;
  return at;
}

/* The rest of a number of more than two bytes, of which `value` are the first
 * two. */
static inline uint32_t
varint_rest(const unsigned char **at, uint32_t value)
{
  const unsigned char *byte = *at + 1;

  for (unsigned shift = 14; *byte++ & 128; shift += 7)
    value |= (*byte & 127u) << shift;
  *at = byte;
  return value;
}

/* Reads a number and moves on.  Whether the number of a word has one byte or
 * two no processor foresees, so no branch depends on it; which is why there
 * must be a byte, whatever it is, behind the last number. */
static inline uint32_t
varint_take(const unsigned char **at)
{
  const unsigned char *byte = *at;
  uint32_t two = byte[0] >> 7;
  uint32_t value = (byte[0] & 127u) | ((byte[1] & 127u) << 7 & (0 - two));

  if (byte[0] & byte[1] & 128)
    return varint_rest(at, value);
  *at = byte + 1 + two;
  return value;
}

#endif
