/* SPDX-License-Identifier: Apache-2.0
 *
 * documents.c - lines of documents, of stages that failed, and of corpus
 * layers.
 */
#include "private.h"

/* A text that is blank takes as much memory as the real one. */
#define LARGEST (1024.0 * 1024 * 1024)

/* A document and what it points to. */
typedef struct {
  Document document;
  DocumentError error;
  gboolean failed;
  double bytes;
  const char *text; /* NULL: the line has none */
  gsize text_length;
  char *layers; /* the object, not read yet */
  gsize layers_length;
} Told;

static gboolean
read_meta(Told *told, JsonLine *json)
{
  gboolean first = TRUE;
  JsonText key, value;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, '}', &first)) {
    Meta meta = { .type = META_TEXT };

    if (!json_key(json, &key))
      return FALSE;
    meta.key = key.bytes;
    if (json_peek(json) == JSON_NUMBER) {
      meta.type = META_NUMBER;
      if (!json_number(json, &value))
        return FALSE;
      meta.value = value.bytes;
    } else if (json_peek(json) == JSON_STRING) {
      if (!json_string(json, &value))
        return FALSE;
      meta.value = value.bytes;
    } else {
      meta.type = META_BOOL;
      meta.value = json_peek(json) == JSON_TRUE ? "true" : "false";
      if (!json_skip(json))
        return FALSE;
    }
    g_array_append_val(told->document.meta, meta);
  }
  return !json->fault;
}

static gboolean
read_error(Told *told, JsonLine *json)
{
  gboolean first = TRUE, ok = TRUE;
  const char *text;
  JsonText key;

  told->failed = TRUE;
  if (!json_enter(json))
    return FALSE;
  while (ok && json_more(json, '}', &first)) {
    if (!json_key(json, &key))
      return FALSE;
    if (json_is(key, "line")) {
      ok = take_u32(json, &told->error.line);
    } else if (json_is(key, "column")) {
      ok = take_u32(json, &told->error.column);
    } else if (!(ok = take_string(json, &text, NULL))) {
      break;
    } else if (json_is(key, "code")) {
      told->error.code = g_intern_string(text ? text : "");
    } else if (json_is(key, "stage")) {
      told->error.stage = (char *)text;
    } else if (json_is(key, "message")) {
      told->error.message = (char *)text;
    }
  }
  return ok && !json->fault;
}

static gboolean
read_member(Told *told, JsonLine *json, JsonText key)
{
  if (json_is(key, "id"))
    return take_string(json, (const char **)&told->document.id, NULL);
  if (json_is(key, "path"))
    return take_string(json, (const char **)&told->document.path, NULL);
  if (json_is(key, "line"))
    return take_u32(json, &told->document.line);
  if (json_is(key, "bytes"))
    return take_double(json, &told->bytes);
  if (json_is(key, "meta"))
    return read_meta(told, json);
  if (json_is(key, "text"))
    return take_string(json, &told->text, &told->text_length);
  if (json_is(key, "error"))
    return read_error(told, json);
  if (!json_is(key, "layers"))
    return json_skip(json);
  json_peek(json);
  told->layers = json->at;
  if (!json_skip(json))
    return FALSE;
  told->layers_length = (gsize)(json->at - told->layers);
  return TRUE;
}

/* The tables of a document, by the names that it has. */
static gboolean
read_layers(Replay *replay, const Told *told, JsonLine *json, GArray *tables)
{
  gboolean first = TRUE;
  JsonText key;

  json_start(json, told->layers, told->layers_length);
  if (!json_enter(json))
    return FALSE;
  while (json_more(json, '}', &first)) {
    Layer *layer;
    NamedTable named;

    if (!json_key(json, &key))
      return FALSE;
    layer = layer_named(replay, key.bytes);
    if (!layer) {
      replay->fault = "a layer is not among those of the first line";
      return FALSE;
    }
    named = (NamedTable){ layer->name, layer_table(layer) };
    g_array_append_val(tables, named);
    if (!rows_read(replay, json, layer))
      return FALSE;
  }
  return !json->fault;
}

/* The text, or what the rows have of it; and spans in bytes. */
static char *
make_text(Replay *replay, Told *told, const GArray *tables)
{
  const Offsets offsets = replay->pipeline.offsets;
  const guint32 length =
      told->text ? (guint32)told->text_length
                 : (guint32)CLAMP(told->bytes, 0, (double)G_MAXUINT32);
  char *text = NULL;
  Units units;

  if (told->text)
    units_of_text(&units, offsets, told->text, length);
  else
    text = units_gather(&units, offsets, replay->slices, length);
  told->document.text = told->document.doc.text = text ? text : told->text;
  told->document.doc.length = length;
  for (guint i = 0; units.bytes && i < tables->len; i++) {
    const NamedTable *named = &g_array_index(tables, NamedTable, i);

    rows_place(replay, layer_named(replay, named->name), named->table, &units);
  }
  if (offsets != OFFSETS_BYTE) {
    g_array_set_size(replay->units, replay->ids->len);
    g_array_index(replay->units, Units, replay->ids->len - 1) = units;
  }
  return text;
}

static gboolean
tell(Replay *replay, const DocumentResult *result, GError **error)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  for (guint i = 0; i < replay->reports->len; i++) {
    Report *report = replay->reports->pdata[i];

    g_string_truncate(bytes, 0);
    if (report->render)
      report->render(report, result, bytes);
    if (!report->document(report, result, bytes, error))
      return FALSE;
  }
  return TRUE;
}

