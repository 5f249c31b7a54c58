/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonl.c - the JSON Lines report (host/docs/output.md), and the same lines as
 * one JSON array.
 *
 * Documents are printed on the threads that analysed them; what is left for
 * the one thread that tells is to put lines into a file.
 */
#include "append.h"
#include "context.h"
#include "finding.h"
#include "formats.h"
#include "schema.h"
#include "sink.h"

#include <stemma/stemma.h>

#define CHUNK 1000u

typedef struct {
  Report report;
  Sink *sink;
  Context context;
  GMutex lock;
  GHashTable *printers; /* of RowPrinter, by stemma_layer */
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
append_declared(GString *to, const stemma_stage *declared)
{
  append_literal(to, ",\"metrics\":[");
  for (guint32 i = 0; declared && i < declared->metrics.count; i++) {
    const stemma_metric *metric =
        STEMMA_AT(stemma_metric, declared->metrics, i);

    append_bytes(to, ",", i > 0);
    append_literal(to, "{\"name\":");
    append_text(to, metric->name);
    append_literal(to, ",\"summary\":");
    append_text(to, metric->summary);
    append_literal(to, ",\"unit\":");
    append_text(to, metric->unit);
    append_literal(to, ",\"finding\":");
    append_bool(to, (metric->flags & STEMMA_METRIC_FINDING) != 0);
    append_literal(to, "}");
  }
  append_literal(to, "]");
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
  append_declared(to, stage->declared);
  append_literal(to, "}");
}

static gboolean
jsonl_begin(Report *report, const Run *run, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;
  GString *line = jsonl->line;

  context_start(&jsonl->context, run);
  g_string_printf(line,
                  "{\"type\":\"run\",\"stemma\":\"%s\",\"abi\":\"%u.%u\","
                  "\"format\":1,\"pipeline\":",
                  STEMMA_VERSION, STEMMA_EPOCH, STEMMA_MINOR);
  append_text(line, run->pipeline->name);
  append_literal(line, ",\"offsets\":");
  append_text(line, offset_names[run->pipeline->offsets]);
  append_literal(line, ",\"row_text\":");
  append_bool(line, run->pipeline->row_text);
  append_literal(line, ",\"document_text\":");
  append_bool(line, run->pipeline->document_text);
  append_literal(line, ",\"stages\":[");
  for (guint i = 0; i < run->stages->len; i++) {
    if (i > 0)
      append_literal(line, ",");
    append_stage(line, run->stages->pdata[i]);
  }
  append_literal(line, "],\"layers\":[");
  for (guint i = 0; run->layers && i < run->layers->len; i++) {
    append_bytes(line, ",", i > 0);
    schema_append(line, &g_array_index(run->layers, RunLayer, i));
  }
  append_literal(line, "]}\n");
  return tell(jsonl, line, error);
}

/* Made on first use: the schemas are the plan's and live as long as it. */
static const RowPrinter *
printer_for(Jsonl *jsonl, const stemma_layer *layer)
{
  RowPrinter *printer;

  g_mutex_lock(&jsonl->lock);
  printer = g_hash_table_lookup(jsonl->printers, layer);
  if (!printer) {
    printer = row_printer_new(layer, jsonl->context.run.pipeline->row_text);
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
  if (document->line) {
    append_literal(to, ",\"line\":");
    append_u64(to, document->line);
  }
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
  if (error->line) {
    append_literal(to, ",\"line\":");
    append_u64(to, error->line);
    append_literal(to, ",\"column\":");
    append_u64(to, error->column);
  }
  append_literal(to, "}}\n");
}

static void
append_layers(Jsonl *jsonl, const DocumentResult *result, GString *to)
{
  const Document *document = result->document;
  Links links = { &jsonl->context, result };
  OffsetMap map;
  Slices slices;
  RowContext context = context_rows(&links, &map);

  slices_start(&slices, document->doc.text, document->doc.length);
  context.slices = &slices;
  offset_map_start(&map, document->doc.text, document->doc.length,
                   jsonl->context.run.pipeline->offsets);
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
  slices_clear(&slices);
}

static void
jsonl_render(Report *report, const DocumentResult *result, GString *bytes)
{
  Jsonl *jsonl = (Jsonl *)report;
  const Document *document = result->document;

  append_head(bytes, document);
  if (document->error) {
    append_error(bytes, document->error);
    return;
  }
  append_literal(bytes, ",\"bytes\":");
  append_u64(bytes, document->doc.length);
  append_meta(bytes, document->meta);
  if (jsonl->context.run.pipeline->document_text) {
    append_literal(bytes, ",\"text\":");
    append_string(bytes, document->doc.text, document->doc.length);
  }
  append_layers(jsonl, result, bytes);
}

static gboolean
jsonl_document(Report *report, const DocumentResult *result,
               const GString *bytes, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;

  context_keep_document(&jsonl->context, result->document);
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
  Links links = { &jsonl->context, NULL };
  RowContext context = context_rows(&links, NULL);
  guint32 first = 0;

  context_keep_table(&jsonl->context, named);
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
append_place(GString *to, const FindingPlace *place)
{
  append_literal(to, "{\"doc\":");
  append_text(to, place->id);
  append_literal(to, ",\"path\":");
  append_text(to, place->path);
  append_literal(to, ",\"line\":");
  append_u64(to, place->line);
  append_literal(to, ",\"column\":");
  append_u64(to, place->column);
  append_literal(to, ",\"end_line\":");
  append_u64(to, place->end_line);
  append_literal(to, ",\"end_column\":");
  append_u64(to, place->end_column);
  append_literal(to, ",\"text\":");
  append_text(to, place->text);
  append_literal(to, "}");
}

static void
append_finding(GString *to, const Finding *finding)
{
  append_literal(to, "{\"type\":\"finding\",\"metric\":");
  append_text(to, finding->metric);
  append_literal(to, ",\"fingerprint\":");
  append_text(to, finding->fingerprint);
  append_literal(to, ",\"known\":");
  append_bool(to, finding->known);
  append_literal(to, ",\"text\":");
  append_text(to, finding->text);
  append_literal(to, ",\"places\":[");
  for (guint i = 0; i < finding->places->len; i++) {
    append_bytes(to, ",", i > 0);
    append_place(to, finding_place(finding, i));
  }
  append_literal(to, "]}\n");
}

static gboolean
tell_findings(Jsonl *jsonl, const GPtrArray *findings, GError **error)
{
  for (guint i = 0; findings && i < findings->len; i++) {
    g_string_truncate(jsonl->line, 0);
    append_finding(jsonl->line, findings->pdata[i]);
    if (!tell(jsonl, jsonl->line, error))
      return FALSE;
  }
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
append_limit(GString *to, const LimitResult *limit, gboolean has_baseline)
{
  append_literal(to, "{\"metric\":");
  append_text(to, limit->metric);
  append_literal(to, ",\"op\":");
  append_text(to, op_names[limit->limit->op]);
  append_literal(to, ",\"limit\":");
  append_double(to, limit->limit->value);
  append_literal(to, ",\"value\":");
  append_double(to, limit->value);
  if (has_baseline) {
    append_literal(to, ",\"known\":");
    append_u64(to, limit->known);
  }
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
    append_limit(to, &g_array_index(end->limits, LimitResult, i),
                 end->has_baseline);
  }
  append_literal(to, "]");
  if (end->has_baseline)
    append_literal(to, ",\"baseline\":true");
  append_literal(to, ",\"status\":");
  append_i64(to, end->status);
  append_literal(to, "}\n");
}

static gboolean
jsonl_end(Report *report, const RunEnd *end, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;

  if (!tell_findings(jsonl, end->findings, error))
    return FALSE;
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
  context_clear(&jsonl->context);
  g_string_free(jsonl->line, TRUE);
  g_mutex_clear(&jsonl->lock);
  g_free(jsonl);
}

static Report *
make(const char *path, Tape *tape, gboolean is_array, GError **error)
{
  static const Report methods = { "jsonl",        jsonl_begin,   jsonl_render,
                                  jsonl_document, jsonl_failure, jsonl_corpus,
                                  jsonl_end,      jsonl_free };
  Sink *sink = sink_new(path, tape, !is_array, error);
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
  jsonl->line = g_string_new(NULL);
  g_mutex_init(&jsonl->lock);
  return &jsonl->report;
}

Report *
jsonl_new(const char *path, Tape *tape, GError **error)
{
  return make(path, tape, FALSE, error);
}

Report *
json_new(const char *path, Tape *tape, GError **error)
{
  return make(path, tape, TRUE, error);
}
