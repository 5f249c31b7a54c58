/* SPDX-License-Identifier: Apache-2.0
 *
 * lines.h - reads the data files that plugins carry: one entry a line, fields
 * parted by TAB; empty lines and lines that start with # are skipped.
 *
 *   Lines lines = lines_start(embed_cues, embed_cues_size);
 *   while (lines_next(&lines))
 *     use(lines_field(&lines, 0), lines_field(&lines, 1), lines.number);
 *
 * Nothing is copied or allocated: a field points into the data.
 */
#ifndef COMMON_LINES_H
#define COMMON_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LINES_FIELDS 8

typedef struct Piece {
  const char *bytes; /* not NUL-terminated */
  uint32_t length;
} Piece;

typedef struct Lines {
  const char *next; /* what has not been read */
  const char *end;
  uint32_t number; /* of the line just read, from 1 */
  uint32_t fields; /* in it; those beyond LINES_FIELDS stay in the last */
  Piece field[LINES_FIELDS];
} Lines;

Lines lines_start(const char *bytes, size_t length);

/* Goes to the next line that holds an entry; false at the end. */
bool lines_next(Lines *lines);

/* Field `i` of the line, without blanks around it; empty when missing. */
Piece lines_field(const Lines *lines, uint32_t i);

/* Is it this C string, byte for byte? */
bool piece_is(Piece piece, const char *text);

/* Takes the part before the first `mark` off the front of `rest`; the blanks
 * around it are left out.  False when `rest` is used up. */
bool piece_cut(Piece *rest, char mark, Piece *part);

/* A decimal number: digits, one ".", "e" and exponent, a sign.  False when
 * something else stands there.  Does not know the locale. */
bool piece_number(Piece piece, double *number);

#endif
