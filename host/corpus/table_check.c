/* SPDX-License-Identifier: Apache-2.0
 *
 * table_check.c - does each row keep what its schema promises?
 *
 * Runs on every table of a plugin from outside the installation, so nothing
 * of a row is used before it is checked.
 */
#include "table.h"
#include <math.h>
#include <string.h>

typedef struct {
  const stemma_table *table;
  const TableContext *context;
  const stemma_field *field; /* NULL: the head */
  const guint8 *row;
  TableFault *fault;
} Check;

static gboolean fail(Check *check, const char *rule, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static gboolean
fail(Check *check, const char *rule, const char *format, ...)
{
  va_list arguments;

  check->fault->rule = rule;
  check->fault->field = check->field ? check->field->name : NULL;
  va_start(arguments, format);
  g_vsnprintf(check->fault->message, sizeof check->fault->message, format,
              arguments);
  va_end(arguments);
  return FALSE;
}

static guint32
u32_at(const Check *check, guint32 offset)
{
  guint32 value;

  memcpy(&value, check->row + offset, sizeof value);
  return value;
}

static gboolean
is_boundary(const TableContext *context, guint32 at)
{
  return at >= context->length || ((guint8)context->text[at] & 0xC0u) != 0x80u;
}

static gboolean
check_span(Check *check, guint32 begin, guint32 end)
{
  const TableContext *context = check->context;

  if (end < begin)
    return fail(check, "row.span", "end %u lies before begin %u", end, begin);
  if (!context->text)
    return TRUE;
  if (end > context->length)
    return fail(check, "row.span", "end %u lies beyond the text's %u bytes",
                end, context->length);
  if (!is_boundary(context, begin))
    return fail(check, "row.boundary", "begin %u is inside a character", begin);
  if (!is_boundary(context, end))
    return fail(check, "row.boundary", "end %u is inside a character", end);
  return TRUE;
}

static gboolean
check_u32(Check *check, guint32 offset)
{
  (void)check, (void)offset;
  return TRUE;
}

static gboolean
check_f64(Check *check, guint32 offset)
{
  double value;

  memcpy(&value, check->row + offset, sizeof value);
  return isfinite(value)
         || fail(check, "row.finite", "%g is not a finite number", value);
}

static gboolean
check_bool(Check *check, guint32 offset)
{
  guint32 value = u32_at(check, offset);

  return value <= 1
         || fail(check, "row.enum-bool", "%u is neither 0 nor 1", value);
}

static gboolean
check_enum(Check *check, guint32 offset)
{
  guint32 value = u32_at(check, offset), count = 0;

  while (check->field->choices && check->field->choices[count])
    count++;
  return value < count
         || fail(check, "row.enum-bool", "%u is not one of its %u choices",
                 value, count);
}

static gboolean
check_bytes(Check *check, guint32 offset)
{
  guint64 begin = u32_at(check, offset), length = u32_at(check, offset + 4);
  const stemma_table *table = check->table;

  if (begin + length >= table->pool_length)
    return fail(check, "row.string",
                "string of %" G_GUINT64_FORMAT " bytes at %" G_GUINT64_FORMAT
                " lies beyond the pool's %u bytes",
                length, begin, table->pool_length);
  return table->pool[begin + length] == '\0'
         || fail(check, "row.string",
                 "string at %" G_GUINT64_FORMAT " has no NUL after it", begin);
}

static gboolean
check_str(Check *check, guint32 offset)
{
  return check_bytes(check, offset)
         && (g_utf8_validate(check->table->pool + u32_at(check, offset),
                             u32_at(check, offset + 4), NULL)
             || fail(check, "row.string", "string at %u is not valid UTF-8",
                     u32_at(check, offset)));
}

static gboolean
check_span_field(Check *check, guint32 offset)
{
  return check_span(check, u32_at(check, offset), u32_at(check, offset + 4));
}

/* Rows of the target; G_MAXUINT32 when it is not known. */
static guint32
rows_of_target(const Check *check)
{
  const TableContext *context = check->context;

  if (!context->rows_of || !check->field->target)
    return G_MAXUINT32;
  return context->rows_of(context->data, check->field->target);
}

static gboolean
check_target(Check *check, guint64 first, guint64 count)
{
  guint32 rows = rows_of_target(check);

  if (rows == G_MAXUINT32 || first + count <= rows)
    return TRUE;
  if (count == 1)
    return fail(check, "row.ref",
                "row %" G_GUINT64_FORMAT " of \"%s\", which has %u", first,
                check->field->target, rows);
  return fail(check, "row.ref",
              "%" G_GUINT64_FORMAT " rows from %" G_GUINT64_FORMAT
              " of \"%s\", which has %u",
              count, first, check->field->target, rows);
}

static gboolean
check_ref(Check *check, guint32 offset)
{
  guint32 doc = u32_at(check, offset), row = u32_at(check, offset + 4);

  if (doc == STEMMA_HERE || doc == STEMMA_CORPUS)
    return check_target(check, row, 1);
  return doc < check->context->documents
         || fail(check, "row.ref", "document %u of %u", doc,
                 check->context->documents);
}

static gboolean
check_range(Check *check, guint32 offset)
{
  return check_target(check, u32_at(check, offset), u32_at(check, offset + 4));
}

static gboolean
check_doc(Check *check, guint32 offset)
{
  guint32 doc = u32_at(check, offset);

  return doc < check->context->documents
         || fail(check, "row.ref", "document %u of %u", doc,
                 check->context->documents);
}

static gboolean
check_row_number(Check *check, guint32 offset)
{
  guint32 row = u32_at(check, offset);

  return row == STEMMA_NO_ROW || check_target(check, row, 1);
}

/* By type; every number of 1.0 has a line. */
static gboolean (*const checks[])(Check *, guint32) = {
  [STEMMA_U32] = check_u32,     [STEMMA_I32] = check_u32,
  [STEMMA_I64] = check_u32,     [STEMMA_F64] = check_f64,
  [STEMMA_BOOL] = check_bool,   [STEMMA_ENUM] = check_enum,
  [STEMMA_STR] = check_str,     [STEMMA_SPAN] = check_span_field,
  [STEMMA_REF] = check_ref,     [STEMMA_RANGE] = check_range,
  [STEMMA_DOC] = check_doc,     [STEMMA_ROW] = check_row_number,
  [STEMMA_BYTES] = check_bytes,
};

static gboolean
check_field(Check *check, const stemma_field *field)
{
  check->field = field;
  if (field->flags & STEMMA_FIELD_NULLABLE
      && !(u32_at(check, offsetof(stemma_row, present)) >> (field->bit & 31)
           & 1u))
    return TRUE;
  if (field->type == 0 || field->type >= G_N_ELEMENTS(checks))
    return TRUE;
  return checks[field->type](check, field->offset);
}

/* The bits of `present` that the layer's fields use. */
static guint32
known_bits(const stemma_layer *layer)
{
  guint32 bits = 0;

  for (guint32 i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);
    if (field->flags & STEMMA_FIELD_NULLABLE)
      bits |= 1u << (field->bit & 31);
  }
  return bits;
}

