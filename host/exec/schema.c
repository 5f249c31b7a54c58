/* SPDX-License-Identifier: Apache-2.0
 *
 * schema.c - see schema.h.  What the values may be is for the check that every
 * plugin's description goes through; here they are only laid out as a row.
 */
#include "schema.h"
#include "../module/layer.h"
#include <json-glib/json-glib.h>

G_DEFINE_QUARK(stemma - schema - error - quark, schema_error)

static const struct {
  const char *name;
  guint16 type;
} types[] = {
  { "integer", STEMMA_I64 }, { "number", STEMMA_F64 },
  { "yes-no", STEMMA_BOOL }, { "choice", STEMMA_ENUM },
  { "text", STEMMA_STR },    { "span", STEMMA_SPAN },
};

typedef struct {
  ExecSchema *schema;
  GError **error;
} Reading;

static gboolean refuse(Reading *reading, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

static gboolean
refuse(Reading *reading, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start(arguments, format);
  words = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  if (!*reading->error)
    g_set_error_literal(reading->error, SCHEMA_ERROR, 0, words);
  return FALSE;
}

static void *
take(Reading *reading, void *block)
{
  g_ptr_array_add(reading->schema->blocks, block);
  return block;
}

/* A text of `object`; `fallback` where there is none, which may be NULL. */
static const char *
text_of(Reading *reading, JsonObject *object, const char *member,
        const char *fallback)
{
  JsonNode *node = json_object_get_member(object, member);

  if (!node)
    return fallback;
  if (json_node_get_value_type(node) == G_TYPE_STRING)
    return take(reading, g_strdup(json_node_get_string(node)));
  refuse(reading, "\"%s\" must be a text", member);
  return fallback;
}

static gboolean
yes_of(JsonObject *object, const char *member, gboolean fallback)
{
  return json_object_get_boolean_member_with_default(object, member, fallback);
}

static guint16
type_of(Reading *reading, const char *field, const char *name)
{
  g_autoptr(GString) known = g_string_new(NULL);

  for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
    if (g_strcmp0(types[i].name, name) == 0)
      return types[i].type;
    g_string_append_printf(known, "%s%s", i ? ", " : "", types[i].name);
  }
  refuse(reading, "field \"%s\" has the type \"%s\", and can be one of %s",
         field, name ? name : "", known->str);
  return 0;
}

static const char *const *
choices_of(Reading *reading, JsonObject *object)
{
  JsonNode *node = json_object_get_member(object, "choices");
  JsonArray *array =
      node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
  guint count = array ? json_array_get_length(array) : 0;
  const char **choices = take(reading, g_new0(const char *, (gsize)count + 1));

  for (guint i = 0; i < count; i++) {
    JsonNode *item = json_array_get_element(array, i);
    if (json_node_get_value_type(item) != G_TYPE_STRING)
      refuse(reading, "a choice must be a text");
    else
      choices[i] = take(reading, g_strdup(json_node_get_string(item)));
  }
  return choices;
}

/* Behind what is there, where its type may stand. */
static guint32
place(guint32 *size, guint16 type)
{
  guint32 align = field_type_align(type), offset;

  if (align == 0)
    return *size;
  offset = (*size + align - 1) / align * align;
  *size = offset + field_type_size(type);
  return offset;
}

static void
read_field(Reading *reading, JsonObject *object, GArray *fields, guint32 *size)
{
  stemma_field field = { .name = text_of(reading, object, "name", "") };

  field.summary = text_of(reading, object, "summary", field.name);
  field.unit = text_of(reading, object, "unit", "");
  field.type =
      type_of(reading, field.name, text_of(reading, object, "type", NULL));
  field.offset = place(size, field.type);
  if (field.type == STEMMA_ENUM)
    field.choices = choices_of(reading, object);
  if (yes_of(object, "nullable", FALSE)) {
    field.flags = STEMMA_FIELD_NULLABLE;
    field.bit = fields->len;
  }
  g_array_append_val(fields, field);
}

