/* SPDX-License-Identifier: Apache-2.0
 *
 * csv.c - a folder with one file for each layer (RFC 4180), and files for the
 * documents, metrics and limits.
 *
 * Texts come from strangers and the files are opened in spreadsheets, which
 * take a cell that begins with = + - or @ for a formula: such a text gets an
 * apostrophe before it.  Numbers have no need of one.
 */
#include "../corpus/utf8.h"
#include "formats.h"
#include "rows/append.h"
#include "rows/cell.h"
#include "rows/context.h"
#include "sink/sink.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  Report report;
  char *folder;
  Tape *tape; /* may be NULL */
  gboolean made_folder;
  gboolean done;
  Context context;
  GMutex lock;
  GHashTable *columns; /* of GArray of Column, by stemma_layer */
  GHashTable *sinks;   /* of Sink, by file name */
  GPtrArray *order;    /* of Sink, as they were opened; the table's */
  GString *line;
} Csv;

static void
append_quoted(GString *to, const char *bytes, gsize length)
{
  append_literal(to, "\"");
  while (length > 0) {
    const char *mark = memchr(bytes, '"', length);
    gsize piece = mark ? (gsize)(mark - bytes) + 1 : length;

    append_bytes(to, bytes, piece);
    if (mark)
      append_literal(to, "\"");
    bytes += piece;
    length -= piece;
  }
  append_literal(to, "\"");
}

static gboolean
needs_quotes(const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr(",\"\r\n", bytes[i]))
      return TRUE;
  return FALSE;
}

/* A cell of a text: valid UTF-8, and no formula. */
static void
append_cell_text(GString *to, const char *bytes, gsize length)
{
  g_autofree char *safe = NULL;
  gsize bad;

  if (!utf8_check(bytes, length, &bad)) {
    safe = g_utf8_make_valid(bytes, (gssize)length);
    append_cell_text(to, safe, strlen(safe));
    return;
  }
  if (length > 0 && strchr("=+-@\t\r", bytes[0])) {
    safe = g_malloc(length + 1);
    safe[0] = '\'';
    memcpy(safe + 1, bytes, length++);
    bytes = safe;
  }
  if (needs_quotes(bytes, length))
    append_quoted(to, bytes, length);
  else
    append_bytes(to, bytes, length);
}

/* NULL: an empty cell. */
static void
append_cell(GString *to, const char *text)
{
  if (text)
    append_cell_text(to, text, strlen(text));
}

#define append_end(to) append_literal((to), "\r\n")

/* The id of a row where its layer has one, else its number. */
static void
append_row(GString *to, const RowContext *context, const char *target,
           guint32 row)
{
  const stemma_table *table =
      target && context->target ? context->target(context->data, target) : NULL;
  const stemma_field *id = table ? row_id_field(table->layer) : NULL;
  Column column = { NULL, COLUMN_FIRST, id, -1 };
  Cell cell;

  if (!id || row >= table->rows.count) {
    append_u64(to, row);
    return;
  }
  cell = column_cell(&column, table, context,
                     STEMMA_AT(stemma_row, table->rows, row));
  append_cell_text(to, cell.bytes, cell.length);
}

static void
append_value(GString *to, const Column *column, const Cell *cell,
             const RowContext *context)
{
  switch (cell->type) {
  case CELL_NULL:
    break;
  case CELL_INTEGER:
    append_i64(to, cell->integer);
    break;
  case CELL_BOOL:
    append_bool(to, cell->integer != 0);
    break;
  case CELL_REAL:
    append_double(to, cell->real);
    break;
  case CELL_TEXT:
    append_cell_text(to, cell->bytes, cell->length);
    break;
  case CELL_DOCUMENT:
    append_cell(to,
                context->document_id(context->data, (guint32)cell->integer));
    break;
  case CELL_ROW:
    append_row(to, context, column->field->target, (guint32)cell->integer);
    break;
  }
}

/* Made on first use: the schemas are the plan's and live as long as it. */
static const GArray *
columns_for(Csv *csv, const stemma_layer *layer)
{
  static const char *const in_document[] = { "doc", "row", NULL };
  gboolean corpus = (layer->flags & STEMMA_LAYER_CORPUS) != 0;
  GArray *columns;

  g_mutex_lock(&csv->lock);
  columns = g_hash_table_lookup(csv->columns, layer);
  if (!columns) {
    columns = columns_new(layer, csv->context.run.pipeline->row_text,
                          corpus ? in_document + 1 : in_document);
    g_hash_table_insert(csv->columns, (void *)layer, columns);
  }
  g_mutex_unlock(&csv->lock);
  return columns;
}

static void
append_rows(GString *to, const GArray *columns, const stemma_table *table,
            const RowContext *context)
{
  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, table->rows, i);

    if (context->document) {
      append_cell(to, context->document->id);
      append_literal(to, ",");
    }
    append_u64(to, i);
    for (guint c = 0; c < columns->len; c++) {
      const Column *column = &g_array_index(columns, Column, c);
      Cell cell = column_cell(column, table, context, row);

      append_literal(to, ",");
      append_value(to, column, &cell, context);
    }
    append_end(to);
  }
}

static void
append_names(GString *to, const GArray *columns, gboolean corpus)
{
  append_bytes(to, corpus ? "row" : "doc,row", corpus ? 3 : 7);
  for (guint c = 0; c < columns->len; c++) {
    append_literal(to, ",");
    append_cell(to, g_array_index(columns, Column, c).name);
  }
  append_end(to);
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

  append_names(head, columns_for(csv, layer), corpus);
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
    append_rows(bytes, columns_for(csv, table->layer), table, &context);
    length = bytes->len - at - sizeof length;
    memcpy(bytes->str + at, &length, sizeof length);
  }
  offset_map_clear(&map);
}

static void
append_document(GString *to, const Document *document)
{
  const DocumentError *error = document->error;

  append_cell(to, document->id);
  append_literal(to, ",");
  append_cell(to, document->path);
  append_literal(to, ",");
  if (document->line)
    append_u64(to, document->line);
  append_literal(to, ",");
  if (!error)
    append_u64(to, document->doc.length);
  for (guint i = 0; i < DOCUMENT_META_NAMES; i++) {
    append_literal(to, ",");
    append_cell(to, document_meta_value(document, document_meta_names[i]));
  }
  append_literal(to, ",");
  append_cell(to, error ? error->code : NULL);
  append_literal(to, ",");
  append_cell(to, error ? error->stage : NULL);
  append_literal(to, ",");
  append_cell(to, error ? error->message : NULL);
  append_end(to);
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
  append_cell(line, failure->stage);
  append_literal(line, ",");
  append_cell(line, failure->code);
  append_literal(line, ",");
  append_cell(line, failure->message);
  append_end(line);
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
  append_rows(csv->line, columns_for(csv, table->layer), table, &context);
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

    append_cell(line, metric->name);
    append_literal(line, ",");
    if (metric->is_set)
      append_double(line, metric->value);
    append_literal(line, ",");
    append_cell(line, metric->unit);
    append_end(line);
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

    append_cell(line, result->metric);
    append_literal(line, ",");
    g_string_append(line, limit_op_text(result->limit->op));
    append_literal(line, ",");
    append_double(line, result->limit->value);
    append_literal(line, ",");
    append_double(line, result->value);
    append_literal(line, ",");
    append_bool(line, result->reached);
    append_end(line);
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
  g_mutex_clear(&csv->lock);
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
  g_mutex_init(&csv->lock);
  if (make_folder(csv, error)) {
    tape_folder(tape, path);
    return &csv->report;
  }
  csv_free(&csv->report);
  return NULL;
}
