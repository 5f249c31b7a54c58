/* SPDX-License-Identifier: Apache-2.0
 *
 * cell.c - see cell.h.
 */
#include "cell.h"
#include "../../corpus/field.h"
#include "../../module/layer.h"

#include <string.h>

static gint
doc_offset(const stemma_layer *layer, const char *name)
{
  const stemma_field *field = layer_field_of(layer, name, STEMMA_DOC);

  return field ? (gint)field->offset : -1;
}

static gboolean
is_taken(const GArray *columns, const char *name, const char *const *taken)
{
  for (; taken && *taken; taken++)
    if (g_ascii_strcasecmp(*taken, name) == 0)
      return TRUE;
  for (guint i = 0; i < columns->len; i++)
    if (g_ascii_strcasecmp(g_array_index(columns, Column, i).name, name) == 0)
      return TRUE;
  return FALSE;
}

/* Takes `name`. */
static void
add(GArray *columns, char *name, ColumnPart part, const stemma_field *field,
    gint in_doc, const char *const *taken)
{
  Column column = { name, part, field, in_doc };

  while (is_taken(columns, column.name, taken)) {
    char *longer = g_strconcat(column.name, "_", NULL);

    g_free(column.name);
    column.name = longer;
  }
  g_array_append_val(columns, column);
}

/* The names of a field's two columns behind its own; NULL: it has one. */
static const char *const *
endings(guint16 type)
{
  static const char *const span[] = { "_begin", "_end" };
  static const char *const range[] = { "_first", "_count" };
  static const char *const ref[] = { "_doc", "_row" };

  return type == STEMMA_SPAN    ? span
         : type == STEMMA_RANGE ? range
         : type == STEMMA_REF   ? ref
                                : NULL;
}

static void
add_field(GArray *columns, const stemma_layer *layer, const stemma_field *field,
          const char *const *taken)
{
  const char *const *ends = endings(field->type);
  g_autofree char *stem = g_strdup(field->name);
  g_autofree char *doc = NULL;
  gint in_doc = -1;

  if (!ends) {
    add(columns, g_steal_pointer(&stem), COLUMN_FIRST, field, -1, taken);
    return;
  }
  if (field->type == STEMMA_SPAN) {
    if (g_str_has_suffix(stem, "_span"))
      stem[strlen(stem) - strlen("_span")] = '\0';
    doc = g_strconcat(stem, "_doc", NULL);
    in_doc = doc_offset(layer, doc);
    if (in_doc < 0)
      in_doc = doc_offset(layer, "doc");
  }
  add(columns, g_strconcat(stem, ends[0], NULL), COLUMN_FIRST, field, in_doc,
      taken);
  add(columns, g_strconcat(stem, ends[1], NULL), COLUMN_SECOND, field, in_doc,
      taken);
}

static void
column_clear(void *data)
{
  g_free(((Column *)data)->name);
}

GArray *
columns_new(const stemma_layer *layer, gboolean text, const char *const *taken)
{
  GArray *columns = g_array_new(FALSE, TRUE, sizeof(Column));
  const stemma_field *own = layer_field_of(layer, "text", STEMMA_STR);
  gint in_doc = doc_offset(layer, "doc");

  g_array_set_clear_func(columns, column_clear);
  add(columns, g_strdup("begin"), COLUMN_BEGIN, NULL, in_doc, taken);
  add(columns, g_strdup("end"), COLUMN_END, NULL, in_doc, taken);
  if (text && own)
    add(columns, g_strdup("text"), COLUMN_FIRST, own, -1, taken);
  else if (text && !(layer->flags & STEMMA_LAYER_CORPUS))
    add(columns, g_strdup("text"), COLUMN_SLICE, NULL, -1, taken);
  for (guint32 i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);

    if (!(field->flags & STEMMA_FIELD_HIDDEN) && field->type != STEMMA_BYTES
        && field != own)
      add_field(columns, layer, field, taken);
  }
  return columns;
}

static guint32
u32_at(const stemma_row *row, gsize offset)
{
  guint32 value;

  memcpy(&value, (const char *)row + offset, sizeof value);
  return value;
}

static Cell
integer(CellType type, gint64 value)
{
  return (Cell){ .type = type, .integer = value };
}