static void
read_fields(Reading *reading, JsonObject *object, stemma_layer *layer)
{
  JsonNode *node = json_object_get_member(object, "fields");
  JsonArray *array =
      node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
  GArray *fields = g_array_new(FALSE, TRUE, sizeof(stemma_field));
  guint32 size = sizeof(stemma_row), count;

  for (guint i = 0; array && i < json_array_get_length(array); i++) {
    JsonNode *item = json_array_get_element(array, i);
    if (JSON_NODE_HOLDS_OBJECT(item))
      read_field(reading, json_node_get_object(item), fields, &size);
    else
      refuse(reading, "a field of \"%s\" must be an object", layer->name);
  }
  count = fields->len;
  layer->fields = (stemma_list){ take(reading, g_array_free(fields, FALSE)),
                                 count, sizeof(stemma_field) };
  layer->row_size = (size + 7u) & ~7u;
}

static const stemma_layer *
read_layer(Reading *reading, JsonObject *object)
{
  stemma_layer *layer = take(reading, g_new0(stemma_layer, 1));

  layer->size = sizeof *layer;
  layer->version = 1;
  layer->name = text_of(reading, object, "layer", "");
  layer->summary = text_of(reading, object, "summary", layer->name);
  if (yes_of(object, "sorted", TRUE))
    layer->flags |= STEMMA_LAYER_SORTED;
  if (yes_of(object, "disjoint", FALSE))
    layer->flags |= STEMMA_LAYER_DISJOINT;
  read_fields(reading, object, layer);
  return layer;
}

/* A name is that of a built-in layer; an object declares one. */
static void
read_port(Reading *reading, JsonNode *node, GArray *ports)
{
  stemma_port port = { 0 };

  if (JSON_NODE_HOLDS_OBJECT(node)) {
    JsonObject *object = json_node_get_object(node);
    port.layer = read_layer(reading, object);
    if (yes_of(object, "optional", FALSE))
      port.flags = STEMMA_PORT_OPTIONAL;
  } else if (json_node_get_value_type(node) == G_TYPE_STRING) {
    port.layer = layer_builtin(json_node_get_string(node));
    if (!port.layer) {
      refuse(reading,
             "no built-in layer is named \"%s\": one from elsewhere is "
             "declared as an object with its fields",
             json_node_get_string(node));
      return;
    }
  } else {
    refuse(reading, "a layer must be a name or an object");
    return;
  }
  g_array_append_val(ports, port);
}

static void
read_ports(Reading *reading, JsonObject *object, const char *member,
           GArray *ports)
{
  JsonNode *node = json_object_get_member(object, member);
  JsonArray *array;

  if (!node)
    return;
  if (!JSON_NODE_HOLDS_ARRAY(node)) {
    refuse(reading, "\"%s\" must be a list", member);
    return;
  }
  array = json_node_get_array(node);
  for (guint i = 0; i < json_array_get_length(array); i++)
    read_port(reading, json_array_get_element(array, i), ports);
}

void
exec_schema_clear(ExecSchema *schema)
{
  g_clear_pointer(&schema->blocks, g_ptr_array_unref);
  g_clear_pointer(&schema->reads, g_array_unref);
  g_clear_pointer(&schema->writes, g_array_unref);
}

gboolean
exec_schema_read(const char *path, ExecSchema *schema, GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable();
  g_autoptr(GError) wrong = NULL;
  Reading reading = { schema, &wrong };
  JsonNode *root;

  *schema = (ExecSchema){ g_ptr_array_new_with_free_func(g_free),
                          g_array_new(FALSE, TRUE, sizeof(stemma_port)),
                          g_array_new(FALSE, TRUE, sizeof(stemma_port)) };
  if (!json_parser_load_from_file(parser, path, error)) {
    exec_schema_clear(schema);
    return FALSE;
  }
  root = json_parser_get_root(parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT(root)) {
    refuse(&reading, "it must be an object with \"reads\" and \"writes\"");
  } else {
    read_ports(&reading, json_node_get_object(root), "reads", schema->reads);
    read_ports(&reading, json_node_get_object(root), "writes", schema->writes);
    if (schema->writes->len == 0)
      refuse(&reading, "it writes no layer");
  }
  if (!wrong)
    return TRUE;
  exec_schema_clear(schema);
  g_propagate_error(error, g_steal_pointer(&wrong));
  return FALSE;
}
