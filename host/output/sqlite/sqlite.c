/* SPDX-License-Identifier: Apache-2.0
 *
 * sqlite.c - the SQLite report: a table for each layer, with keys, and full
 * text search over quotes and sentences.
 *
 * Rows refer to documents and other rows by number, so that they join; ids
 * stand where they belong.
 */
#include "../findings/finding.h"
#include "../formats.h"
#include "../rows/cell.h"
#include "../rows/context.h"
#include "database.h"
#include "sqlite-schema.h"

#include <string.h>

static const char *const offset_names[] = { "byte", "codepoint", "utf16" };
static const char *const in_document[] = { "doc", "row", NULL };
static const char *const also[] = { "sentence", NULL };

/* A layer's table. */
typedef struct {
  char *name;
  GArray *columns; /* of Column */
  gboolean corpus;
} Target;

typedef struct {
  Report report;
  Database *database;
  Context context;
  GHashTable *targets; /* of Target, by the layer's name in reports */
} Sqlite;

static void
target_free(void *data)
{
  Target *target = data;

  g_free(target->name);
  g_array_unref(target->columns);
  g_free(target);
}

static Target *
make_target(Sqlite *sqlite, const RunLayer *layer)
{
  Target *target = g_new0(Target, 1);

  target->corpus = (layer->layer->flags & STEMMA_LAYER_CORPUS) != 0;
  target->name = sqlite_table_name(layer->name);
  target->columns =
      columns_new(layer->layer, sqlite->context.run.pipeline->row_text,
                  target->corpus ? in_document + 1 : in_document);
  g_hash_table_insert(sqlite->targets, g_strdup(layer->name), target);
  return target;
}

static gboolean
create_tables(Sqlite *sqlite, GError **error)
{
  const GArray *layers = sqlite->context.run.layers;
  g_autoptr(GString) sql = g_string_new(sqlite_tables);

  for (guint i = 0; layers && i < layers->len; i++) {
    const RunLayer *layer = &g_array_index(layers, RunLayer, i);

    sqlite_create(sql, layer, make_target(sqlite, layer)->columns, layers);
  }
  return database_run(sqlite->database, sql->str, error);
}

static gboolean
insert_texts(Sqlite *sqlite, const char *table, const char *const *values,
             guint count, GError **error)
{
  sqlite3_stmt *insert = database_insert(sqlite->database, table, count, error);

  for (guint i = 0; insert && i < count; i++)
    database_text(insert, (int)i + 1, values[i], -1);
  return insert && database_step(sqlite->database, insert, error);
}

