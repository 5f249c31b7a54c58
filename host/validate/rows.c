/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.c - see rows.h.
 */
#include "rows.h"
#include "../corpus/field.h"
#include "../output/rows/number.h"
#include <string.h>

#define LINE_MAX_SHOWN 160

/* What begins before the shift covers the whole text. */
static void
append_place(GString *to, guint32 begin, guint32 end, guint32 shift)
{
  if (begin == 0 && end == 0)
    g_string_append(to, "-");
  else
    g_string_append_printf(to, "%u..%u", begin < shift ? 0 : begin - shift,
                           end < shift ? 0 : end - shift);
}

static void
append_double(GString *to, const void *at)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double value;

  memcpy(&value, at, sizeof value);
  g_string_append(to, g_ascii_dtostr(text, sizeof text, value));
}

static void
append_string(GString *to, const stemma_table *table, const guint32 *pair)
{
  for (guint32 i = 0; i < pair[1]; i++) {
    guint8 byte = (guint8)table->pool[pair[0] + i];
    if (byte < 0x20 || byte == '\\')
      g_string_append_printf(to, "\\%02x", byte);
    else
      g_string_append_c(to, (char)byte);
  }
}

static void
append_value(GString *to, const stemma_table *table, const stemma_field *field,
             const guint8 *at, guint32 shift)
{
  guint32 pair[2] = { 0, 0 };
  gint64 whole;

  switch (field->type) {
  case STEMMA_F64:
    append_double(to, at);
    return;
  case STEMMA_I64:
    memcpy(&whole, at, sizeof whole);
    g_string_append_printf(to, "%" G_GINT64_FORMAT, whole);
    return;
  case STEMMA_STR:
  case STEMMA_BYTES:
    memcpy(pair, at, sizeof pair);
    append_string(to, table, pair);
    return;
  case STEMMA_SPAN:
    memcpy(pair, at, sizeof pair);
    append_place(to, pair[0], pair[1], shift);
    return;
  case STEMMA_REF:
  case STEMMA_RANGE:
    memcpy(pair, at, sizeof pair);
    g_string_append_printf(to, "%u:%u", pair[0], pair[1]);
    return;
  default:
    memcpy(pair, at, sizeof pair[0]);
    g_string_append_printf(to, "%u", pair[0]);
  }
}

static void
append_row(GString *to, const stemma_table *table, guint32 index, guint32 shift)
{
  const stemma_row *row = STEMMA_AT(stemma_row, table->rows, index);
  const stemma_list fields = table->layer->fields;

  append_place(to, row->begin, row->end, shift);
  for (guint i = 0; i < fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, fields, i);
    g_string_append_printf(to, " %s=", field->name);
    if (!field_is_set(field, row))
      g_string_append(to, "null");
    else
      append_value(to, table, field, (const guint8 *)row + field->offset,
                   shift);
  }
}

void
rows_append(GString *to, const char *name, Table *table, guint32 shift)
{
  const stemma_table *view = table_view(table);

  for (guint32 i = 0; i < view->rows.count; i++) {
    g_string_append_printf(to, "%s %u: ", name, i);
    append_row(to, view, i, shift);
    g_string_append_c(to, '\n');
  }
}

static char *
first_line(const char *text)
{
  gsize length = strcspn(text, "\n");

  return length == 0 ? g_strdup("nothing more")
                     : g_strndup(text, MIN(length, LINE_MAX_SHOWN));
}

char *
rows_difference(const char *a, const char *b)
{
  while (*a && *b) {
    gsize one = strcspn(a, "\n"), other = strcspn(b, "\n");
    if (one != other || memcmp(a, b, one) != 0)
      break;
    a += one + (a[one] == '\n');
    b += other + (b[other] == '\n');
  }
  if (!*a && !*b)
    return NULL;
  {
    g_autofree char *here = first_line(a);
    g_autofree char *there = first_line(b);
    return g_strdup_printf("\"%s\", and \"%s\"", here, there);
  }
}
