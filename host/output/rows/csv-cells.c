/* SPDX-License-Identifier: Apache-2.0
 *
 * csv-cells.c - see csv-cells.h.
 */
#include "csv-cells.h"
#include "../../corpus/utf8.h"

#include <string.h>

static void
append_quoted(GString *to, const char *bytes, gsize length)
{
  append_literal(to, "\"");
  while (length > 0) {
    const char *mark = memchr(bytes, '"', length);
    gsize piece = mark ? (gsize)(mark - bytes) + 1 : length;

    append_bytes(to, bytes, piece);
    if (mark)
      append_literal(to, "\"");
    bytes += piece;
    length -= piece;
  }
  append_literal(to, "\"");
}

static gboolean
needs_quotes(const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr(",\"\r\n", bytes[i]))
      return TRUE;
  return FALSE;
}

/* A cell of a text: valid UTF-8, and no formula. */
static void
append_text_bytes(GString *to, const char *bytes, gsize length)
{
  g_autofree char *safe = NULL;
  gsize bad;

  if (!utf8_check(bytes, length, &bad)) {
    safe = g_utf8_make_valid(bytes, (gssize)length);
    append_text_bytes(to, safe, strlen(safe));
    return;
  }
  if (length > 0 && strchr("=+-@\t\r", bytes[0])) {
    safe = g_malloc(length + 1);
    safe[0] = '\'';
    memcpy(safe + 1, bytes, length++);
    bytes = safe;
  }
  if (needs_quotes(bytes, length))
    append_quoted(to, bytes, length);
  else
    append_bytes(to, bytes, length);
}

void
csv_append_text(GString *to, const char *text)
{
  if (text)
    append_text_bytes(to, text, strlen(text));
}

/* The id of a row where its layer has one, else its number. */
static void
append_row(GString *to, const RowContext *context, const char *target,
           guint32 row)
{
  const stemma_table *table =
      target && context->target ? context->target(context->data, target) : NULL;
  const stemma_field *id = table ? row_id_field(table->layer) : NULL;
  Column column = { NULL, COLUMN_FIRST, id, -1 };
  Cell cell;

  if (!id || row >= table->rows.count) {
    append_u64(to, row);
    return;
  }
  cell = column_cell(&column, table, context,
                     STEMMA_AT(stemma_row, table->rows, row));
  append_text_bytes(to, cell.bytes, cell.length);
}

static void
append_value(GString *to, const Column *column, const Cell *cell,
             const RowContext *context)
{
  switch (cell->type) {
  case CELL_NULL:
    break;
  case CELL_INTEGER:
    append_i64(to, cell->integer);
    break;
  case CELL_BOOL:
    append_bool(to, cell->integer != 0);
    break;
  case CELL_REAL:
    append_double(to, cell->real);
    break;
  case CELL_TEXT:
    append_text_bytes(to, cell->bytes, cell->length);
    break;
  case CELL_DOCUMENT:
    csv_append_text(
        to, context->document_id(context->data, (guint32)cell->integer));
    break;
  case CELL_ROW:
    append_row(to, context, column->field->target, (guint32)cell->integer);
    break;
  }
}

void
csv_append_rows(GString *to, const GArray *columns, const stemma_table *table,
                const RowContext *context)
{
  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, table->rows, i);

    if (context->document) {
      csv_append_text(to, context->document->id);
      append_literal(to, ",");
    }
    append_u64(to, i);
    for (guint c = 0; c < columns->len; c++) {
      const Column *column = &g_array_index(columns, Column, c);
      Cell cell = column_cell(column, table, context, row);

      append_literal(to, ",");
      append_value(to, column, &cell, context);
    }
    csv_append_end(to);
  }
}

void
csv_append_names(GString *to, const GArray *columns, gboolean corpus)
{
  append_bytes(to, corpus ? "row" : "doc,row", corpus ? 3 : 7);
  for (guint c = 0; c < columns->len; c++) {
    append_literal(to, ",");
    csv_append_text(to, g_array_index(columns, Column, c).name);
  }
  csv_append_end(to);
}
