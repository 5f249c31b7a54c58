/* SPDX-License-Identifier: Apache-2.0
 *
 * number.h - numbers as text, the shortest that reads back exactly.
 *
 * Never by locale.  Any thread.
 */
#ifndef OUTPUT_NUMBER_H
#define OUTPUT_NUMBER_H

#include <glib.h>

/* Room for any number and its NUL. */
#define NUMBER_ROOM 32u

/* Each writes to `to`, which has NUMBER_ROOM bytes, and gives the end; no NUL.
 */
char *number_u64(char *to, guint64 value);
char *number_i64(char *to, gint64 value);

/* The fewest digits that strtod reads back as `value`, and of those the
 * nearest; an integer has no point.  Not finite: "null", as JSON has no word
 * for it. */
char *number_double(char *to, double value);

#endif
