/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonl.c - the JSON Lines report (host/docs/output.md), and the same lines as
 * one JSON array.
 *
 * Documents are printed on the threads that analysed them; what is left for
 * the one thread that tells is to put lines into a file.
 */
#include "append.h"
#include "formats.h"
#include "row.h"
#include "sink.h"

#include <stemma/stemma.h>

#define CHUNK 1000u

typedef struct {
  Report report;
  Sink *sink;
  Run run; /* a copy: the caller's is gone after begin */
  GMutex lock;
  GHashTable *printers; /* of RowPrinter, by stemma_layer */
  GArray *maps;         /* of OffsetMap, by document; empty for bytes */
  GHashTable *tables;   /* of Table: corpus tables that have ids, by name */
  GString *line;
  gboolean is_array;
  guint64 told; /* items of the array */
} Jsonl;

static const char *const offset_names[] = { "byte", "codepoint", "utf16" };
static const char *const op_names[] = { ">", ">=", "<", "<=", "==" };

/* Each line but the last of an array ends with a comma. */
static gboolean
tell_item(Jsonl *jsonl, const GString *line, GError **error)
{
  const char *before = jsonl->told++ ? ",\n" : "[\n";

  return sink_write(jsonl->sink, before, strlen(before), error)
         && sink_write(jsonl->sink, line->str, line->len - 1, error);
}

static gboolean
tell(Jsonl *jsonl, const GString *line, GError **error)
{
  if (jsonl->is_array)
    return tell_item(jsonl, line, error);
  if (!sink_write(jsonl->sink, line->str, line->len, error))
    return FALSE;
  sink_mark(jsonl->sink);
  return TRUE;
}

static void
append_names(GString *to, const GPtrArray *names)
{
  append_literal(to, "[");
  for (guint i = 0; names && i < names->len; i++) {
    if (i > 0)
      append_literal(to, ",");
    append_text(to, names->pdata[i]);
  }
  append_literal(to, "]");
}

static void
append_options(GString *to, const GPtrArray *options)
{
  append_literal(to, "{");
  for (guint i = 0; options && i < options->len; i++) {
    const Setting *setting = options->pdata[i];

    if (i > 0)
      append_literal(to, ",");
    append_text(to, setting->key);
    append_literal(to, ":");
    append_text(to, setting->value);
  }
  append_literal(to, "}");
}

static void
append_stage(GString *to, const RunStage *stage)
{
  append_literal(to, "{\"name\":");
  append_text(to, stage->name);
  append_literal(to, ",\"plugin\":");
  append_text(to, stage->plugin);
  append_literal(to, ",\"stage\":");
  append_text(to, stage->stage);
  append_literal(to, ",\"version\":");
  append_text(to, stage->version);
  append_literal(to, ",\"reads\":");
  append_names(to, stage->reads);
  append_literal(to, ",\"writes\":");
  append_names(to, stage->writes);
  append_literal(to, ",\"options\":");
  append_options(to, stage->options);
  append_literal(to, "}");
}

static gboolean
jsonl_begin(Report *report, const Run *run, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;
  GString *line = jsonl->line;

  jsonl->run = *run;
  g_string_printf(line,
                  "{\"type\":\"run\",\"stemma\":\"%s\",\"abi\":\"%u.%u\","
                  "\"format\":1,\"pipeline\":",
                  STEMMA_VERSION, STEMMA_EPOCH, STEMMA_MINOR);
  append_text(line, run->pipeline->name);
  append_literal(line, ",\"offsets\":");
  append_text(line, offset_names[run->pipeline->offsets]);
  append_literal(line, ",\"stages\":[");
  for (guint i = 0; i < run->stages->len; i++) {
    if (i > 0)
      append_literal(line, ",");
    append_stage(line, run->stages->pdata[i]);
  }
  append_literal(line, "]}\n");
  return tell(jsonl, line, error);
}

/* What a row's fields may refer to while one result is printed. */
typedef struct {
  Jsonl *jsonl;
  const DocumentResult *result; /* NULL: a corpus layer */
} Links;

static const char *
link_document(const void *data, guint32 index)
{
  const Run *run = &((const Links *)data)->jsonl->run;

  return run->document_id ? run->document_id(run->engine, index) : NULL;
}

static const OffsetMap *
link_map(const void *data, guint32 index)
{
  const GArray *maps = ((const Links *)data)->jsonl->maps;

  return index < maps->len ? &g_array_index(maps, OffsetMap, index) : NULL;
}

static const stemma_table *
link_corpus(const Jsonl *jsonl, const char *layer)
{
  Table *table = g_hash_table_lookup(jsonl->tables, layer);

  if (!table && jsonl->run.corpus_table)
    table = jsonl->run.corpus_table(jsonl->run.engine, layer);
  return table ? table_view(table) : NULL;
}

