/* SPDX-License-Identifier: Apache-2.0
 *
 * sqlite-schema.c - see sqlite-schema.h.
 */
#include "sqlite-schema.h"

#include "database.h"
#include <string.h>

const char sqlite_tables[] =
    "CREATE TABLE run(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
    "CREATE TABLE stage(stage INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    " plugin TEXT, id TEXT, version TEXT);"
    "CREATE TABLE option(stage INTEGER NOT NULL REFERENCES stage, key TEXT,"
    " value TEXT);"
    "CREATE TABLE document(doc INTEGER PRIMARY KEY, id TEXT NOT NULL,"
    " path TEXT, line INTEGER, bytes INTEGER, title TEXT, source TEXT,"
    " date TEXT, language TEXT, url TEXT, error_code TEXT, error_stage TEXT,"
    " error TEXT);"
    "CREATE TABLE meta(doc INTEGER NOT NULL REFERENCES document,"
    " key TEXT NOT NULL, value TEXT);"
    "CREATE TABLE error(stage TEXT, code TEXT, message TEXT);"
    "CREATE TABLE metric(metric TEXT PRIMARY KEY, value REAL, unit TEXT);"
    "CREATE TABLE limits(metric TEXT, op TEXT, \"limit\" REAL, value REAL,"
    " known INTEGER, reached INTEGER);"
    "CREATE TABLE finding(finding INTEGER PRIMARY KEY, metric TEXT,"
    " fingerprint TEXT UNIQUE, known INTEGER, text TEXT);"
    "CREATE TABLE finding_place(finding INTEGER NOT NULL REFERENCES finding,"
    " place INTEGER, id TEXT, path TEXT, line INTEGER, \"column\" INTEGER,"
    " end_line INTEGER, end_column INTEGER, text TEXT,"
    " PRIMARY KEY(finding, place)) WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE quote_search USING fts5(text, doc UNINDEXED,"
    " row UNINDEXED, tokenize='porter unicode61 remove_diacritics 2');"
    "CREATE VIRTUAL TABLE sentence_search USING fts5(text, doc UNINDEXED,"
    " row UNINDEXED, tokenize='porter unicode61 remove_diacritics 2');";

const char sqlite_indices[] =
    "CREATE INDEX document_id ON document(id);"
    "CREATE INDEX meta_key ON meta(key, value);"
    "CREATE INDEX meta_doc ON meta(doc);"
    "INSERT INTO quote_search(quote_search) VALUES('optimize');"
    "INSERT INTO sentence_search(sentence_search) VALUES('optimize');";

char *
sqlite_table_name(const char *layer)
{
  static const char *const own[] = {
    "run",          "stage",           "option", "document", "meta",
    "error",        "metric",          "limits", "finding",  "finding_place",
    "quote_search", "sentence_search", NULL
  };

  return g_str_has_prefix(layer, "sqlite_") || g_strv_contains(own, layer)
             ? g_strconcat("layer_", layer, NULL)
             : g_strdup(layer);
}

static const char *
type_of(const Column *column)
{
  if (!column->field)
    return column->part == COLUMN_SLICE ? "TEXT" : "INTEGER";
  switch (column->field->type) {
  case STEMMA_STR:
  case STEMMA_ENUM:
    return "TEXT";
  case STEMMA_F64:
    return "REAL";
  default:
    return "INTEGER";
  }
}

/* Does a value of the column name a document? */
static gboolean
is_document(const Column *column)
{
  return column->field
         && (column->field->type == STEMMA_DOC
             || (column->field->type == STEMMA_REF
                 && column->part == COLUMN_FIRST));
}

static gboolean
is_row(const Column *column)
{
  return column->field
         && (column->field->type == STEMMA_ROW
             || (column->field->type == STEMMA_REF
                 && column->part == COLUMN_SECOND));
}

gboolean
sqlite_is_link(const Column *column)
{
  return is_document(column) || is_row(column);
}

static gboolean
is_corpus(const stemma_layer *layer)
{
  return (layer->flags & STEMMA_LAYER_CORPUS) != 0;
}

static const RunLayer *
layer_declared(const GArray *layers, const char *name)
{
  for (guint i = 0; layers && i < layers->len; i++) {
    const RunLayer *layer = &g_array_index(layers, RunLayer, i);

    if (strcmp(layer->layer->name, name) == 0)
      return layer;
  }
  return NULL;
}

/* A row's number is a key where its layer is in the report too, and the two
 * are of one kind: a document's rows lead to others of the same document. */
static void
append_reference(GString *sql, const RunLayer *layer, const Column *column,
                 const GArray *layers)
{
  const RunLayer *target =
      column->field->type == STEMMA_ROW && column->field->target
          ? layer_declared(layers, column->field->target)
          : NULL;
  g_autofree char *name = database_name(column->name);
  g_autofree char *table = NULL, *quoted = NULL;

  if (!target || (is_corpus(layer->layer) && !is_corpus(target->layer)))
    return;
  table = sqlite_table_name(target->name);
  quoted = database_name(table);
  if (is_corpus(target->layer))
    g_string_append_printf(sql, ", FOREIGN KEY(%s) REFERENCES %s(row)", name,
                           quoted);
  else
    g_string_append_printf(
        sql, ", FOREIGN KEY(doc, %s) REFERENCES %s(doc, row)", name, quoted);
}

void
sqlite_create(GString *sql, const RunLayer *layer, const GArray *columns,
              const GArray *layers)
{
  g_autofree char *table = sqlite_table_name(layer->name);
  g_autofree char *quoted = database_name(table);

  g_string_append_printf(
      sql, "CREATE TABLE %s(%s", quoted,
      is_corpus(layer->layer)
          ? "row INTEGER PRIMARY KEY"
          : "doc INTEGER NOT NULL REFERENCES document, row INTEGER NOT NULL");
  for (guint i = 0; i < columns->len; i++) {
    const Column *column = &g_array_index(columns, Column, i);
    g_autofree char *name = database_name(column->name);

    g_string_append_printf(sql, ", %s %s%s", name, type_of(column),
                           is_document(column) ? " REFERENCES document" : "");
  }
  if (!is_corpus(layer->layer))
    g_string_append(sql, ", PRIMARY KEY(doc, row)");
  for (guint i = 0; i < columns->len; i++)
    if (is_row(&g_array_index(columns, Column, i)))
      append_reference(sql, layer, &g_array_index(columns, Column, i), layers);
  g_string_append(sql, ");");
}

void
sqlite_index(GString *sql, const RunLayer *layer, const GArray *columns)
{
  g_autofree char *table = sqlite_table_name(layer->name);
  g_autofree char *quoted = database_name(table);

  for (guint i = 0; i < columns->len; i++) {
    const Column *column = &g_array_index(columns, Column, i);
    g_autofree char *name = database_name(column->name);
    g_autofree char *both = g_strconcat(table, "_", column->name, NULL);
    g_autofree char *index = database_name(both);

    if (sqlite_is_link(column))
      g_string_append_printf(
          sql, "CREATE INDEX %s ON %s(%s%s);", index, quoted,
          is_row(column) && !is_corpus(layer->layer) ? "doc, " : "", name);
  }
}
