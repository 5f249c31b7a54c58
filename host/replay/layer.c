/* SPDX-License-Identifier: Apache-2.0
 *
 * layer.c - a schema from the first line.
 *
 * Reports that know the built-in layers read them as structs, so a field of
 * one keeps its place in the struct; others get a place behind it.
 */
#include "../module/layer.h"
#include "../output/rows/schema.h"
#include "private.h"

#include <string.h>

static const char *
keep(Layer *layer, const char *text)
{
  return g_string_chunk_insert_const(layer->texts, text ? text : "");
}

static gboolean
read_choices(Layer *layer, JsonLine *json, stemma_field *field)
{
  GPtrArray *names = g_ptr_array_new();
  gboolean first = TRUE;
  const char *name;

  if (!json_enter(json)) {
    g_ptr_array_unref(names);
    return FALSE;
  }
  while (json_more(json, ']', &first) && take_string(json, &name, NULL))
    g_ptr_array_add(names, (void *)keep(layer, name));
  g_ptr_array_add(names, NULL);
  field->choices = (const char *const *)g_ptr_array_free(names, FALSE);
  g_ptr_array_add(layer->choices, (void *)field->choices);
  return !json->fault;
}

static gboolean
read_type(JsonLine *json, stemma_field *field)
{
  const char *type;

  if (!take_string(json, &type, NULL))
    return FALSE;
  for (guint16 i = 1; type && i < SCHEMA_TYPES; i++)
    if (strcmp(schema_types[i], type) == 0)
      field->type = i;
  return TRUE;
}

static gboolean
read_member(Layer *layer, JsonLine *json, JsonText key, stemma_field *field)
{
  const char *text;
  gboolean yes;

  if (json_is(key, "type"))
    return read_type(json, field);
  if (json_is(key, "choices"))
    return read_choices(layer, json, field);
  if (json_is(key, "nullable")) {
    if (!take_bool(json, &yes))
      return FALSE;
    field->flags = yes ? STEMMA_FIELD_NULLABLE : 0;
    return TRUE;
  }
  if (json_peek(json) != JSON_STRING)
    return json_skip(json);
  if (!take_string(json, &text, NULL))
    return FALSE;
  if (json_is(key, "name"))
    field->name = keep(layer, text);
  else if (json_is(key, "target"))
    field->target = keep(layer, text);
  else if (json_is(key, "unit"))
    field->unit = keep(layer, text);
  return TRUE;
}

static gboolean
read_field(Layer *layer, JsonLine *json)
{
  stemma_field field = { .name = "", .summary = "", .unit = "" };
  gboolean first = TRUE;
  JsonText key;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, '}', &first))
    if (!json_key(json, &key) || !read_member(layer, json, key, &field))
      return FALSE;
  if (!json->fault && field.type && *field.name)
    g_array_append_val(layer->fields, field);
  return !json->fault;
}

static gboolean
read_fields(Layer *layer, JsonLine *json)
{
  gboolean first = TRUE;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, ']', &first))
    if (!read_field(layer, json))
      return FALSE;
  return !json->fault;
}

static guint32
free_bit(const Layer *layer, const stemma_layer *known, guint number)
{
  guint32 used = 0;

  for (guint32 i = 0; known && i < known->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, known->fields, i);

    if (field->flags & STEMMA_FIELD_NULLABLE)
      used |= 1u << (field->bit & 31);
  }
  for (guint i = 0; i < number; i++) {
    const stemma_field *field = &g_array_index(layer->fields, stemma_field, i);

    if (field->flags & STEMMA_FIELD_NULLABLE)
      used |= 1u << (field->bit & 31);
  }
  for (guint32 bit = 0; bit < 32; bit++)
    if (!(used >> bit & 1u))
      return bit;
  return 31;
}

/* Gives each field its place. */
static void
lay_out(Layer *layer)
{
  const stemma_layer *known = layer_builtin(layer->layer.name);
  guint32 size = known ? known->row_size : (guint32)sizeof(stemma_row);

  for (guint i = 0; i < layer->fields->len; i++) {
    stemma_field *field = &g_array_index(layer->fields, stemma_field, i);
    const stemma_field *same =
        known ? layer_field_of(known, field->name, field->type) : NULL;

    if (same && same->flags == field->flags) {
      field->offset = same->offset;
      field->bit = same->bit;
      continue;
    }
    size = (size + 7u) & ~7u;
    field->offset = size;
    size += 8;
    if (field->flags & STEMMA_FIELD_NULLABLE)
      field->bit = free_bit(layer, known, i);
  }
  layer->layer.row_size = (size + 7u) & ~7u;
}