static gboolean
check_head(Check *check, guint32 bits)
{
  guint32 present = u32_at(check, offsetof(stemma_row, present));
  guint32 reserved = u32_at(check, offsetof(stemma_row, reserved));

  check->field = NULL;
  if (present & ~bits)
    return fail(check, "row.present-reserved",
                "present is 0x%x, and its fields have the bits 0x%x", present,
                bits);
  if (reserved)
    return fail(check, "row.present-reserved", "reserved is %u, not 0",
                reserved);
  return check_span(check, u32_at(check, 0), u32_at(check, 4));
}

/* Of rows in sequence: what SORTED and DISJOINT promise. */
static gboolean
check_order(Check *check, guint32 index)
{
  guint32 flags = check->table->layer->flags;
  const stemma_row *row = (const void *)check->row, *before;

  if (index == 0 || !(flags & (STEMMA_LAYER_SORTED | STEMMA_LAYER_DISJOINT))
      || flags & STEMMA_LAYER_CORPUS)
    return TRUE;
  check->field = NULL;
  before = STEMMA_AT(stemma_row, check->table->rows, index - 1);
  if (flags & STEMMA_LAYER_DISJOINT && row->begin < before->end)
    return fail(check, "row.sorted-disjoint",
                "begin %u lies before the end %u of the row before", row->begin,
                before->end);
  if (row->begin < before->begin
      || (row->begin == before->begin && row->end > before->end))
    return fail(check, "row.sorted-disjoint",
                "%u to %u stands after %u to %u: rows are by begin, "
                "then by descending end",
                row->begin, row->end, before->begin, before->end);
  return TRUE;
}

static gboolean
check_row(Check *check, guint32 index, guint32 bits)
{
  const stemma_list fields = check->table->layer->fields;

  check->row = (const void *)STEMMA_AT(stemma_row, check->table->rows, index);
  if (!check_head(check, bits))
    return FALSE;
  for (guint32 i = 0; i < fields.count; i++)
    if (!check_field(check, STEMMA_AT(stemma_field, fields, i)))
      return FALSE;
  return check_order(check, index);
}

gboolean
table_check(const stemma_table *table, const TableContext *context,
            TableFault *fault)
{
  Check check = { table, context, NULL, NULL, fault };
  guint32 bits = known_bits(table->layer);

  for (guint32 i = 0; i < table->rows.count; i++)
    if (!check_row(&check, i, bits)) {
      fault->row = i;
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_row_strings(Check *check)
{
  const stemma_list fields = check->table->layer->fields;

  for (guint32 i = 0; i < fields.count; i++) {
    check->field = STEMMA_AT(stemma_field, fields, i);
    if ((check->field->type == STEMMA_STR || check->field->type == STEMMA_BYTES)
        && !check_bytes(check, check->field->offset))
      return FALSE;
  }
  return TRUE;
}

gboolean
table_check_strings(const stemma_table *table, TableFault *fault)
{
  Check check = { table, NULL, NULL, NULL, fault };

  for (guint32 i = 0; i < table->rows.count; i++) {
    check.row = (const void *)STEMMA_AT(stemma_row, table->rows, i);
    if (!check_row_strings(&check)) {
      fault->row = i;
      return FALSE;
    }
  }
  return TRUE;
}
