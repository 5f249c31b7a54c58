/* SPDX-License-Identifier: Apache-2.0
 *
 * summary.c - gathers what the sections show.
 */
#include "summary.h"

#include "../findings/finding.h"
#include <string.h>

/* Rows that are only listed: so many are kept of an article, and in all. */
#define LISTED 12u
#define LISTED_IN_ALL 144u

static void
article_clear(void *data)
{
  Article *article = data;

  g_free(article->id);
  g_free(article->outlet);
  g_free(article->path);
  g_free(article->failure);
}

static void
listed_clear(void *data)
{
  Listed *listed = data;

  g_free(listed->text);
  g_free(listed->note);
}

static GArray *
array_of(guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new(FALSE, TRUE, size);

  g_array_set_clear_func(array, clear);
  return array;
}

static gboolean
is_written(const Run *run, const char *layer)
{
  for (guint i = 0; i < run->stages->len; i++) {
    const GPtrArray *writes = ((RunStage *)run->stages->pdata[i])->writes;

    for (guint w = 0; writes && w < writes->len; w++)
      if (strcmp(writes->pdata[w], layer) == 0)
        return TRUE;
  }
  return FALSE;
}

/* Whatever it is called in this pipeline. */
static gboolean
is_reported(const Run *run, const char *layer)
{
  if (!run->layers)
    return is_written(run, layer);
  for (guint i = 0; i < run->layers->len; i++)
    if (strcmp(g_array_index(run->layers, RunLayer, i).layer->name, layer) == 0)
      return TRUE;
  return FALSE;
}

void
summary_start(Summary *summary, const Run *run)
{
  *summary = (Summary){ .run = *run,
                        .compares_quotes = is_written(run, "utterance"),
                        .finds_quotes = is_reported(run, "quote"),
                        .finds_amounts = is_reported(run, "quantity") };
  summary->articles = array_of(sizeof(Article), article_clear);
  summary->quotes = array_of(sizeof(Listed), listed_clear);
  summary->quantities = array_of(sizeof(Listed), listed_clear);
  summary->samples = samples_new(run);
  summary->failures = g_ptr_array_new_with_free_func(g_free);
  summary->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)table_unref);
}

void
summary_clear(Summary *summary)
{
  if (!summary->articles)
    return;
  g_array_unref(summary->articles);
  g_array_unref(summary->quotes);
  g_array_unref(summary->quantities);
  g_ptr_array_unref(summary->samples);
  g_ptr_array_unref(summary->failures);
  g_hash_table_unref(summary->tables);
}

static void
note_scores(Article *article, const stemma_table *table)
{
  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_sentiment *row = STEMMA_AT(stemma_sentiment, table->rows, i);

    if (row->scope > STEMMA_SCOPE_SPEECH)
      continue;
    article->scores |= 1u << row->scope;
    article->score[row->scope] = row->score;
  }
}

static char *
slice(const Document *document, const stemma_row *row)
{
  guint32 length = document->doc.length;

  if (row->begin > row->end || row->end > length)
    return g_strdup("");
  return g_strndup(document->doc.text + row->begin,
                   MIN(row->end - row->begin, 400));
}

static void
list_quotes(Summary *summary, const Document *document,
            const stemma_table *table)
{
  for (guint32 i = 0; i < MIN(table->rows.count, LISTED)
                      && summary->quotes->len < LISTED_IN_ALL;
       i++) {
    const stemma_quote *row = STEMMA_AT(stemma_quote, table->rows, i);
    stemma_str who =
        STEMMA_IS_SET(row, STEMMA_QUOTE_ENTITY) ? row->entity : row->speaker;
    Listed listed = { document->doc.index, slice(document, &row->row), NULL };

    listed.note = g_strdup(summary_text(table, who));
    g_array_append_val(summary->quotes, listed);
  }
}

/* "more than 18 months" is told as the text says it, then what it was read as.
 */
static char *
describe(const stemma_table *table, const stemma_quantity *row)
{
  GString *text = g_string_new(NULL);

  if (row->modifier > STEMMA_EXACT && row->modifier <= STEMMA_AT_MOST) {
    g_string_append(text, stemma_quantity_modifiers[row->modifier]);
    g_strdelimit(text->str, "_", ' ');
    g_string_append_c(text, ' ');
  }
  if (STEMMA_IS_SET(row, STEMMA_QUANTITY_VALUE))
    g_string_append_printf(text, "%.15g", row->value);
  if (STEMMA_IS_SET(row, STEMMA_QUANTITY_HIGH))
    g_string_append_printf(text, " to %.15g", row->high);
  if (STEMMA_IS_SET(row, STEMMA_QUANTITY_UNIT))
    g_string_append_printf(text, " %s", summary_text(table, row->unit));
  return g_string_free(text, FALSE);
}