static void
add_member(Layer *layer, char *name, MemberPart part, const stemma_field *field)
{
  Member *member = g_new(Member, 1);

  *member = (Member){ part, field };
  g_hash_table_insert(layer->members, name, member);
}

static void
add_field_members(Layer *layer, const stemma_field *field)
{
  g_autofree char *stem = g_strdup(field->name);

  if (field->type == STEMMA_SPAN) {
    if (g_str_has_suffix(stem, "_span"))
      stem[strlen(stem) - strlen("_span")] = '\0';
    add_member(layer, g_strconcat(stem, "_begin", NULL), MEMBER_FIRST, field);
    add_member(layer, g_strconcat(stem, "_end", NULL), MEMBER_SECOND, field);
  } else if (field->type == STEMMA_RANGE) {
    add_member(layer, g_strconcat(stem, "_first", NULL), MEMBER_FIRST, field);
    add_member(layer, g_strconcat(stem, "_count", NULL), MEMBER_SECOND, field);
  } else {
    add_member(layer, g_steal_pointer(&stem), MEMBER_FIRST, field);
  }
}

static void
name_members(Layer *layer)
{
  add_member(layer, g_strdup("begin"), MEMBER_BEGIN, NULL);
  add_member(layer, g_strdup("end"), MEMBER_END, NULL);
  add_member(layer, g_strdup("text"), MEMBER_SLICE, NULL);
  for (guint i = 0; i < layer->fields->len; i++)
    add_field_members(layer, &g_array_index(layer->fields, stemma_field, i));
}

static gboolean
read_layer_member(Layer *layer, JsonLine *json, JsonText key)
{
  const char *text;
  gboolean yes;

  if (json_is(key, "fields"))
    return read_fields(layer, json);
  if (json_is(key, "version"))
    return take_u32(json, &layer->layer.version);
  if (json_is(key, "corpus")) {
    if (!take_bool(json, &yes))
      return FALSE;
    layer->layer.flags = yes ? STEMMA_LAYER_CORPUS : 0;
    return TRUE;
  }
  if (json_peek(json) != JSON_STRING)
    return json_skip(json);
  if (!take_string(json, &text, NULL))
    return FALSE;
  if (json_is(key, "name")) {
    g_free(layer->name);
    layer->name = g_strdup(text);
  } else if (json_is(key, "layer")) {
    layer->layer.name = keep(layer, text);
  }
  return TRUE;
}

static Layer *
layer_new(void)
{
  Layer *layer = g_new0(Layer, 1);

  layer->name = g_strdup("");
  layer->layer.size = sizeof(stemma_layer);
  layer->layer.name = layer->layer.summary = "";
  layer->fields = g_array_new(FALSE, TRUE, sizeof(stemma_field));
  layer->members =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  layer->texts = g_string_chunk_new(256);
  layer->choices = g_ptr_array_new_with_free_func(g_free);
  return layer;
}

Layer *
layer_read(JsonLine *json)
{
  Layer *layer = layer_new();
  gboolean first = TRUE, ok = json_enter(json);
  JsonText key;

  while (ok && json_more(json, '}', &first))
    ok = json_key(json, &key) && read_layer_member(layer, json, key);
  if (!ok || json->fault) {
    layer_free(layer);
    return NULL;
  }
  lay_out(layer);
  name_members(layer);
  layer->layer.fields = (stemma_list){ layer->fields->data, layer->fields->len,
                                       sizeof(stemma_field) };
  layer->schema = schema_new(&layer->layer);
  return layer;
}

void
layer_free(void *data)
{
  Layer *layer = data;

  table_unref(layer->table);
  if (layer->schema)
    schema_free(layer->schema);
  g_hash_table_unref(layer->members);
  g_ptr_array_unref(layer->choices);
  g_string_chunk_free(layer->texts);
  g_array_unref(layer->fields);
  g_free(layer->name);
  g_free(layer);
}

Layer *
layer_named(const Replay *replay, const char *name)
{
  for (guint i = 0; i < replay->layers->len; i++) {
    Layer *layer = replay->layers->pdata[i];

    if (strcmp(layer->name, name) == 0)
      return layer;
  }
  return NULL;
}

Layer *
layer_declared(const Replay *replay, const char *name)
{
  for (guint i = replay->layers->len; i-- > 0;) {
    Layer *layer = replay->layers->pdata[i];

    if (strcmp(layer->layer.name, name) == 0)
      return layer;
  }
  return NULL;
}

Table *
layer_table(Layer *layer)
{
  if (layer->table)
    table_clear(layer->table);
  else
    layer->table = table_new(layer->schema);
  return layer->table;
}