/* The document's number is its place among the lines. */
static void
number_document(Replay *replay, Told *told)
{
  Document *document = &told->document;
  const guint number = replay->ids->len;

  if (!document->id)
    document->id = (char *)"";
  if (!document->path)
    document->path = (char *)"";
  document->doc.size = sizeof(stemma_doc);
  document->doc.id = document->id;
  document->doc.language = "";
  document->doc.index = number;
  g_ptr_array_add(replay->ids, g_strdup(document->id));
  if (!told->failed && !g_hash_table_contains(replay->numbers, document->id))
    g_hash_table_insert(replay->numbers, g_strdup(document->id),
                        GUINT_TO_POINTER(number + 1));
}

static gboolean
tell_document(Replay *replay, Told *told, JsonLine *json, GError **error)
{
  g_autoptr(GArray) tables = g_array_new(FALSE, FALSE, sizeof(NamedTable));
  g_autofree char *text = NULL;
  DocumentResult result = { .document = &told->document };

  if (told->bytes > LARGEST) {
    replay->fault = "\"bytes\" is more than 1 GiB";
    return FALSE;
  }
  number_document(replay, told);
  g_array_set_size(replay->slices, 0);
  if (told->failed) {
    told->document.error = &told->error;
    told->document.text = told->document.doc.text = "";
    if (!told->error.code)
      told->error.code = "";
    if (!told->error.message)
      told->error.message = (char *)"";
    return tell(replay, &result, error);
  }
  if (told->layers && !read_layers(replay, told, json, tables))
    return FALSE;
  rows_link(replay, FALSE);
  text = make_text(replay, told, tables);
  result.tables = (const NamedTable *)(gpointer)tables->data;
  result.table_count = tables->len;
  return tell(replay, &result, error);
}

gboolean
document_read(Replay *replay, JsonLine *json, GError **error)
{
  Told told = { .failed = FALSE };
  gboolean first = FALSE, ok = TRUE;
  JsonText key;

  told.document.meta = g_array_new(FALSE, TRUE, sizeof(Meta));
  while (ok && json_more(json, '}', &first))
    ok = json_key(json, &key) && read_member(&told, json, key);
  ok = ok && !json->fault && tell_document(replay, &told, json, error);
  g_array_unref(told.document.meta);
  return ok;
}

gboolean
failure_read(Replay *replay, JsonLine *json, GError **error)
{
  CorpusFailure failure = { "", "", "" };
  gboolean first = FALSE;
  const char *text;
  JsonText key;

  while (json_more(json, '}', &first)) {
    if (!json_key(json, &key) || !take_string(json, &text, NULL))
      return FALSE;
    if (json_is(key, "stage"))
      failure.stage = text ? text : "";
    else if (json_is(key, "code"))
      failure.code = text ? text : "";
    else if (json_is(key, "message"))
      failure.message = text ? text : "";
  }
  if (json->fault)
    return FALSE;
  for (guint i = 0; i < replay->reports->len; i++) {
    Report *report = replay->reports->pdata[i];

    if (!report->failure(report, &failure, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
corpus_keep(Replay *replay, const char *bytes, gsize length)
{
  static const char padding[JSON_PADDING] = { 0 };
  GByteArray *line = g_byte_array_sized_new((guint)length + JSON_PADDING);

  g_byte_array_append(line, (const guint8 *)bytes, (guint)length);
  g_byte_array_append(line, (const guint8 *)padding, JSON_PADDING);
  g_ptr_array_add(replay->kept, line);
  return TRUE;
}

/* One line of a corpus layer: "type" and "layer" stand before "rows". */
static gboolean
read_corpus(Replay *replay, GByteArray *line)
{
  JsonLine json;
  gboolean first = TRUE;
  const char *name = NULL;
  Layer *layer = NULL;
  JsonText key;

  json_start(&json, (char *)line->data, line->len - JSON_PADDING);
  if (!json_enter(&json))
    return FALSE;
  while (json_more(&json, '}', &first)) {
    gboolean ok;

    if (!json_key(&json, &key))
      return FALSE;
    if (json_is(key, "layer"))
      ok = take_string(&json, &name, NULL);
    else if (json_is(key, "rows") && layer)
      ok = rows_read(replay, &json, layer);
    else
      ok = json_skip(&json);
    if (!ok)
      return FALSE;
    if (name && !layer) {
      if (!(layer = layer_named(replay, name)))
        return FALSE;
      if (!layer->table)
        layer_table(layer);
    }
  }
  return layer && !json.fault;
}

static gboolean
tell_table(Replay *replay, Layer *layer, GError **error)
{
  const NamedTable named = { layer->name, layer->table };

  if (replay->pipeline.offsets != OFFSETS_BYTE)
    rows_place(replay, layer, layer->table, NULL);
  for (guint i = 0; i < replay->reports->len; i++) {
    Report *report = replay->reports->pdata[i];

    if (!report->corpus(report, &named, error))
      return FALSE;
  }
  return TRUE;
}

/* All tables are whole before the first is told, for rows refer to rows of
 * others.  In the order of the first line, which is that of the lines. */
gboolean
corpus_tell(Replay *replay, GError **error)
{
  for (guint i = 0; i < replay->kept->len; i++)
    if (!read_corpus(replay, replay->kept->pdata[i])) {
      replay->fault = "a line of a corpus layer cannot be read";
      return FALSE;
    }
  g_ptr_array_set_size(replay->kept, 0);
  rows_link(replay, TRUE);
  for (guint i = 0; i < replay->layers->len; i++) {
    Layer *layer = replay->layers->pdata[i];

    if (!(layer->layer.flags & STEMMA_LAYER_CORPUS) || !layer->table
        || layer->told)
      continue;
    layer->told = TRUE;
    if (!tell_table(replay, layer, error))
      return FALSE;
  }
  return TRUE;
}
