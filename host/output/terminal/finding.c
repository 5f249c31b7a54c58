/* SPDX-License-Identifier: Apache-2.0
 *
 * finding.c - a metric's rows.
 *
 * A row of a document's layer has its place itself; a corpus row in its field
 * "doc", or, as an agreement, in the rows of the range that it refers to.
 */
#include "finding.h"

#include "places.h"
#include <string.h>

static const RunStage *
stage_named(const Run *run, const char *name)
{
  for (guint i = 0; i < run->stages->len; i++) {
    const RunStage *stage = run->stages->pdata[i];

    if (strcmp(stage->name, name) == 0)
      return stage;
  }
  return NULL;
}

/* The metric that a limit is about, if it counts rows. */
static const stemma_metric *
counted_metric(const Run *run, const Limit *limit)
{
  const RunStage *stage = stage_named(run, limit->stage);

  for (guint32 i = 0;
       stage && stage->declared && i < stage->declared->metrics.count; i++) {
    const stemma_metric *metric =
        STEMMA_AT(stemma_metric, stage->declared->metrics, i);

    if (strcmp(metric->name, limit->metric) == 0
        && metric->reduce == STEMMA_COUNT)
      return metric;
  }
  return NULL;
}

gboolean
findings_wanted(const Run *run)
{
  const GPtrArray *limits = run->pipeline->limits;

  for (guint i = 0; limits && i < limits->len; i++)
    if (counted_metric(run, limits->pdata[i]))
      return TRUE;
  return FALSE;
}

static const stemma_field *
field_where(const stemma_layer *layer, const char *name, guint16 type)
{
  for (guint32 i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);

    if ((!name || strcmp(field->name, name) == 0)
        && (!type || field->type == type))
      return field;
  }
  return NULL;
}

static gboolean
is_counted(const stemma_metric *metric, const stemma_layer *layer,
           const stemma_row *row)
{
  const stemma_field *field;
  guint32 value;

  if (!metric->where)
    return TRUE;
  if (!(field = field_where(layer, metric->where, 0)))
    return FALSE;
  if (field->type == STEMMA_ENUM || field->type == STEMMA_BOOL) {
    memcpy(&value, (const char *)row + field->offset, sizeof value);
    return value == metric->equals;
  }
  return ((row->present >> (field->bit & 31)) & 1) == metric->equals;
}

static guint
count_of(const Summary *summary, guint limit)
{
  guint count = 0;

  for (guint i = 0; i < summary->findings->len; i++)
    count += g_array_index(summary->findings, Finding, i).limit == limit;
  return count;
}

static void
note(Summary *summary, guint limit, guint32 document, guint32 offset,
     const char *text, gsize length)
{
  const Article *article;
  Finding finding = { limit, NULL, 0, 0, NULL };

  if (document >= summary->articles->len || document >= summary->lines->len
      || count_of(summary, limit) > FINDINGS)
    return;
  article = &g_array_index(summary->articles, Article, document);
  finding.path = g_strdup(article->path);
  places_find(&g_array_index(summary->lines, Places, document), offset,
              &finding.line, &finding.column);
  finding.text = g_strndup(text, MIN(length, 200));
  g_array_append_val(summary->findings, finding);
}

static void
note_rows(Summary *summary, guint limit, const stemma_metric *metric,
          const Document *document, const stemma_table *table)
{
  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, table->rows, i);

    if (is_counted(metric, table->layer, row) && row->begin <= row->end
        && row->end <= document->doc.length)
      note(summary, limit, document->doc.index, row->begin,
           document->doc.text + row->begin, row->end - row->begin);
  }
}

void
findings_document(Summary *summary, const DocumentResult *result)
{
  const GPtrArray *limits = summary->run.pipeline->limits;

  for (guint i = 0; i < limits->len; i++) {
    const stemma_metric *metric =
        counted_metric(&summary->run, limits->pdata[i]);

    for (guint t = 0; metric && t < result->table_count; t++) {
      Table *table = result->tables[t].table;

      if (strcmp(table_schema(table)->name, metric->layer) == 0)
        note_rows(summary, i, metric, result->document, table_view(table));
    }
  }
}

static void
note_corpus_row(Summary *summary, guint limit, const stemma_table *table,
                const stemma_row *row)
{
  const stemma_field *doc = field_where(table->layer, "doc", STEMMA_DOC);
  const stemma_field *text = field_where(table->layer, "text", STEMMA_STR);
  stemma_str str = { 0, 0 };
  guint32 document;

  if (!doc)
    return;
  memcpy(&document, (const char *)row + doc->offset, sizeof document);
  if (text)
    memcpy(&str, (const char *)row + text->offset, sizeof str);
  if ((guint64)str.offset + str.length > table->pool_length)
    str.length = 0;
  note(summary, limit, document, row->begin,
       str.length ? table->pool + str.offset : "", str.length);
}

static void
note_members(Summary *summary, guint limit, const stemma_table *table,
             const stemma_row *row)
{
  const stemma_field *field = field_where(table->layer, NULL, STEMMA_RANGE);
  const stemma_table *members;
  stemma_range range;

  if (!field) {
    note_corpus_row(summary, limit, table, row);
    return;
  }
  members = summary_table(summary, field->target, sizeof(stemma_row));
  memcpy(&range, (const char *)row + field->offset, sizeof range);
  for (guint32 i = 0; members && i < range.count
                      && range.first + (guint64)i < members->rows.count;
       i++)
    note_corpus_row(summary, limit, members,
                    STEMMA_AT(stemma_row, members->rows, range.first + i));
}

void
findings_corpus(Summary *summary)
{
  const GPtrArray *limits = summary->run.pipeline->limits;

  for (guint i = 0; limits && i < limits->len; i++) {
    const stemma_metric *metric =
        counted_metric(&summary->run, limits->pdata[i]);
    const stemma_table *table =
        metric ? summary_table(summary, metric->layer, sizeof(stemma_row))
               : NULL;

    for (guint32 r = 0; table && r < table->rows.count; r++) {
      const stemma_row *row = STEMMA_AT(stemma_row, table->rows, r);

      if (is_counted(metric, table->layer, row))
        note_members(summary, i, table, row);
    }
  }
}
