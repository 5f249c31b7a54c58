/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonl.c - the JSON Lines report (host/docs/output.md), and the same lines as
 * one JSON array.
 *
 * Documents are printed on the threads that analysed them; what is left for
 * the one thread that tells is to put lines into a file.
 */
#include "formats.h"
#include "jsonl-line.h"
#include "rows/append.h"
#include "rows/context.h"
#include "rows/desk.h"
#include "sink/sink.h"

#define CHUNK 1000u

typedef struct {
  Report report;
  Sink *sink;
  Context context;
  Desks *desks;
  GString *line;
  gboolean is_array;
  guint64 told; /* items of the array */
} Jsonl;

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

static gboolean
jsonl_begin(Report *report, const Run *run, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;

  context_start(&jsonl->context, run);
  jsonl_put_run(jsonl->line, run);
  return tell(jsonl, jsonl->line, error);
}

/* Made on first use: the schemas are the plan's and live as long as it. */
static Desk *
take_desk(Jsonl *jsonl)
{
  return desk_take(jsonl->desks, jsonl->context.run.pipeline->row_text);
}

static void
append_layers(Jsonl *jsonl, const DocumentResult *result, GString *to)
{
  const stemma_doc *doc = &result->document->doc;
  Links links = { &jsonl->context, result };
  OffsetMap map;
  RowContext context = context_rows(&links, &map);
  Desk *desk = take_desk(jsonl);

  slices_start(&desk->slices, doc->text, doc->length);
  context.slices = &desk->slices;
  offset_map_start(&map, doc->text, doc->length,
                   jsonl->context.run.pipeline->offsets);
  append_literal(to, ",\"layers\":{");
  for (guint i = 0; i < result->table_count; i++) {
    const stemma_table *table = table_view(result->tables[i].table);

    append_bytes(to, ",", i > 0);
    append_text(to, result->tables[i].name);
    append_literal(to, ":");
    row_printer_rows(desk_printer(desk, table->layer), table, 0,
                     table->rows.count, &context, to);
  }
  append_literal(to, "}}\n");
  offset_map_clear(&map);
  desk_give_back(jsonl->desks, desk);
}

static void
jsonl_render(Report *report, const DocumentResult *result, GString *bytes)
{
  Jsonl *jsonl = (Jsonl *)report;
  const Pipeline *pipeline = jsonl->context.run.pipeline;

  if (jsonl_put_document(bytes, result->document, pipeline->document_text))
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

  g_string_truncate(jsonl->line, 0);
  jsonl_put_failure(jsonl->line, failure);
  return tell(jsonl, jsonl->line, error);
}

static gboolean
jsonl_corpus(Report *report, const NamedTable *named, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;
  const stemma_table *table = table_view(named->table);
  Links links = { &jsonl->context, NULL };
  RowContext context = context_rows(&links, NULL);
  Desk *desk = take_desk(jsonl);
  gboolean good;
  guint32 first = 0;

  context_keep_table(&jsonl->context, named);
  do {
    guint32 count = MIN(table->rows.count - first, CHUNK);

    g_string_assign(jsonl->line, "{\"type\":\"corpus\",\"layer\":");
    append_text(jsonl->line, named->name);
    append_literal(jsonl->line, ",\"rows\":");
    row_printer_rows(desk_printer(desk, table->layer), table, first, count,
                     &context, jsonl->line);
    append_literal(jsonl->line, "}\n");
    good = tell(jsonl, jsonl->line, error);
    first += count;
  } while (good && first < table->rows.count);
  desk_give_back(jsonl->desks, desk);
  return good;
}

static gboolean
tell_findings(Jsonl *jsonl, const GPtrArray *findings, GError **error)
{
  for (guint i = 0; findings && i < findings->len; i++) {
    g_string_truncate(jsonl->line, 0);
    jsonl_put_finding(jsonl->line, findings->pdata[i]);
    if (!tell(jsonl, jsonl->line, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
jsonl_end(Report *report, const RunEnd *end, GError **error)
{
  Jsonl *jsonl = (Jsonl *)report;

  if (!tell_findings(jsonl, end->findings, error))
    return FALSE;
  g_string_truncate(jsonl->line, 0);
  jsonl_put_metrics(jsonl->line, end->metrics);
  if (!tell(jsonl, jsonl->line, error))
    return FALSE;
  g_string_truncate(jsonl->line, 0);
  jsonl_put_end(jsonl->line, end);
  return tell(jsonl, jsonl->line, error)
         && (!jsonl->is_array || sink_write(jsonl->sink, "\n]\n", 3, error))
         && sink_commit(jsonl->sink, error);
}

static void
jsonl_free(Report *report)
{
  Jsonl *jsonl = (Jsonl *)report;

  sink_free(jsonl->sink);
  desks_free(jsonl->desks);
  context_clear(&jsonl->context);
  g_string_free(jsonl->line, TRUE);
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
  jsonl->desks = desks_new();
  jsonl->line = g_string_new(NULL);
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