static gboolean
insert_stage(Sqlite *sqlite, guint number, GError **error)
{
  const RunStage *stage = sqlite->context.run.stages->pdata[number];
  sqlite3_stmt *insert = database_insert(sqlite->database, "stage", 5, error);

  if (!insert)
    return FALSE;
  database_integer(insert, 1, number);
  database_text(insert, 2, stage->name, -1);
  database_text(insert, 3, stage->plugin, -1);
  database_text(insert, 4, stage->stage, -1);
  database_text(insert, 5, stage->version, -1);
  if (!database_step(sqlite->database, insert, error))
    return FALSE;
  for (guint i = 0; stage->options && i < stage->options->len; i++) {
    const Setting *setting = stage->options->pdata[i];

    if (!(insert = database_insert(sqlite->database, "option", 3, error)))
      return FALSE;
    database_integer(insert, 1, number);
    database_text(insert, 2, setting->key, -1);
    database_text(insert, 3, setting->value, -1);
    if (!database_step(sqlite->database, insert, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
sqlite_begin(Report *report, const Run *run, GError **error)
{
  Sqlite *sqlite = (Sqlite *)report;
  const char *const about[][2] = {
    { "stemma", STEMMA_VERSION },
    { "pipeline", run->pipeline->name },
    { "offsets", offset_names[run->pipeline->offsets] },
  };

  context_start(&sqlite->context, run);
  if (!create_tables(sqlite, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(about); i++)
    if (!insert_texts(sqlite, "run", about[i], 2, error))
      return FALSE;
  for (guint i = 0; i < run->stages->len; i++)
    if (!insert_stage(sqlite, i, error))
      return FALSE;
  return TRUE;
}

static void
bind_cell(sqlite3_stmt *insert, int column, const Cell *cell)
{
  switch (cell->type) {
  case CELL_NULL:
    break;
  case CELL_REAL:
    database_real(insert, column, cell->real);
    break;
  case CELL_TEXT:
    database_text(insert, column, cell->bytes, (gssize)cell->length);
    break;
  default:
    database_integer(insert, column, cell->integer);
  }
}

static gboolean
insert_rows(Sqlite *sqlite, const Target *target, const stemma_table *table,
            const RowContext *context, GError **error)
{
  const guint first = target->corpus ? 1 : 2;
  sqlite3_stmt *insert = database_insert(sqlite->database, target->name,
                                         first + target->columns->len, error);

  if (!insert)
    return FALSE;
  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, table->rows, i);

    if (!target->corpus)
      database_integer(insert, 1, context->document->doc.index);
    database_integer(insert, (int)first, i);
    for (guint c = 0; c < target->columns->len; c++) {
      Cell cell = column_cell(&g_array_index(target->columns, Column, c), table,
                              context, row);

      bind_cell(insert, (int)(first + c) + 1, &cell);
    }
    if (!database_step(sqlite->database, insert, error))
      return FALSE;
  }
  return TRUE;
}

/* Texts that are searched: sentences and quotes, whatever they are called. */
static gboolean
insert_search(Sqlite *sqlite, const stemma_table *table,
              const Document *document, GError **error)
{
  g_autofree char *name = g_strconcat(table->layer->name, "_search", NULL);
  sqlite3_stmt *insert = database_insert(sqlite->database, name, 3, error);

  if (!insert)
    return FALSE;
  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, table->rows, i);

    if (row->begin > row->end || row->end > document->doc.length)
      continue;
    database_text(insert, 1, document->doc.text + row->begin,
                  (gssize)(row->end - row->begin));
    database_integer(insert, 2, document->doc.index);
    database_integer(insert, 3, i);
    if (!database_step(sqlite->database, insert, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_searched(const stemma_layer *layer)
{
  return strcmp(layer->name, "sentence") == 0
         || strcmp(layer->name, "quote") == 0;
}

static gboolean
insert_metas(Sqlite *sqlite, const Document *document, GError **error)
{
  for (guint i = 0; document->meta && i < document->meta->len; i++) {
    const Meta *meta = &g_array_index(document->meta, Meta, i);
    sqlite3_stmt *insert = database_insert(sqlite->database, "meta", 3, error);

    if (!insert)
      return FALSE;
    database_integer(insert, 1, document->doc.index);
    database_text(insert, 2, meta->key, -1);
    database_text(insert, 3, meta->value, -1);
    if (!database_step(sqlite->database, insert, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
insert_document(Sqlite *sqlite, const Document *document, GError **error)
{
  sqlite3_stmt *insert =
      database_insert(sqlite->database, "document", 13, error);
  const DocumentError *failed = document->error;

  if (!insert)
    return FALSE;
  database_integer(insert, 1, document->doc.index);
  database_text(insert, 2, document->id, -1);
  database_text(insert, 3, document->path, -1);
  if (document->line)
    database_integer(insert, 4, document->line);
  if (!failed)
    database_integer(insert, 5, document->doc.length);
  for (guint i = 0; i < DOCUMENT_META_NAMES; i++)
    database_text(insert, (int)i + 6,
                  document_meta_value(document, document_meta_names[i]), -1);
  database_text(insert, 11, failed ? failed->code : NULL, -1);
  database_text(insert, 12, failed ? failed->stage : NULL, -1);
  database_text(insert, 13, failed ? failed->message : NULL, -1);
  return database_step(sqlite->database, insert, error)
         && insert_metas(sqlite, document, error);
}

static gboolean
insert_tables(Sqlite *sqlite, const DocumentResult *result,
              const RowContext *context, GError **error)
{
  for (guint i = 0; i < result->table_count; i++) {
    const NamedTable *named = &result->tables[i];
    const stemma_table *table = table_view(named->table);
    const Target *target = g_hash_table_lookup(sqlite->targets, named->name);

    if (target && !insert_rows(sqlite, target, table, context, error))
      return FALSE;
    if (is_searched(table->layer)
        && !insert_search(sqlite, table, result->document, error))
      return FALSE;
  }
  for (guint i = 0; i < result->more_count; i++) {
    const stemma_table *table = table_view(result->more[i].table);

    if (is_searched(table->layer)
        && !insert_search(sqlite, table, result->document, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
sqlite_document(Report *report, const DocumentResult *result,
                const GString *bytes, GError **error)
{
  Sqlite *sqlite = (Sqlite *)report;
  const Document *document = result->document;
  Links links = { &sqlite->context, result };
  OffsetMap map = { 0 };
  RowContext context = context_rows(&links, &map);
  gboolean done;

  (void)bytes;
  context_keep_document(&sqlite->context, document);
  offset_map_start(&map, document->doc.text, document->doc.length,
                   sqlite->context.run.pipeline->offsets);
  done = insert_document(sqlite, document, error)
         && insert_tables(sqlite, result, &context, error);
  offset_map_clear(&map);
  return done;
}

static gboolean
sqlite_failure(Report *report, const CorpusFailure *failure, GError **error)
{
  const char *const values[] = { failure->stage, failure->code,
                                 failure->message };

  return insert_texts((Sqlite *)report, "error", values, 3, error);
}

static gboolean
sqlite_corpus(Report *report, const NamedTable *named, GError **error)
{
  Sqlite *sqlite = (Sqlite *)report;
  const Target *target = g_hash_table_lookup(sqlite->targets, named->name);
  Links links = { &sqlite->context, NULL };
  RowContext context = context_rows(&links, NULL);

  context_keep_table(&sqlite->context, named);
  return !target
         || insert_rows(sqlite, target, table_view(named->table), &context,
                        error);
}

static gboolean
insert_place(Sqlite *sqlite, guint finding, guint number,
             const FindingPlace *place, GError **error)
{
  sqlite3_stmt *insert =
      database_insert(sqlite->database, "finding_place", 9, error);

  if (!insert)
    return FALSE;
  database_integer(insert, 1, finding);
  database_integer(insert, 2, number);
  database_text(insert, 3, place->id, -1);
  database_text(insert, 4, place->path, -1);
  database_integer(insert, 5, place->line);
  database_integer(insert, 6, place->column);
  database_integer(insert, 7, place->end_line);
  database_integer(insert, 8, place->end_column);
  database_text(insert, 9, place->text, -1);
  return database_step(sqlite->database, insert, error);
}

static gboolean
insert_finding(Sqlite *sqlite, guint number, const Finding *finding,
               GError **error)
{
  sqlite3_stmt *insert = database_insert(sqlite->database, "finding", 5, error);

  if (!insert)
    return FALSE;
  database_integer(insert, 1, number);
  database_text(insert, 2, finding->metric, -1);
  database_text(insert, 3, finding->fingerprint, -1);
  database_integer(insert, 4, finding->known);
  database_text(insert, 5, finding->text, -1);
  if (!database_step(sqlite->database, insert, error))
    return FALSE;
  for (guint i = 0; i < finding->places->len; i++)
    if (!insert_place(sqlite, number, i, finding_place(finding, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
insert_metric(Sqlite *sqlite, const MetricValue *metric, GError **error)
{
  sqlite3_stmt *insert = database_insert(sqlite->database, "metric", 3, error);

  if (!insert)
    return FALSE;
  database_text(insert, 1, metric->name, -1);
  if (metric->is_set)
    database_real(insert, 2, metric->value);
  database_text(insert, 3, metric->unit, -1);
  return database_step(sqlite->database, insert, error);
}

static gboolean
insert_limit(Sqlite *sqlite, const LimitResult *result, GError **error)
{
  sqlite3_stmt *insert = database_insert(sqlite->database, "limits", 6, error);

  if (!insert)
    return FALSE;
  database_text(insert, 1, result->metric, -1);
  database_text(insert, 2, limit_op_text(result->limit->op), -1);
  database_real(insert, 3, result->limit->value);
  database_real(insert, 4, result->value);
  database_integer(insert, 5, (gint64)result->known);
  database_integer(insert, 6, result->reached);
  return database_step(sqlite->database, insert, error);
}

static gboolean
create_indices(Sqlite *sqlite, GError **error)
{
  const GArray *layers = sqlite->context.run.layers;
  g_autoptr(GString) sql = g_string_new(sqlite_indices);

  for (guint i = 0; layers && i < layers->len; i++) {
    const RunLayer *layer = &g_array_index(layers, RunLayer, i);
    const Target *target = g_hash_table_lookup(sqlite->targets, layer->name);

    sqlite_index(sql, layer, target->columns);
  }
  return database_run(sqlite->database, sql->str, error);
}

static gboolean
sqlite_end(Report *report, const RunEnd *end, GError **error)
{
  Sqlite *sqlite = (Sqlite *)report;
  gboolean done = TRUE;

  for (guint i = 0; done && end->findings && i < end->findings->len; i++)
    done = insert_finding(sqlite, i, end->findings->pdata[i], error);
  for (guint i = 0; done && end->metrics && i < end->metrics->len; i++)
    done = insert_metric(sqlite, &g_array_index(end->metrics, MetricValue, i),
                         error);
  for (guint i = 0; done && end->limits && i < end->limits->len; i++)
    done = insert_limit(sqlite, &g_array_index(end->limits, LimitResult, i),
                        error);
  return done && create_indices(sqlite, error)
         && database_commit(sqlite->database, error);
}

static void
sqlite_free(Report *report)
{
  Sqlite *sqlite = (Sqlite *)report;

  database_free(sqlite->database);
  g_hash_table_unref(sqlite->targets);
  context_clear(&sqlite->context);
  g_free(sqlite);
}

Report *
sqlite_new(const char *path, Tape *tape, GError **error)
{
  static const Report methods = {
    "sqlite",        sqlite_begin,   NULL,
    sqlite_document, sqlite_failure, sqlite_corpus,
    sqlite_end,      sqlite_free,    also
  };
  Database *database = database_new(path, tape, error);
  Sqlite *sqlite;

  if (!database)
    return NULL;
  sqlite = g_new0(Sqlite, 1);
  sqlite->report = methods;
  sqlite->database = database;
  sqlite->targets =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, target_free);
  return &sqlite->report;
}
