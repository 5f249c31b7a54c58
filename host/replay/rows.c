/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.c - objects back to rows.
 */
#include "../output/rows/row.h"
#include "private.h"

#include <math.h>
#include <string.h>

/* The row in hand. */
typedef struct {
  Replay *replay;
  Layer *layer;
  Table *table;
  char *row;
  stemma_row head;
} Reading;

static void
put_u32(Reading *reading, gsize offset, guint32 value)
{
  memcpy(reading->row + offset, &value, sizeof value);
}

/* What a field is while the line says nothing else: unset. */
static void
set_unset(Reading *reading, const stemma_field *field)
{
  const double nan_value = NAN;

  switch (field->type) {
  case STEMMA_ENUM:
  case STEMMA_DOC:
  case STEMMA_ROW:
    put_u32(reading, field->offset, G_MAXUINT32);
    break;
  case STEMMA_REF:
    put_u32(reading, field->offset, STEMMA_HERE);
    put_u32(reading, field->offset + sizeof(guint32), STEMMA_NO_ROW);
    break;
  case STEMMA_F64:
    memcpy(reading->row + field->offset, &nan_value, sizeof nan_value);
    break;
  default:
    break;
  }
}

static gboolean
take_i64(Reading *reading, JsonLine *json, const stemma_field *field)
{
  JsonText text;
  gint64 value;

  if (!json_number(json, &text))
    return FALSE;
  value = g_ascii_strtoll(text.bytes, NULL, 10);
  if (field->type == STEMMA_I64)
    memcpy(reading->row + field->offset, &value, sizeof value);
  else
    put_u32(reading, field->offset, (guint32)(gint32)value);
  return TRUE;
}

static gboolean
take_f64(Reading *reading, JsonLine *json, const stemma_field *field)
{
  double value;

  if (!take_double(json, &value))
    return FALSE;
  memcpy(reading->row + field->offset, &value, sizeof value);
  return TRUE;
}

static gboolean
take_choice(Reading *reading, JsonLine *json, const stemma_field *field)
{
  const char *text;

  if (!take_string(json, &text, NULL))
    return FALSE;
  for (guint32 i = 0; text && field->choices && field->choices[i]; i++)
    if (strcmp(field->choices[i], text) == 0)
      put_u32(reading, field->offset, i);
  return TRUE;
}

static gboolean
take_str(Reading *reading, JsonLine *json, const stemma_field *field)
{
  const char *text;
  gsize length;
  stemma_str str;

  if (!take_string(json, &text, &length))
    return FALSE;
  str = table_add_string(reading->table, text ? text : "", (guint32)length);
  memcpy(reading->row + field->offset, &str, sizeof str);
  return TRUE;
}

static guint32
number_of(const Replay *replay, const char *id)
{
  guint number =
      id ? GPOINTER_TO_UINT(g_hash_table_lookup(replay->numbers, id)) : 0;

  return number ? number - 1 : G_MAXUINT32;
}

static gboolean
take_doc(Reading *reading, JsonLine *json, gsize offset)
{
  const char *id;

  if (!take_string(json, &id, NULL))
    return FALSE;
  put_u32(reading, offset, number_of(reading->replay, id));
  return TRUE;
}

/* A row's number, or its id, which is looked up later. */
static gboolean
take_link(Reading *reading, JsonLine *json, const stemma_field *field,
          gsize offset)
{
  Fixup fixup = { reading->table, table_count(reading->table), (guint32)offset,
                  NULL, NULL };
  const char *id;
  guint32 row;

  if (json_peek(json) == JSON_NUMBER) {
    if (!take_u32(json, &row))
      return FALSE;
    put_u32(reading, offset, row);
    return TRUE;
  }
  if (!take_string(json, &id, NULL))
    return FALSE;
  fixup.target = g_strdup(field->target ? field->target : "");
  fixup.id = g_strdup(id);
  if (id)
    g_array_append_val(reading->replay->fixups, fixup);
  else
    g_free(fixup.target);
  return TRUE;
}

static gboolean
take_ref(Reading *reading, JsonLine *json, const stemma_field *field)
{
  const gsize row_at = field->offset + sizeof(guint32);
  gboolean first = TRUE, ok = TRUE;
  JsonText key;

  if (json_peek(json) != JSON_OBJECT)
    return take_link(reading, json, field, row_at);
  json_enter(json);
  while (ok && json_more(json, '}', &first)) {
    guint32 row = 0;

    if (!json_key(json, &key))
      return FALSE;
    if (json_is(key, "doc")) {
      ok = take_doc(reading, json, field->offset);
    } else {
      ok = take_u32(json, &row);
      put_u32(reading, row_at, row);
    }
  }
  return ok && !json->fault;
}