static const stemma_table *
link_target(const void *data, const char *layer)
{
  const Links *links = data;

  if (!links->result)
    return link_corpus(links->jsonl, layer);
  for (guint i = 0; i < links->result->table_count; i++) {
    Table *table = links->result->tables[i].table;

    if (strcmp(table_schema(table)->name, layer) == 0)
      return table_view(table);
  }
  return NULL;
}

/* Made on first use: the schemas are the plan's and live as long as it. */
static const RowPrinter *
printer_for(Jsonl *jsonl, const stemma_layer *layer)
{
  RowPrinter *printer;

  g_mutex_lock(&jsonl->lock);
  printer = g_hash_table_lookup(jsonl->printers, layer);
  if (!printer) {
    printer = row_printer_new(layer, jsonl->run.pipeline->row_text);
    g_hash_table_insert(jsonl->printers, (void *)layer, printer);
  }
  g_mutex_unlock(&jsonl->lock);
  return printer;
}

static void
append_head(GString *to, const Document *document)
{
  append_literal(to, "{\"type\":\"document\",\"id\":");
  append_text(to, document->id);
  append_literal(to, ",\"path\":");
  append_text(to, document->path);
}

static void
append_meta(GString *to, const GArray *metas)
{
  append_literal(to, ",\"meta\":{");
  for (guint i = 0; metas && i < metas->len; i++) {
    const Meta *meta = &g_array_index(metas, Meta, i);

    if (i > 0)
      append_literal(to, ",");
    append_text(to, meta->key);
    append_literal(to, ":");
    if (meta->type == META_TEXT)
      append_text(to, meta->value);
    else
      append_bytes(to, meta->value, strlen(meta->value));
  }
  append_literal(to, "}");
}

static void
append_error(GString *to, const DocumentError *error)
{
  append_literal(to, ",\"layers\":{},\"error\":{\"stage\":");
  append_text(to, error->stage);
  append_literal(to, ",\"code\":");
  append_text(to, error->code);
  append_literal(to, ",\"message\":");
  append_text(to, error->message);
  append_literal(to, "}}\n");
}

static void
append_layers(Jsonl *jsonl, const DocumentResult *result, GString *to)
{
  const Document *document = result->document;
  Links links = { jsonl, result };
  OffsetMap map;
  RowContext context = { document,      &map,        NULL,
                         link_document, link_target, &links };

  offset_map_start(&map, document->doc.text, document->doc.length,
                   jsonl->run.pipeline->offsets);
  append_literal(to, ",\"layers\":{");
  for (guint i = 0; i < result->table_count; i++) {
    const stemma_table *table = table_view(result->tables[i].table);

    if (i > 0)
      append_literal(to, ",");
    append_text(to, result->tables[i].name);
    append_literal(to, ":");
    row_printer_rows(printer_for(jsonl, table->layer), table, 0,
                     table->rows.count, &context, to);
  }
  append_literal(to, "}}\n");
  offset_map_clear(&map);
}

static void
jsonl_render(Report *report, const DocumentResult *result, GString *bytes)
{
  const Document *document = result->document;

  append_head(bytes, document);
  if (document->error) {
    append_error(bytes, document->error);
    return;
  }
  append_literal(bytes, ",\"bytes\":");
  append_u64(bytes, document->doc.length);
  append_meta(bytes, document->meta);
  append_layers((Jsonl *)report, result, bytes);
}

/* Spans of corpus rows are converted when the texts are gone. */
static void
keep_map(Jsonl *jsonl, const Document *document)
{
  guint32 index = document->doc.index;

  if (jsonl->run.pipeline->offsets == OFFSETS_BYTE)
    return;
  if (jsonl->maps->len <= index)
    g_array_set_size(jsonl->maps, index + 1);
  offset_map_start(&g_array_index(jsonl->maps, OffsetMap, index),
                   document->doc.text, document->doc.length,
                   jsonl->run.pipeline->offsets);
}

static gboolean
jsonl_document(Report *report, const DocumentResult *result,
               const GString *bytes, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;

  keep_map(jsonl, result->document);
  return tell(jsonl, bytes, error);
}

static gboolean
jsonl_failure(Report *report, const CorpusFailure *failure, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;
  GString *line = jsonl->line;

  g_string_assign(line, "{\"type\":\"error\",\"stage\":");
  append_text(line, failure->stage);
  append_literal(line, ",\"code\":");
  append_text(line, failure->code);
  append_literal(line, ",\"message\":");
  append_text(line, failure->message);
  append_literal(line, "}\n");
  return tell(jsonl, line, error);
}