static void
list_quantities(Summary *summary, const Document *document,
                const stemma_table *table)
{
  for (guint32 i = 0; i < MIN(table->rows.count, LISTED)
                      && summary->quantities->len < LISTED_IN_ALL;
       i++) {
    const stemma_quantity *row = STEMMA_AT(stemma_quantity, table->rows, i);
    Listed listed = { document->doc.index, slice(document, &row->row),
                      describe(table, row) };

    g_array_append_val(summary->quantities, listed);
  }
}

static gboolean
is_layer(Table *table, const char *layer, gsize row_size)
{
  return strcmp(table_schema(table)->name, layer) == 0
         && table_schema(table)->stride >= row_size;
}

static void
note_table(Summary *summary, Article *article, const Document *document,
           Table *table)
{
  const stemma_table *view = table_view(table);

  if (is_layer(table, "sentiment", sizeof(stemma_sentiment))) {
    note_scores(article, view);
  } else if (is_layer(table, "quote", sizeof(stemma_quote))) {
    article->quotes += view->rows.count;
    list_quotes(summary, document, view);
  } else if (is_layer(table, "quantity", sizeof(stemma_quantity))) {
    article->amounts += view->rows.count;
    list_quantities(summary, document, view);
  }
}

void
summary_document(Summary *summary, const DocumentResult *result)
{
  const Document *document = result->document;
  guint32 index = document->doc.index;
  Article *article;

  if (summary->articles->len <= index)
    g_array_set_size(summary->articles, index + 1);
  article = &g_array_index(summary->articles, Article, index);
  article->id = g_strdup(document->id);
  article->outlet = g_strdup(document_outlet(document));
  article->path = g_strdup(document->path);
  article->line = document->line;
  if (document->error) {
    article->line =
        document->error->line ? document->error->line : document->line;
    article->column = document->error->column;
    article->code = g_intern_string(document->error->code);
    article->failure = g_strdup_printf("%s: %s", document->error->code,
                                       document->error->message);
    return;
  }
  for (guint i = 0; i < result->table_count; i++)
    note_table(summary, article, document, result->tables[i].table);
  samples_document(summary->samples, result);
}

const char *
summary_name(const Summary *summary, guint32 number)
{
  const Article *article = &g_array_index(summary->articles, Article, number);

  for (guint i = 0; article->outlet && i < summary->articles->len; i++)
    if (i != number
        && g_strcmp0(g_array_index(summary->articles, Article, i).outlet,
                     article->outlet)
               == 0)
      return article->id;
  return article->outlet ? article->outlet : article->id;
}

void
summary_corpus(Summary *summary, const NamedTable *named)
{
  const char *layer = table_schema(named->table)->name;

  samples_corpus(summary->samples, &summary->run, named);
  if (!g_hash_table_contains(summary->tables, layer))
    g_hash_table_insert(summary->tables, g_strdup(layer),
                        table_ref(named->table));
}

void
summary_failure(Summary *summary, const CorpusFailure *failure)
{
  g_ptr_array_add(summary->failures,
                  g_strdup_printf("stage %s: %s (%s)", failure->stage,
                                  failure->message, failure->code));
}

GPtrArray *
summary_places(const Summary *summary, const char *metric)
{
  const GPtrArray *findings = summary->end->findings;
  GPtrArray *places = g_ptr_array_new();

  for (guint i = 0; findings && i < findings->len; i++) {
    const Finding *finding = findings->pdata[i];

    if (finding->known || strcmp(finding->metric, metric) != 0)
      continue;
    for (guint p = 0; p < finding->places->len; p++)
      g_ptr_array_add(places, finding_place(finding, p));
  }
  return places;
}

const stemma_table *
summary_table(const Summary *summary, const char *layer, gsize row_size)
{
  Table *table = g_hash_table_lookup(summary->tables, layer);

  if (!table || table_schema(table)->stride < row_size)
    return NULL;
  return table_view(table);
}

const char *
summary_text(const stemma_table *table, stemma_str str)
{
  if (!table->pool || (guint64)str.offset + str.length >= table->pool_length)
    return "";
  return table->pool + str.offset;
}

int
summary_compare_numbers(const void *first, const void *second)
{
  guint32 a = *(const guint32 *)first, b = *(const guint32 *)second;

  return a < b ? -1 : a > b;
}
