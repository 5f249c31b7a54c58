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

/* "000" to "999", and behind each how many of its digits count. */
extern const char number_triples[4001];

/* As number_u64.  A column of offsets rises, so that its branches are
 * foreseen.  Up to five bytes are written. */
static inline char *
number_u32(char *to, guint32 value)
{
  const char *digits;

  if (value < 1000) {
    digits = number_triples + 4 * (gsize)value;
    memcpy(to, digits + 3 - digits[3], 4);
    return to + digits[3];
  }
  if (G_UNLIKELY(value >= 10000))
    return number_u64(to, value);
  *to = (char)('0' + value / 1000);
  memcpy(to + 1, number_triples + 4 * (gsize)(value % 1000), 4);
  return to + 4;
}

char *number_i64(char *to, gint64 value);

/* The fewest digits that strtod reads back as `value`, and of those the
 * nearest; an integer has no point.  Not finite: "null", as JSON has no word
 * for it. */
char *number_double(char *to, double value);

#endif