static Cell
place(const Column *column, const RowContext *context, const stemma_row *row,
      guint32 offset)
{
  const OffsetMap *map = context->map;

  if (!context->document)
    map = column->doc_offset >= 0 && context->document_map
              ? context->document_map(context->data,
                                      u32_at(row, (gsize)column->doc_offset))
              : NULL;
  return integer(CELL_INTEGER, map ? offset_map_get(map, offset) : offset);
}

static Cell
slice(const RowContext *context, const stemma_row *row)
{
  const Document *document = context->document;
  Cell cell = { .type = CELL_TEXT, .bytes = "" };

  if (document && row->begin <= row->end && row->end <= document->doc.length) {
    cell.bytes = document->doc.text + row->begin;
    cell.length = row->end - row->begin;
  }
  return cell;
}

static Cell
string(const stemma_table *table, const stemma_row *row, gsize offset)
{
  Cell cell = { .type = CELL_TEXT, .bytes = "" };
  stemma_str str;

  memcpy(&str, (const char *)row + offset, sizeof str);
  if (!table->pool || !str.length
      || (guint64)str.offset + str.length > table->pool_length)
    return cell;
  cell.bytes = table->pool + str.offset;
  cell.length = str.length;
  return cell;
}

static Cell
choice(const stemma_field *field, guint32 number)
{
  for (guint32 i = 0; field->choices && field->choices[i]; i++)
    if (i == number)
      return (Cell){ .type = CELL_TEXT,
                     .bytes = field->choices[i],
                     .length = strlen(field->choices[i]) };
  return (Cell){ .type = CELL_NULL };
}

static Cell
wide(const stemma_field *field, const stemma_row *row)
{
  Cell cell = { .type = CELL_REAL };

  if (field->type == STEMMA_I64) {
    cell.type = CELL_INTEGER;
    memcpy(&cell.integer, (const char *)row + field->offset,
           sizeof cell.integer);
  } else {
    memcpy(&cell.real, (const char *)row + field->offset, sizeof cell.real);
  }
  return cell;
}

static Cell
link_to(guint32 row)
{
  return row == STEMMA_NO_ROW ? (Cell){ .type = CELL_NULL }
                              : integer(CELL_ROW, row);
}

/* A reference's document is unset where it is the row's own or the corpus. */
static Cell
reference(const Column *column, const stemma_row *row)
{
  stemma_ref ref;

  memcpy(&ref, (const char *)row + column->field->offset, sizeof ref);
  if (column->part == COLUMN_SECOND)
    return link_to(ref.row);
  return ref.doc == STEMMA_HERE || ref.doc == STEMMA_CORPUS
                 || ref.row == STEMMA_NO_ROW
             ? (Cell){ .type = CELL_NULL }
             : integer(CELL_DOCUMENT, ref.doc);
}

static Cell
value(const Column *column, const stemma_table *table,
      const RowContext *context, const stemma_row *row)
{
  const stemma_field *field = column->field;
  const gsize at =
      field->offset + (column->part == COLUMN_SECOND ? sizeof(guint32) : 0);

  switch (field->type) {
  case STEMMA_U32:
  case STEMMA_RANGE:
    return integer(CELL_INTEGER, u32_at(row, at));
  case STEMMA_I32:
    return integer(CELL_INTEGER, (gint32)u32_at(row, at));
  case STEMMA_BOOL:
    return integer(CELL_BOOL, u32_at(row, at) != 0);
  case STEMMA_ENUM:
    return choice(field, u32_at(row, at));
  case STEMMA_STR:
    return string(table, row, at);
  case STEMMA_SPAN:
    return place(column, context, row, u32_at(row, at));
  case STEMMA_DOC:
    return integer(CELL_DOCUMENT, u32_at(row, at));
  case STEMMA_ROW:
    return link_to(u32_at(row, at));
  case STEMMA_REF:
    return reference(column, row);
  default:
    return wide(field, row);
  }
}

Cell
column_cell(const Column *column, const stemma_table *table,
            const RowContext *context, const stemma_row *row)
{
  const stemma_field *field = column->field;

  switch (column->part) {
  case COLUMN_BEGIN:
    return place(column, context, row, row->begin);
  case COLUMN_END:
    return place(column, context, row, row->end);
  case COLUMN_SLICE:
    return slice(context, row);
  default:
    if (!field_is_set(field, row))
      return (Cell){ .type = CELL_NULL };
    return value(column, table, context, row);
  }
}