static gboolean
take_number(Reading *reading, JsonLine *json, gsize offset)
{
  guint32 value;

  if (!take_u32(json, &value))
    return FALSE;
  put_u32(reading, offset, value);
  return TRUE;
}

static gboolean
take_value(Reading *reading, JsonLine *json, const Member *member)
{
  const stemma_field *field = member->field;
  const gsize offset =
      field->offset + (member->part == MEMBER_SECOND ? sizeof(guint32) : 0);
  gboolean yes;

  if (take_null(json))
    return TRUE;
  if (field->flags & STEMMA_FIELD_NULLABLE)
    reading->head.present |= 1u << (field->bit & 31);
  switch (field->type) {
  case STEMMA_I32:
  case STEMMA_I64:
    return take_i64(reading, json, field);
  case STEMMA_F64:
    return take_f64(reading, json, field);
  case STEMMA_BOOL:
    if (!take_bool(json, &yes))
      return FALSE;
    put_u32(reading, offset, yes ? 1 : 0);
    return TRUE;
  case STEMMA_ENUM:
    return take_choice(reading, json, field);
  case STEMMA_STR:
    return take_str(reading, json, field);
  case STEMMA_REF:
    return take_ref(reading, json, field);
  case STEMMA_DOC:
    return take_doc(reading, json, offset);
  case STEMMA_ROW:
    return take_link(reading, json, field, offset);
  default:
    return take_number(reading, json, offset);
  }
}

static gboolean
take_slice(Reading *reading, JsonLine *json)
{
  Slice slice = { reading->head.begin, reading->head.end, NULL, 0 };

  if (!take_string(json, &slice.bytes, &slice.length))
    return FALSE;
  if (slice.bytes)
    g_array_append_val(reading->replay->slices, slice);
  return TRUE;
}

static gboolean
read_member(Reading *reading, JsonLine *json)
{
  const Member *member;
  JsonText key;

  if (!json_key(json, &key))
    return FALSE;
  member = g_hash_table_lookup(reading->layer->members, key.bytes);
  if (!member)
    return json_skip(json);
  switch (member->part) {
  case MEMBER_BEGIN:
    return take_u32(json, &reading->head.begin);
  case MEMBER_END:
    return take_u32(json, &reading->head.end);
  case MEMBER_SLICE:
    return take_slice(reading, json);
  default:
    return take_value(reading, json, member);
  }
}

static gboolean
read_row(Reading *reading, JsonLine *json)
{
  const Layer *layer = reading->layer;
  gboolean first = TRUE;

  memset(reading->row, 0, layer->layer.row_size);
  reading->head = (stemma_row){ 0 };
  for (guint i = 0; i < layer->fields->len; i++)
    set_unset(reading, &g_array_index(layer->fields, stemma_field, i));
  if (!json_enter(json))
    return FALSE;
  while (json_more(json, '}', &first))
    if (!read_member(reading, json))
      return FALSE;
  memcpy(reading->row, &reading->head, sizeof reading->head);
  stemma_append(table_writer(reading->table, layer->layer.row_size, 0),
                reading->row, layer->layer.row_size);
  return !json->fault;
}

gboolean
rows_read(Replay *replay, JsonLine *json, Layer *layer)
{
  g_autofree char *row = g_malloc(layer->layer.row_size);
  Reading reading = { replay, layer, layer->table, row, { 0 } };
  gboolean first = TRUE;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, ']', &first))
    if (!read_row(&reading, json))
      return FALSE;
  return !json->fault;
}

/* Rows that are known by their ids alone. */
typedef struct {
  stemma_row row;
  stemma_str id;
} Named;

static const stemma_field named_fields[] = {
  STEMMA_FIELD(Named, id, STEMMA_STR, "", "the row's id"),
};
static const stemma_layer named_layer = { sizeof(stemma_layer),
                                          1,
                                          "named",
                                          "",
                                          STEMMA_LIST(named_fields),
                                          sizeof(Named),
                                          STEMMA_LAYER_CORPUS };
static const Schema named_schema = { (char *)"named", &named_layer,
                                     sizeof(Named) };

/* The table that has the ids of `target`. */
static Table *
table_with_ids(Replay *replay, const char *target, gboolean corpus)
{
  Layer *layer = layer_declared(replay, target);
  Table *table;

  if (layer && layer->table && row_id_field(&layer->layer)
      && ((layer->layer.flags & STEMMA_LAYER_CORPUS) != 0) == corpus)
    return layer->table;
  table = g_hash_table_lookup(replay->hidden, target);
  if (!table) {
    table = table_new(&named_schema);
    g_hash_table_insert(replay->hidden, g_strdup(target), table);
  }
  return table;
}

