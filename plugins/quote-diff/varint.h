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

/* Reads a number and moves on. */
static inline uint32_t
varint_take(const unsigned char **at)
{
  const unsigned char *byte = *at;
  uint32_t value = *byte & 127u;

  for (unsigned shift = 7; *byte++ & 128; shift += 7)
    value |= (*byte & 127u) << shift;
  *at = byte;
  return value;
}

#endif
