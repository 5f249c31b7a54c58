/* SPDX-License-Identifier: Apache-2.0
 *
 * csv-cells.h - rows as lines of CSV (RFC 4180).
 *
 * Texts come from strangers and the files are opened in spreadsheets, which
 * take a cell that begins with = + - or @ for a formula: such a text gets an
 * apostrophe before it.  Numbers have no need of one.  Any thread.
 */
#ifndef OUTPUT_CSV_CELLS_H
#define OUTPUT_CSV_CELLS_H

#include "append.h"
#include "cell.h"

/* A cell without its comma.  NULL: an empty one. */
void csv_append_text(GString *to, const char *text);

#define csv_append_end(to) append_literal((to), "\r\n")

/* The line of names of `columns` (of Column). */
void csv_append_names(GString *to, const GArray *columns, gboolean corpus);

/* All rows of a table, a line each. */
void csv_append_rows(GString *to, const GArray *columns,
                     const stemma_table *table, const RowContext *context);

#endif