static GHashTable *
ids_of(Table *table)
{
  const stemma_table *view = table_view(table);
  const stemma_field *field = row_id_field(view->layer);
  GHashTable *ids =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; field && i < view->rows.count; i++) {
    stemma_str str;

    memcpy(&str,
           (const char *)STEMMA_AT(stemma_row, view->rows, i) + field->offset,
           sizeof str);
    g_hash_table_insert(ids, g_strndup(stemma_text(view, str), str.length),
                        GUINT_TO_POINTER(i + 1));
  }
  return ids;
}

/* A row that only its id is known of gets a number. */
static guint
add_named(Table *table, GHashTable *ids, const char *id)
{
  Named row = { .row = { 0 } };
  guint number = table_count(table) + 1;

  if (table_schema(table) != &named_schema)
    return 0;
  row.id = table_add_string(table, id, (guint32)strlen(id));
  stemma_append(table_writer(table, sizeof row, 0), &row, sizeof row);
  g_hash_table_insert(ids, g_strdup(id), GUINT_TO_POINTER(number));
  return number;
}

void
rows_link(Replay *replay, gboolean corpus)
{
  g_autoptr(GHashTable) by_target = g_hash_table_new_full(
      g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref);

  for (guint i = 0; i < replay->fixups->len; i++) {
    const Fixup *fixup = &g_array_index(replay->fixups, Fixup, i);
    Table *table = table_with_ids(replay, fixup->target, corpus);
    GHashTable *ids = g_hash_table_lookup(by_target, fixup->target);
    guint32 row;
    guint number;

    if (!ids) {
      ids = ids_of(table);
      g_hash_table_insert(by_target, fixup->target, ids);
    }
    number = GPOINTER_TO_UINT(g_hash_table_lookup(ids, fixup->id));
    if (!number)
      number = add_named(table, ids, fixup->id);
    row = number ? number - 1 : STEMMA_NO_ROW;
    memcpy((char *)table_row(fixup->table, fixup->row) + fixup->offset, &row,
           sizeof row);
  }
  g_hash_table_remove_all(by_target);
  g_array_set_size(replay->fixups, 0);
}

static gint
doc_offset(const Layer *layer, const char *name)
{
  for (guint i = 0; i < layer->fields->len; i++) {
    const stemma_field *field = &g_array_index(layer->fields, stemma_field, i);

    if (field->type == STEMMA_DOC && strcmp(field->name, name) == 0)
      return (gint)field->offset;
  }
  return -1;
}

/* The units of the document that a span of a corpus row is in. */
static const Units *
units_in(const Replay *replay, const char *row, gint offset)
{
  guint32 index;

  if (offset < 0)
    return NULL;
  memcpy(&index, row + offset, sizeof index);
  return index < replay->units->len
             ? &g_array_index(replay->units, Units, index)
             : NULL;
}

static void
place_pair(char *at, const Units *units)
{
  guint32 pair[2];

  if (!units)
    return;
  memcpy(pair, at, sizeof pair);
  pair[0] = units_byte(units, pair[0]);
  pair[1] = units_byte(units, pair[1]);
  memcpy(at, pair, sizeof pair);
}

static gint
span_doc(const Layer *layer, const stemma_field *field)
{
  gsize length = strlen(field->name);
  g_autofree char *doc = NULL;
  gint offset;

  if (g_str_has_suffix(field->name, "_span"))
    length -= strlen("_span");
  doc = g_strdup_printf("%.*s_doc", (int)length, field->name);
  offset = doc_offset(layer, doc);
  return offset >= 0 ? offset : doc_offset(layer, "doc");
}

/* A row's begin and end are its first two words. */
void
rows_place(const Replay *replay, const Layer *layer, Table *table,
           const Units *units)
{
  const gint in_doc = doc_offset(layer, "doc");

  for (guint f = 0; f <= layer->fields->len; f++) {
    const stemma_field *field =
        f ? &g_array_index(layer->fields, stemma_field, f - 1) : NULL;
    gint doc;

    if (field && field->type != STEMMA_SPAN)
      continue;
    doc = field ? span_doc(layer, field) : in_doc;
    for (guint32 i = 0; i < table_count(table); i++) {
      char *row = table_row(table, i);

      place_pair(row + (field ? field->offset : 0),
                 units ? units : units_in(replay, row, doc));
    }
  }
}
