/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.h - the rows of a table as text, so that two runs can be compared and
 * the first difference told.
 */
#ifndef VALIDATE_ROWS_H
#define VALIDATE_ROWS_H

#include "../corpus/table.h"

/* One line a row: place and fields, strings written out.  `shift` is taken
 * from every place in the text. */
void rows_append(GString *to, const char *name, Table *table, guint32 shift);

/* The first line that differs, as "A, and B"; NULL when all are equal.  Free
 * with g_free. */
char *rows_difference(const char *a, const char *b);

#endif
