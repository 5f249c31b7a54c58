/* SPDX-License-Identifier: Apache-2.0
 *
 * sample.c - see sample.h.
 */
#include "sample.h"
#include "../findings/finding.h"
#include "../rows/cell.h"
#include "../screen.h"

#include <math.h>
#include <string.h>

/* So many rows are kept of an article, and in all. */
#define KEPT 12u
#define KEPT_IN_ALL 60u
/* Bytes of a text. */
#define TEXT 400u

static void
row_clear(void *data)
{
  g_strfreev(((SampleRow *)data)->cells);
}

static void
sample_free(void *data)
{
  Sample *sample = data;

  g_array_unref(sample->counts);
  g_ptr_array_unref(sample->names);
  g_array_unref(sample->rows);
  g_array_unref(sample->columns);
  g_free(sample);
}

static const char *
writer_of(const Run *run, const char *layer)
{
  for (guint i = 0; i < run->stages->len; i++) {
    const RunStage *stage = run->stages->pdata[i];

    for (guint w = 0; stage->writes && w < stage->writes->len; w++)
      if (strcmp(stage->writes->pdata[w], layer) == 0)
        return stage->name;
  }
  return NULL;
}

static gboolean
is_told(const Column *column)
{
  if (!column->field)
    return column->part == COLUMN_SLICE;
  return column->field->type != STEMMA_SPAN
         && column->field->type != STEMMA_RANGE;
}

/* A reference's row stands under the field's own name. */
static const char *
name_of(const Column *column)
{
  return column->part == COLUMN_SECOND ? column->field->name : column->name;
}

static Sample *
sample_new(const Run *run, const RunLayer *layer)
{
  Sample *sample = g_new0(Sample, 1);

  sample->layer = layer->name;
  sample->stage = writer_of(run, layer->name);
  sample->schema = layer->layer;
  sample->counts = g_array_new(FALSE, FALSE, sizeof(SampleCount));
  sample->rows = g_array_new(FALSE, FALSE, sizeof(SampleRow));
  g_array_set_clear_func(sample->rows, row_clear);
  sample->columns = columns_new(layer->layer, TRUE, NULL);
  sample->names = g_ptr_array_new();
  for (guint i = sample->columns->len; i-- > 0;)
    if (!is_told(&g_array_index(sample->columns, Column, i)))
      g_array_remove_index(sample->columns, i);
  for (guint i = 0; i < sample->columns->len; i++)
    g_ptr_array_add(sample->names, (void *)name_of(&g_array_index(
                                       sample->columns, Column, i)));
  return sample;
}

GPtrArray *
samples_new(const Run *run)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func(sample_free);

  for (guint i = 0; run->layers && i < run->layers->len; i++) {
    const RunLayer *layer = &g_array_index(run->layers, RunLayer, i);

    if (strchr(layer->layer->name, '.'))
      g_ptr_array_add(samples, sample_new(run, layer));
  }
  return samples;
}

static char *
real_text(double value)
{
  gboolean whole = fabs(value) < 1e15 && value == trunc(value);

  return g_strdup_printf(whole ? "%.0f" : "%.6g", value);
}

/* The id of the row that a field leads to, where it has one. */
static char *
id_text(const Run *run, const Column *column, guint32 row)
{
  Table *table = run && run->corpus_table
                     ? run->corpus_table(run->engine, column->field->target)
                     : NULL;
  const stemma_table *view = table ? table_view(table) : NULL;
  const stemma_field *id = view ? row_id_field(view->layer) : NULL;
  const Column ids = { NULL, COLUMN_FIRST, id, -1 };
  const RowContext context = { 0 };
  Cell cell;

  if (!id || row >= view->rows.count)
    return NULL;
  cell =
      column_cell(&ids, view, &context, STEMMA_AT(stemma_row, view->rows, row));
  return finding_cut(cell.bytes, cell.length, TEXT);
}