static gboolean
jsonl_corpus(Report *report, const NamedTable *named, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;
  const stemma_table *table = table_view(named->table);
  Links links = { jsonl, NULL };
  RowContext context = { NULL,          NULL,        link_map,
                         link_document, link_target, &links };
  guint32 first = 0;

  if (row_id_field(table->layer))
    g_hash_table_replace(jsonl->tables,
                         g_strdup(table_schema(named->table)->name),
                         table_ref(named->table));
  do {
    guint32 count = MIN(table->rows.count - first, CHUNK);

    g_string_assign(jsonl->line, "{\"type\":\"corpus\",\"layer\":");
    append_text(jsonl->line, named->name);
    append_literal(jsonl->line, ",\"rows\":");
    row_printer_rows(printer_for(jsonl, table->layer), table, first, count,
                     &context, jsonl->line);
    append_literal(jsonl->line, "}\n");
    if (!tell(jsonl, jsonl->line, error))
      return FALSE;
    first += count;
  } while (first < table->rows.count);
  return TRUE;
}

static void
append_metrics(GString *to, const GArray *metrics)
{
  append_literal(to, "{\"type\":\"metrics\",\"values\":{");
  for (guint i = 0; metrics && i < metrics->len; i++) {
    const MetricValue *metric = &g_array_index(metrics, MetricValue, i);

    if (i > 0)
      append_literal(to, ",");
    append_text(to, metric->name);
    append_literal(to, ":");
    if (metric->is_set)
      append_double(to, metric->value);
    else
      append_literal(to, "null");
  }
  append_literal(to, "}}\n");
}

static void
append_limit(GString *to, const LimitResult *limit)
{
  append_literal(to, "{\"metric\":");
  append_text(to, limit->metric);
  append_literal(to, ",\"op\":");
  append_text(to, op_names[limit->limit->op]);
  append_literal(to, ",\"limit\":");
  append_double(to, limit->limit->value);
  append_literal(to, ",\"value\":");
  append_double(to, limit->value);
  append_literal(to, ",\"reached\":");
  append_bool(to, limit->reached);
  append_literal(to, "}");
}

static void
append_end(GString *to, const RunEnd *end)
{
  append_literal(to, "{\"type\":\"end\",\"documents\":");
  append_u64(to, end->documents);
  append_literal(to, ",\"failed\":");
  append_u64(to, end->failed);
  append_literal(to, ",\"limits\":[");
  for (guint i = 0; end->limits && i < end->limits->len; i++) {
    if (i > 0)
      append_literal(to, ",");
    append_limit(to, &g_array_index(end->limits, LimitResult, i));
  }
  append_literal(to, "],\"status\":");
  append_i64(to, end->status);
  append_literal(to, "}\n");
}

static gboolean
jsonl_end(Report *report, const RunEnd *end, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;

  g_string_truncate(jsonl->line, 0);
  append_metrics(jsonl->line, end->metrics);
  if (!tell(jsonl, jsonl->line, error))
    return FALSE;
  g_string_truncate(jsonl->line, 0);
  append_end(jsonl->line, end);
  return tell(jsonl, jsonl->line, error)
         && (!jsonl->is_array || sink_write(jsonl->sink, "\n]\n", 3, error))
         && sink_commit(jsonl->sink, error);
}

static void
jsonl_free(Report *report)
{
  Jsonl *jsonl = (Jsonl *)report;

  sink_free(jsonl->sink);
  g_hash_table_unref(jsonl->printers);
  g_hash_table_unref(jsonl->tables);
  g_array_unref(jsonl->maps);
  g_string_free(jsonl->line, TRUE);
  g_mutex_clear(&jsonl->lock);
  g_free(jsonl);
}

static void
clear_map(void *map)
{
  offset_map_clear(map);
}

static Report *
make(const char *path, gboolean is_array, GError **error)
{
  static const Report methods = { "jsonl",        jsonl_begin,   jsonl_render,
                                  jsonl_document, jsonl_failure, jsonl_corpus,
                                  jsonl_end,      jsonl_free };
  Sink *sink = sink_new(path, !is_array, error);
  Jsonl *jsonl;

  if (!sink)
    return NULL;
  jsonl = g_new0(Jsonl, 1);
  jsonl->report = methods;
  jsonl->report.format = is_array ? "json" : "jsonl";
  jsonl->is_array = is_array;
  jsonl->sink = sink;
  jsonl->printers =
      g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)row_printer_free);
  jsonl->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)table_unref);
  jsonl->maps = g_array_new(FALSE, TRUE, sizeof(OffsetMap));
  g_array_set_clear_func(jsonl->maps, clear_map);
  jsonl->line = g_string_new(NULL);
  g_mutex_init(&jsonl->lock);
  return &jsonl->report;
}

Report *
jsonl_new(const char *path, GError **error)
{
  return make(path, FALSE, error);
}

Report *
json_new(const char *path, GError **error)
{
  return make(path, TRUE, error);
}
