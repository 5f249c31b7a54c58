/* SPDX-License-Identifier: Apache-2.0
 *
 * csv.c - a folder with one file for each layer (RFC 4180), and files for the
 * documents, metrics and limits.
 */
#include "formats.h"
#include "rows/append.h"
#include "rows/context.h"
#include "rows/csv-cells.h"
#include "sink/sink.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <string.h>

typedef struct {
  Report report;
  char *folder;
  Tape *tape; /* may be NULL */
  gboolean made_folder;
  gboolean done;
  Context context;
  pthread_mutex_t lock;
  GHashTable *columns; /* of GArray of Column, by stemma_layer */
  GHashTable *sinks;   /* of Sink, by file name */
  GPtrArray *order;    /* of Sink, as they were opened; the table's */
  GString *line;
} Csv;

/* Made on first use: the schemas are the plan's and live as long as it. */
static const GArray *
columns_for(Csv *csv, const stemma_layer *layer)
{
  static const char *const in_document[] = { "doc", "row", NULL };
  gboolean corpus = (layer->flags & STEMMA_LAYER_CORPUS) != 0;
  GArray *columns;

  pthread_mutex_lock(&csv->lock);
  columns = g_hash_table_lookup(csv->columns, layer);
  if (!columns) {
    columns = columns_new(layer, csv->context.run.pipeline->row_text,
                          corpus ? in_document + 1 : in_document);
    g_hash_table_insert(csv->columns, (void *)layer, columns);
  }
  pthread_mutex_unlock(&csv->lock);
  return columns;
}

/* The file `name`, which begins with `head`, a line. */
static Sink *
sink_named(Csv *csv, const char *name, const char *head, GError **error)
{
  Sink *sink = g_hash_table_lookup(csv->sinks, name);
  g_autofree char *path = NULL;

  if (sink)
    return sink;
  path = g_build_filename(csv->folder, name, NULL);
  if (!(sink = sink_new(path, csv->tape, FALSE, error)))
    return NULL;
  g_hash_table_insert(csv->sinks, g_strdup(name), sink);
  g_ptr_array_add(csv->order, sink);
  return sink_write(sink, head, strlen(head), error) ? sink : NULL;
}

/* A layer that was renamed to the name of one of the report's own files. */
static char *
file_of(const char *layer)
{
  static const char *const own[] = { "documents", "errors", "limits", "metrics",
                                     NULL };

  return g_strconcat(layer, g_strv_contains(own, layer) ? "_layer" : "", ".csv",
                     NULL);
}

static Sink *
sink_for(Csv *csv, const NamedTable *named, GError **error)
{
  const stemma_layer *layer = table_schema(named->table)->layer;
  gboolean corpus = (layer->flags & STEMMA_LAYER_CORPUS) != 0;
  g_autoptr(GString) head = g_string_new(NULL);
  g_autofree char *name = file_of(named->name);

  csv_append_names(head, columns_for(csv, layer), corpus);
  return sink_named(csv, name, head->str, error);
}

static Sink *
documents_sink(Csv *csv, GError **error)
{
  return sink_named(csv, "documents.csv",
                    "doc,path,line,bytes,title,source,date,language,url,"
                    "error_code,error_stage,error\r\n",
                    error);
}

static gboolean
csv_begin(Report *report, const Run *run, GError **error)
{
  Csv *csv = (Csv *)report;

  context_start(&csv->context, run);
  return documents_sink(csv, error) != NULL;
}

/* Of each table, how many bytes its rows take, and they. */
static void
csv_render(Report *report, const DocumentResult *result, GString *bytes)
{
  Csv *csv = (Csv *)report;
  const Document *document = result->document;
  Links links = { &csv->context, result };
  OffsetMap map = { 0 };
  RowContext context = context_rows(&links, &map);

  offset_map_start(&map, document->doc.text, document->doc.length,
                   csv->context.run.pipeline->offsets);
  for (guint i = 0; i < result->table_count; i++) {
    const stemma_table *table = table_view(result->tables[i].table);
    const gsize at = bytes->len;
    guint64 length = 0;

    append_bytes(bytes, (const char *)&length, sizeof length);
    csv_append_rows(bytes, columns_for(csv, table->layer), table, &context);
    length = bytes->len - at - sizeof length;
    memcpy(bytes->str + at, &length, sizeof length);
  }
  offset_map_clear(&map);
}

static void
append_document(GString *to, const Document *document)
{
  const DocumentError *error = document->error;

  csv_append_text(to, document->id);
  append_literal(to, ",");
  csv_append_text(to, document->path);
  append_literal(to, ",");
  if (document->line)
    append_u64(to, document->line);
  append_literal(to, ",");
  if (!error)
    append_u64(to, document->doc.length);
  for (guint i = 0; i < DOCUMENT_META_NAMES; i++) {
    append_literal(to, ",");
    csv_append_text(to, document_meta_value(document, document_meta_names[i]));
  }
  append_literal(to, ",");
  csv_append_text(to, error ? error->code : NULL);
  append_literal(to, ",");
  csv_append_text(to, error ? error->stage : NULL);
  append_literal(to, ",");
  csv_append_text(to, error ? error->message : NULL);
  csv_append_end(to);
}