static char *
cell_text(const Run *run, const Column *column, const Cell *cell)
{
  char room[SCREEN_LETTER];

  switch (cell->type) {
  case CELL_INTEGER:
    return g_strdup_printf("%" G_GINT64_FORMAT, cell->integer);
  case CELL_BOOL:
    return g_strdup(cell->integer ? "yes" : "no");
  case CELL_REAL:
    return real_text(cell->real);
  case CELL_TEXT:
    return finding_cut(cell->bytes, cell->length, TEXT);
  case CELL_DOCUMENT:
    return g_strdup(screen_letter((guint32)cell->integer, room));
  case CELL_ROW:
    return id_text(run, column, (guint32)cell->integer);
  default:
    return NULL;
  }
}

static void
keep_row(Sample *sample, const Run *run, const stemma_table *table,
         const RowContext *context, guint32 number)
{
  const stemma_row *from = STEMMA_AT(stemma_row, table->rows, number);
  SampleRow row = { context->document ? context->document->doc.index
                                      : SAMPLE_CORPUS,
                    g_new0(char *, sample->columns->len + 1) };

  for (guint i = 0; i < sample->columns->len; i++) {
    const Column *column = &g_array_index(sample->columns, Column, i);
    Cell cell = column_cell(column, table, context, from);
    char *text = cell_text(run, column, &cell);

    row.cells[i] = text ? text : g_strdup("");
  }
  g_array_append_val(sample->rows, row);
}

static void
keep_rows(Sample *sample, const Run *run, const stemma_table *table,
          const Document *document)
{
  const RowContext context = { .document = document };
  guint32 kept = MIN(table->rows.count, KEPT);

  sample->count += table->rows.count;
  for (guint32 i = 0; i < kept && sample->rows->len < KEPT_IN_ALL; i++)
    keep_row(sample, run, table, &context, i);
}

static Sample *
sample_of(GPtrArray *samples, const NamedTable *named)
{
  for (guint i = 0; i < samples->len; i++) {
    Sample *sample = samples->pdata[i];

    if (strcmp(sample->layer, named->name) == 0
        && table_schema(named->table)->stride >= sample->schema->row_size)
      return sample;
  }
  return NULL;
}

void
samples_document(GPtrArray *samples, const DocumentResult *result)
{
  for (guint i = 0; samples->len > 0 && i < result->table_count; i++) {
    Sample *sample = sample_of(samples, &result->tables[i]);
    const stemma_table *table = table_view(result->tables[i].table);
    SampleCount count = { result->document->doc.index, table->rows.count };

    if (!sample || count.count == 0)
      continue;
    g_array_append_val(sample->counts, count);
    keep_rows(sample, NULL, table, result->document);
  }
}

void
samples_corpus(GPtrArray *samples, const Run *run, const NamedTable *named)
{
  Sample *sample = sample_of(samples, named);

  if (sample)
    keep_rows(sample, run, table_view(named->table), NULL);
}

GArray *
sample_used(const Sample *sample)
{
  GArray *used = g_array_new(FALSE, FALSE, sizeof(guint));

  for (guint i = 0; i < sample->names->len; i++)
    for (guint r = 0; r < sample->rows->len; r++)
      if (*g_array_index(sample->rows, SampleRow, r).cells[i]) {
        g_array_append_val(used, i);
        break;
      }
  return used;
}

GArray *
sample_shared_out(const Sample *sample, guint lines)
{
  GArray *shown = g_array_new(FALSE, FALSE, sizeof(guint));
  guint share = MAX(lines / MAX(sample->counts->len, 1), 1);
  guint of_article = 0;

  for (guint i = 0; i < sample->rows->len && shown->len < lines; i++) {
    const SampleRow *row = &g_array_index(sample->rows, SampleRow, i);

    if (i == 0 || row->article != (row - 1)->article)
      of_article = 0;
    if (of_article++ < share)
      g_array_append_val(shown, i);
  }
  return shown;
}
