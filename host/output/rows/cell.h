/* SPDX-License-Identifier: Apache-2.0
 *
 * cell.h - the rows of a layer as a table of plain values, from the schema
 * alone, for formats that have columns.
 *
 * The columns are those of JSON Lines: begin, end, text where rows have one,
 * then the fields; a span is X_begin and X_end, a range X_first and X_count.  A
 * reference to a row of any document is two columns, X_doc and X_row.
 */
#ifndef OUTPUT_CELL_H
#define OUTPUT_CELL_H

#include "row.h"

typedef enum {
  COLUMN_BEGIN, /* of the row */
  COLUMN_END,
  COLUMN_SLICE, /* of the document */
  COLUMN_FIRST, /* the field, or the first of its two values */
  COLUMN_SECOND
} ColumnPart;

typedef struct {
  char *name;
  ColumnPart part;
  const stemma_field *field; /* NULL for the first three */
  gint doc_offset;           /* of the field whose document a span is in, or
                              * -1: the row's own document */
} Column;

/* Of Column; names are unique, whatever their case, and none of `taken` (names,
 * NULL-terminated).  `layer` must live longer. */
GArray *columns_new(const stemma_layer *layer, gboolean text,
                    const char *const *taken);

typedef enum {
  CELL_NULL,
  CELL_INTEGER,
  CELL_BOOL,
  CELL_REAL,
  CELL_TEXT,
  CELL_DOCUMENT, /* a document's number */
  CELL_ROW       /* a row's number in the layer field->target */
} CellType;

typedef struct {
  CellType type;
  gint64 integer; /* or yes/no, or a number of a document or row */
  double real;
  const char *bytes; /* not NUL-terminated; the table's or the document's */
  gsize length;
} Cell;

/* A value of `row` of `table`.  Nothing of a row is trusted: a span or a string
 * that lies outside is empty, a choice that does not exist unset. */
Cell column_cell(const Column *column, const stemma_table *table,
                 const RowContext *context, const stemma_row *row);

#endif
