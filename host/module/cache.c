/* SPDX-License-Identifier: Apache-2.0
 *
 * cache.c - the trials' verdicts as one small JSON file.
 */
#include "cache.h"
#include "module.h"
#include "note.h"
#include <json-glib/json-glib.h>

/* A file that somebody else wrote there must not cost memory: json-glib also
 * has no limit of depth. */
#define CACHE_BYTES_MAX (1u << 20)

typedef struct {
  guint64 size;
  gint64 mtime;
  char *build_id;
  gint code;     /* 0: good */
  char *message; /* NULL: good */
} Record;

static GHashTable *records; /* path to Record */

static void
record_free(gpointer data)
{
  Record *record = data;

  g_free(record->build_id);
  g_free(record->message);
  g_free(record);
}

static char *
cache_path(void)
{
  return g_build_filename(g_get_user_cache_dir(), "stemma", "modules.json",
                          NULL);
}

/* Two builds of one release judge a plugin differently. */
static char *
host_identity(void)
{
  g_autoptr(GMappedFile) self =
      g_mapped_file_new("/proc/self/exe", FALSE, NULL);
  g_auto(NameCard) card = { 0 };

  if (self)
    name_card_read((const guint8 *)g_mapped_file_get_contents(self),
                   g_mapped_file_get_length(self), &card);
  return g_strdup_printf("%s %u.%u %s", STEMMA_VERSION, STEMMA_EPOCH,
                         STEMMA_MINOR, card.build_id ? card.build_id : "");
}

static gboolean
record_read(JsonObject *object, Record *record)
{
  const char *message =
      json_object_get_string_member_with_default(object, "refusal", NULL);

  record->size =
      (guint64)json_object_get_int_member_with_default(object, "size", -1);
  record->mtime = json_object_get_int_member_with_default(object, "mtime", -1);
  record->build_id = g_strdup(
      json_object_get_string_member_with_default(object, "build_id", ""));
  record->message = g_strdup(message);
  record->code =
      (gint)json_object_get_int_member_with_default(object, "code", 0);
  return !message || record->code == MODULE_ERROR_LOAD
         || record->code == MODULE_ERROR_DESCRIPTOR;
}

static void
records_read(JsonObject *root)
{
  JsonObject *files;
  JsonObjectIter iter;
  const char *path;
  JsonNode *node;

  if (!json_object_has_member(root, "files")
      || !JSON_NODE_HOLDS_OBJECT(json_object_get_member(root, "files")))
    return;
  files = json_object_get_object_member(root, "files");
  json_object_iter_init(&iter, files);
  while (json_object_iter_next(&iter, &path, &node)) {
    Record *record = g_new0(Record, 1);

    if (JSON_NODE_HOLDS_OBJECT(node)
        && record_read(json_node_get_object(node), record))
      g_hash_table_insert(records, g_strdup(path), record);
    else
      record_free(record);
  }
}

/* json-glib recurses for each bracket: 100,000 of them end the process. */
static gboolean
is_shallow(const char *text, gsize length)
{
  guint depth = 0;
  gsize i;

  for (i = 0; i < length; i++)
    if (text[i] == '[' || (text[i] == '{' && ++depth > 4096))
      return FALSE;
  return TRUE;
}

static void
cache_read(void)
{
  g_autofree char *path = cache_path();
  g_autofree char *identity = host_identity();
  g_autofree char *text = NULL;
  g_autoptr(JsonParser) parser = json_parser_new();
  JsonNode *root;
  gsize length;

  records = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, record_free);
  if (!g_file_get_contents(path, &text, &length, NULL)
      || length > CACHE_BYTES_MAX || !is_shallow(text, length)
      || !json_parser_load_from_data(parser, text, (gssize)length, NULL))
    return;
  root = json_parser_get_root(parser);
  if (root && JSON_NODE_HOLDS_OBJECT(root)) {
    JsonObject *object = json_node_get_object(root);

    if (g_strcmp0(
            json_object_get_string_member_with_default(object, "host", NULL),
            identity)
        == 0)
      records_read(object);
  }
}

static void
record_build(JsonBuilder *builder, const char *path, const Record *record)
{
  json_builder_set_member_name(builder, path);
  json_builder_begin_object(builder);
  json_builder_set_member_name(builder, "size");
  json_builder_add_int_value(builder, (gint64)record->size);
  json_builder_set_member_name(builder, "mtime");
  json_builder_add_int_value(builder, record->mtime);
  json_builder_set_member_name(builder, "build_id");
  json_builder_add_string_value(builder, record->build_id);
  if (record->message) {
    json_builder_set_member_name(builder, "code");
    json_builder_add_int_value(builder, record->code);
    json_builder_set_member_name(builder, "refusal");
    json_builder_add_string_value(builder, record->message);
  }
  json_builder_end_object(builder);
}

static char *
cache_text(void)
{
  g_autoptr(JsonBuilder) builder = json_builder_new();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *identity = host_identity();
  GHashTableIter iter;
  gpointer path, record;

  json_builder_begin_object(builder);
  json_builder_set_member_name(builder, "host");
  json_builder_add_string_value(builder, identity);
  json_builder_set_member_name(builder, "files");
  json_builder_begin_object(builder);
  g_hash_table_iter_init(&iter, records);
  while (g_hash_table_iter_next(&iter, &path, &record))
    if (g_utf8_validate(path, -1, NULL))
      record_build(builder, path, record);
  json_builder_end_object(builder);
  json_builder_end_object(builder);
  root = json_builder_get_root(builder);
  return json_to_string(root, TRUE);
}

CacheVerdict
cache_look_up(const CacheKey *key, GError **error)
{
  const Record *record;

  if (!records)
    cache_read();
  record = g_hash_table_lookup(records, key->path);
  if (!record || record->size != key->size || record->mtime != key->mtime
      || g_strcmp0(record->build_id, key->build_id) != 0)
    return CACHE_UNKNOWN;
  if (!record->message)
    return CACHE_GOOD;
  g_set_error_literal(error, MODULE_ERROR, record->code, record->message);
  return CACHE_REFUSED;
}

void
cache_store(const CacheKey *key, const GError *refusal)
{
  g_autofree char *path = cache_path();
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *text = NULL;
  Record *record = g_new0(Record, 1);

  if (!records)
    cache_read();
  record->size = key->size;
  record->mtime = key->mtime;
  record->build_id = g_strdup(key->build_id);
  record->code = refusal ? refusal->code : 0;
  record->message = refusal ? g_strdup(refusal->message) : NULL;
  g_hash_table_replace(records, g_strdup(key->path), record);
  text = cache_text();
  if (g_mkdir_with_parents(folder, 0700) == 0)
    g_file_set_contents(path, text, -1, NULL);
}

void
cache_reset(void)
{
  g_clear_pointer(&records, g_hash_table_destroy);
}
