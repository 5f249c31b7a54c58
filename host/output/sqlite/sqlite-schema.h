/* SPDX-License-Identifier: Apache-2.0
 *
 * sqlite-schema.h - the tables, keys and indices of the SQLite report
 * (host/docs/output.md).
 */
#ifndef OUTPUT_SQLITE_SCHEMA_H
#define OUTPUT_SQLITE_SCHEMA_H

#include "../rows/cell.h"

/* The report's own tables, as SQL. */
extern const char sqlite_tables[];
/* Indices on them, once they are full. */
extern const char sqlite_indices[];

/* The table of a layer: its name, or another where the report has one of that
 * name.  Free with g_free. */
char *sqlite_table_name(const char *layer);

/* "CREATE TABLE ..." for a layer of `layers` (of RunLayer, which says what
 * references lead to) with its columns (cell.h). */
void sqlite_create(GString *sql, const RunLayer *layer, const GArray *columns,
                   const GArray *layers);
/* "CREATE INDEX ..." for each of its references. */
void sqlite_index(GString *sql, const RunLayer *layer, const GArray *columns);

/* A column of an integer that a document's or row's number goes into. */
gboolean sqlite_is_link(const Column *column);

#endif