static gboolean
csv_document(Report *report, const DocumentResult *result, const GString *bytes,
             GError **error)
{
  Csv *csv = (Csv *)report;
  Sink *sink = documents_sink(csv, error);
  const char *at = bytes->str;

  context_keep_document(&csv->context, result->document);
  g_string_truncate(csv->line, 0);
  append_document(csv->line, result->document);
  if (!sink || !sink_write(sink, csv->line->str, csv->line->len, error))
    return FALSE;
  for (guint i = 0; i < result->table_count; i++) {
    guint64 length;

    memcpy(&length, at, sizeof length);
    at += sizeof length;
    sink = sink_for(csv, &result->tables[i], error);
    if (!sink || !sink_write(sink, at, length, error))
      return FALSE;
    at += length;
  }
  return TRUE;
}

static gboolean
csv_failure(Report *report, const CorpusFailure *failure, GError **error)
{
  Csv *csv = (Csv *)report;
  GString *line = csv->line;
  Sink *sink =
      sink_named(csv, "errors.csv", "stage,error_code,error\r\n", error);

  g_string_truncate(line, 0);
  csv_append_text(line, failure->stage);
  append_literal(line, ",");
  csv_append_text(line, failure->code);
  append_literal(line, ",");
  csv_append_text(line, failure->message);
  csv_append_end(line);
  return sink && sink_write(sink, line->str, line->len, error);
}

static gboolean
csv_corpus(Report *report, const NamedTable *named, GError **error)
{
  Csv *csv = (Csv *)report;
  const stemma_table *table = table_view(named->table);
  Links links = { &csv->context, NULL };
  RowContext context = context_rows(&links, NULL);
  Sink *sink = sink_for(csv, named, error);

  context_keep_table(&csv->context, named);
  g_string_truncate(csv->line, 0);
  csv_append_rows(csv->line, columns_for(csv, table->layer), table, &context);
  return sink && sink_write(sink, csv->line->str, csv->line->len, error);
}

static gboolean
write_metrics(Csv *csv, const GArray *metrics, GError **error)
{
  Sink *sink = sink_named(csv, "metrics.csv", "metric,value,unit\r\n", error);
  GString *line = csv->line;

  g_string_truncate(line, 0);
  for (guint i = 0; metrics && i < metrics->len; i++) {
    const MetricValue *metric = &g_array_index(metrics, MetricValue, i);

    csv_append_text(line, metric->name);
    append_literal(line, ",");
    if (metric->is_set)
      append_double(line, metric->value);
    append_literal(line, ",");
    csv_append_text(line, metric->unit);
    csv_append_end(line);
  }
  return sink && sink_write(sink, line->str, line->len, error);
}

static gboolean
write_limits(Csv *csv, const GArray *limits, GError **error)
{
  Sink *sink =
      sink_named(csv, "limits.csv", "metric,op,limit,value,reached\r\n", error);
  GString *line = csv->line;

  g_string_truncate(line, 0);
  for (guint i = 0; limits && i < limits->len; i++) {
    const LimitResult *result = &g_array_index(limits, LimitResult, i);

    csv_append_text(line, result->metric);
    append_literal(line, ",");
    g_string_append(line, limit_op_text(result->limit->op));
    append_literal(line, ",");
    append_double(line, result->limit->value);
    append_literal(line, ",");
    append_double(line, result->value);
    append_literal(line, ",");
    append_bool(line, result->reached);
    csv_append_end(line);
  }
  return sink && sink_write(sink, line->str, line->len, error);
}

static gboolean
csv_end(Report *report, const RunEnd *end, GError **error)
{
  Csv *csv = (Csv *)report;

  if (!write_metrics(csv, end->metrics, error)
      || !write_limits(csv, end->limits, error))
    return FALSE;
  for (guint i = 0; i < csv->order->len; i++)
    if (!sink_commit(csv->order->pdata[i], error))
      return FALSE;
  csv->done = TRUE;
  return TRUE;
}

static void
csv_free(Report *report)
{
  Csv *csv = (Csv *)report;

  g_hash_table_unref(csv->sinks);
  g_ptr_array_unref(csv->order);
  if (csv->made_folder && !csv->done)
    g_rmdir(csv->folder);
  g_hash_table_unref(csv->columns);
  context_clear(&csv->context);
  g_string_free(csv->line, TRUE);
  pthread_mutex_destroy(&csv->lock);
  g_free(csv->folder);
  g_free(csv);
}

/* Like everything that is written, E802 names the place and says why. */
static gboolean
make_folder(Csv *csv, GError **error)
{
  g_autofree char *shown = g_filename_display_name(csv->folder);

  csv->made_folder = !g_file_test(csv->folder, G_FILE_TEST_EXISTS);
  if (g_mkdir_with_parents(csv->folder, 0777) == 0)
    return TRUE;
  g_set_error(error, SINK_ERROR, SINK_ERROR_WRITE, "%s: cannot write: %s",
              shown, g_strerror(errno));
  csv->made_folder = FALSE;
  return FALSE;
}

Report *
csv_new(const char *path, Tape *tape, GError **error)
{
  static const Report methods = { "csv",        csv_begin,   csv_render,
                                  csv_document, csv_failure, csv_corpus,
                                  csv_end,      csv_free };
  Csv *csv = g_new0(Csv, 1);

  csv->report = methods;
  csv->folder = g_strdup(path);
  csv->tape = tape;
  csv->columns =
      g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  csv->sinks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify)sink_free);
  csv->order = g_ptr_array_new();
  csv->line = g_string_new(NULL);
  pthread_mutex_init(&csv->lock, NULL);
  if (make_folder(csv, error)) {
    tape_folder(tape, path);
    return &csv->report;
  }
  csv_free(&csv->report);
  return NULL;
}
