/* SPDX-License-Identifier: Apache-2.0
 *
 * number.h - numbers as text, the shortest that reads back exactly.
 *
 * Never by locale.  Any thread.
 */
#ifndef OUTPUT_NUMBER_H
#define OUTPUT_NUMBER_H

#include <glib.h>
#include <string.h>

/* Room for any number and its NUL. */
#define NUMBER_ROOM 32u

/* Each writes to `to`, which has NUMBER_ROOM bytes, and gives the end; no NUL.
 */
char *number_u64(char *to, guint64 value);

#define NUMBER_ZEROS G_GUINT64_CONSTANT(0x3030303030303030)

/* The eight digits of a value below 10^8, the first one in the lowest byte. */
static inline guint64
number_digits(guint32 value)
{
  guint64 pairs = value / 10000 | (guint64)(value % 10000) << 32, high;

  /* Halves of four digits, quarters of two, bytes of one: in each step the
   * quotient of every part by one multiplication that is exact for it. */
  high = (pairs * 10486 >> 20) & G_GUINT64_CONSTANT(0x7F0000007F);
  pairs = high | (pairs - 100 * high) << 16;
  high = (pairs * 103 >> 10) & G_GUINT64_CONSTANT(0x000F000F000F000F);
  return high | (pairs - 10 * high) << 8;
}

/* The same of a value below 10^4. */
static inline guint32
number_four_digits(guint32 value)
{
  guint32 pairs = value * 5243 >> 19, high;

  pairs |= (value - 100 * pairs) << 16;
  high = (pairs * 103 >> 10) & 0x000F000F;
  return high | (pairs - 10 * high) << 8;
}

/* Four digits without the zeros in front, but for the last one.  The end; up to
 * four bytes are written. */
static inline char *
number_below_10000(char *to, guint32 value)
{
  guint32 digits = number_four_digits(value);
  const guint zeros = (guint)__builtin_ctz(digits | 1u << 24) & ~7u;

  digits = GUINT32_TO_LE((digits + (guint32)NUMBER_ZEROS) >> zeros);
  memcpy(to, &digits, sizeof digits);
  return to + 4 - zeros / 8;
}

/* As number_u64, without a branch for each digit where there are few. */
static inline char *
number_u32(char *to, guint32 value)
{
  guint64 digits;
  guint zeros; /* in front, in bits */

  if (G_LIKELY(value < 10000))
    return number_below_10000(to, value);
  if (G_UNLIKELY(value >= 100000000))
    return number_u64(to, value);
  digits = number_digits(value);
  /* The last digit is written even where it is zero. */
  zeros = (guint)__builtin_ctzll(digits | G_GUINT64_CONSTANT(1) << 56) & ~7u;
  digits = GUINT64_TO_LE((digits + NUMBER_ZEROS) >> zeros);
  memcpy(to, &digits, sizeof digits);
  return to + 8 - zeros / 8;
}

char *number_i64(char *to, gint64 value);

/* The fewest digits that strtod reads back as `value`, and of those the
 * nearest; an integer has no point.  Not finite: "null", as JSON has no word
 * for it. */
char *number_double(char *to, double value);

#endif
