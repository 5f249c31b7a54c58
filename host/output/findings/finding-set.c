/* SPDX-License-Identifier: Apache-2.0
 *
 * finding-set.c - see finding-set.h.
 */
#include "finding-set.h"

#include "../../corpus/field.h"
#include "../../module/layer.h"
#include "fingerprint.h"
#include "places.h"
#include <string.h>

/* Corpus rows get lines and columns in these many documents. */
#define PLACED 100000u

/* A metric whose rows are told. */
typedef struct {
  guint stage;
  char *name;
  const stemma_metric *metric;
  gboolean marked;
  guint kept;
  guint64 known;
} Rule;

/* What corpus rows need of a document that is gone. */
typedef struct {
  char *path;
  Places places;
} Told;

struct FindingSet {
  Run run;
  GHashTable *baseline;
  gboolean all;
  GArray *rules; /* of Rule */
  GPtrArray *findings;
  Fingerprints *fingerprints;
  GArray *told;     /* of Told, by document */
  gboolean places;  /* some rule is about a corpus layer */
  GChecksum *words; /* of the finding in hand */
};

static gboolean
has_limit(const Run *run, const char *stage, const char *metric)
{
  const GPtrArray *limits = run->pipeline->limits;

  for (guint i = 0; limits && i < limits->len; i++) {
    const Limit *limit = limits->pdata[i];

    if (!limit->document && strcmp(limit->stage, stage) == 0
        && strcmp(limit->metric, metric) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_corpus_layer(const stemma_stage *stage, const char *name)
{
  for (guint32 i = 0; i < stage->writes.count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, stage->writes, i);

    if (strcmp(port->layer->name, name) == 0)
      return (port->layer->flags & STEMMA_LAYER_CORPUS) != 0;
  }
  return FALSE;
}

static void
add_rule(FindingSet *set, guint number, const stemma_metric *metric)
{
  const RunStage *stage = set->run.stages->pdata[number];
  Rule rule = { .stage = number, .metric = metric };

  rule.marked = (metric->flags & STEMMA_METRIC_FINDING) != 0;
  if (metric->reduce != STEMMA_COUNT
      || (!rule.marked && !has_limit(&set->run, stage->name, metric->name)))
    return;
  rule.name = g_strconcat(stage->name, ".", metric->name, NULL);
  set->places |= is_corpus_layer(stage->declared, metric->layer);
  g_array_append_val(set->rules, rule);
}

static void
rule_clear(void *data)
{
  g_free(((Rule *)data)->name);
}

static void
told_clear(void *data)
{
  Told *told = data;

  g_free(told->path);
  places_clear(&told->places);
}

FindingSet *
finding_set_new(const Run *run, GHashTable *known, gboolean all)
{
  FindingSet *set = g_new0(FindingSet, 1);

  set->run = *run;
  set->baseline = known;
  set->all = all;
  set->rules = g_array_new(FALSE, TRUE, sizeof(Rule));
  g_array_set_clear_func(set->rules, rule_clear);
  set->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
  set->fingerprints = fingerprints_new();
  set->told = g_array_new(FALSE, TRUE, sizeof(Told));
  g_array_set_clear_func(set->told, told_clear);
  set->words = g_checksum_new(G_CHECKSUM_SHA256);
  for (guint i = 0; i < run->stages->len; i++) {
    const RunStage *stage = run->stages->pdata[i];

    for (guint32 m = 0; stage->declared && m < stage->declared->metrics.count;
         m++)
      add_rule(set, i, STEMMA_AT(stemma_metric, stage->declared->metrics, m));
  }
  return set;
}

void
finding_set_free(FindingSet *set)
{
  if (!set)
    return;
  g_array_unref(set->rules);
  g_ptr_array_unref(set->findings);
  fingerprints_free(set->fingerprints);
  g_array_unref(set->told);
  g_checksum_free(set->words);
  g_free(set);
}

void
finding_set_document(FindingSet *set, const Document *document)
{
  const guint32 index = document->doc.index;
  Told *told;

  if (!set->places || index >= PLACED)
    return;
  if (set->told->len <= index)
    g_array_set_size(set->told, index + 1);
  told = &g_array_index(set->told, Told, index);
  told->path = g_strdup(document->path);
  places_start(&told->places, document);
}

/* The first field of this type; NULL: none. */
static const stemma_field *
first_field(const stemma_layer *layer, guint16 type)
{
  for (guint32 i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);

    if (field->type == type)
      return field;
  }
  return NULL;
}

/* The field that says which rows a metric counts.  FALSE: it counts none. */
static gboolean
find_where(const stemma_metric *metric, const stemma_layer *layer,
           const stemma_field **where)
{
  *where = layer_field(layer, metric->where);
  return *where || !metric->where;
}

/* `where`: NULL: all rows. */
static gboolean
is_counted(const stemma_metric *metric, const stemma_field *where,
           const stemma_row *row)
{
  gboolean set;

  if (!where)
    return TRUE;
  set = field_is_set(where, row);
  if (where->type == STEMMA_ENUM || where->type == STEMMA_BOOL)
    return set && field_u32(where, row) == metric->equals;
  return set == (metric->equals != 0);
}

static void
add_word(FindingSet *set, const char *word)
{
  fingerprint_add(set->words, word, strlen(word));
}

/* The finding that begins here; its rule's name and stage are its first
 * words. */
static Finding *
begin(FindingSet *set, const Rule *rule)
{
  const RunStage *stage = set->run.stages->pdata[rule->stage];

  g_checksum_reset(set->words);
  add_word(set, stage->name);
  add_word(set, rule->metric->name);
  return finding_new(rule->name, rule->metric->summary, rule->marked);
}

/* Would one more change nothing?  Only known ones are still counted. */
static gboolean
is_full(const FindingSet *set, const Rule *rule)
{
  return rule->kept == (rule->marked ? FINDINGS_MARKED : FINDINGS_COUNTED)
         && !(rule->marked && set->baseline);
}

static void
finish(FindingSet *set, Rule *rule, Finding *finding, const char *about)
{
  finding->fingerprint = fingerprint_take(set->fingerprints, set->words);
  finding->known =
      rule->marked && set->baseline
      && g_hash_table_contains(set->baseline, finding->fingerprint);
  rule->known += finding->known ? 1 : 0;
  if (!set->all
      && rule->kept == (rule->marked ? FINDINGS_MARKED : FINDINGS_COUNTED)) {
    finding_free(finding);
    return;
  }
  rule->kept++;
  finding_tell(finding, about);
  g_ptr_array_add(set->findings, finding);
}

static void
find_place(FindingPlace *place, const Places *places, const stemma_row *row)
{
  places_find(places, row->begin, &place->line, &place->column);
  if (place->column)
    places_find(places, row->end, &place->end_line, &place->end_column);
}

static void
note_row(FindingSet *set, Rule *rule, const Document *document,
         const Places *places, const stemma_row *row)
{
  const char *text = document->doc.text + row->begin;
  Finding *finding;

  if (row->begin > row->end || row->end > document->doc.length)
    return;
  finding = begin(set, rule);
  find_place(finding_add_place(finding, document->id, document->path, text,
                               row->end - row->begin),
             places, row);
  add_word(set, document->id);
  fingerprint_add(set->words, text, row->end - row->begin);
  finish(set, rule, finding, "");
}

static gboolean
is_rule_of(const Rule *rule, guint stage, const stemma_table *table)
{
  return rule->stage == stage
         && strcmp(rule->metric->layer, table->layer->name) == 0;
}

static void
note_rows(FindingSet *set, Rule *rule, const Document *document,
          const stemma_table *table)
{
  const stemma_field *where;
  gboolean placed = FALSE;
  Places places = { 0 };

  if (!find_where(rule->metric, table->layer, &where))
    return;
  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, table->rows, i);

    if (!is_counted(rule->metric, where, row))
      continue;
    if (is_full(set, rule))
      break;
    if (!placed)
      places_start(&places, document);
    placed = TRUE;
    note_row(set, rule, document, &places, row);
  }
  places_clear(&places);
}

void
finding_set_rows(FindingSet *set, guint stage, const Document *document,
                 const stemma_table *table)
{
  for (guint i = 0; i < set->rules->len; i++) {
    Rule *rule = &g_array_index(set->rules, Rule, i);

    if (is_rule_of(rule, stage, table))
      note_rows(set, rule, document, table);
  }
}

static const char *
string_of(const stemma_table *table, const stemma_row *row,
          const stemma_field *field, gsize *length)
{
  stemma_str str = { 0, 0 };

  memcpy(&str, (const char *)row + field->offset, sizeof str);
  if (!table->pool || (guint64)str.offset + str.length > table->pool_length)
    str.length = 0;
  *length = str.length;
  return str.length ? table->pool + str.offset : "";
}

/* The place of a corpus row that names a document and carries its text, which
 * are also words of the fingerprint, in any order. */
static void
add_corpus_place(FindingSet *set, Finding *finding, const stemma_table *table,
                 const stemma_row *row, GPtrArray *words)
{
  const stemma_field *doc = layer_field_of(table->layer, "doc", STEMMA_DOC);
  const stemma_field *text = layer_field_of(table->layer, "text", STEMMA_STR);
  const char *id = NULL, *bytes = "";
  const Told *told = NULL;
  gsize length = 0;
  guint32 index;

  if (!doc)
    return;
  index = field_u32(doc, row);
  if (index < set->told->len)
    told = &g_array_index(set->told, Told, index);
  if (set->run.document_id)
    id = set->run.document_id(set->run.engine, index);
  if (text)
    bytes = string_of(table, row, text, &length);
  if (told && told->path)
    find_place(
        finding_add_place(finding, id ? id : "", told->path, bytes, length),
        &told->places, row);
  g_ptr_array_add(words, g_strdup_printf("%s\n%.*s", id ? id : "",
                                         (int)MIN(length, G_MAXINT), bytes));
}

static int
by_bytes(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, so that the order of the documents does not matter. */
static void
add_words(FindingSet *set, GPtrArray *words)
{
  g_ptr_array_sort(words, by_bytes);
  for (guint i = 0; i < words->len; i++)
    add_word(set, words->pdata[i]);
}

/* What a row's strings say. */
static void
add_strings(const stemma_table *table, const stemma_row *row, GString *about,
            GPtrArray *words)
{
  for (guint32 i = 0; i < table->layer->fields.count; i++) {
    const stemma_field *field =
        STEMMA_AT(stemma_field, table->layer->fields, i);
    const char *bytes;
    gsize length;

    if (field->type != STEMMA_STR)
      continue;
    bytes = string_of(table, row, field, &length);
    g_ptr_array_add(words, g_strndup(bytes, length));
    if (about->len == 0) {
      g_autofree char *cut = finding_cut(bytes, length, FINDING_TEXT);

      g_string_append(about, cut);
    }
  }
}

static void
add_members(FindingSet *set, Finding *finding, const stemma_field *field,
            const stemma_row *row, GPtrArray *words)
{
  Table *table = set->run.corpus_table
                     ? set->run.corpus_table(set->run.engine, field->target)
                     : NULL;
  const stemma_table *members = table ? table_view(table) : NULL;
  stemma_range range;

  memcpy(&range, (const char *)row + field->offset, sizeof range);
  for (guint32 i = 0; members && i < range.count
                      && range.first + (guint64)i < members->rows.count;
       i++)
    add_corpus_place(set, finding, members,
                     STEMMA_AT(stemma_row, members->rows, range.first + i),
                     words);
}

static void
note_corpus_row(FindingSet *set, Rule *rule, const stemma_table *table,
                const stemma_row *row)
{
  const stemma_field *range = first_field(table->layer, STEMMA_RANGE);
  g_autoptr(GString) about = g_string_new(NULL);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  Finding *finding = begin(set, rule);

  if (range)
    add_members(set, finding, range, row, words);
  else
    add_corpus_place(set, finding, table, row, words);
  if (range || words->len == 0)
    add_strings(table, row, about, strings);
  add_words(set, words->len ? words : strings);
  finish(set, rule, finding, about->str);
}

void
finding_set_corpus(FindingSet *set, guint stage, const stemma_table *table)
{
  for (guint i = 0; i < set->rules->len; i++) {
    Rule *rule = &g_array_index(set->rules, Rule, i);
    const stemma_field *where;

    if (!is_rule_of(rule, stage, table)
        || !find_where(rule->metric, table->layer, &where))
      continue;
    for (guint32 r = 0; r < table->rows.count && !is_full(set, rule); r++) {
      const stemma_row *row = STEMMA_AT(stemma_row, table->rows, r);

      if (is_counted(rule->metric, where, row))
        note_corpus_row(set, rule, table, row);
    }
  }
}

const GPtrArray *
finding_set_list(const FindingSet *set)
{
  return set->findings;
}

guint64
finding_set_known(const FindingSet *set, const char *metric)
{
  for (guint i = 0; i < set->rules->len; i++) {
    const Rule *rule = &g_array_index(set->rules, Rule, i);

    if (strcmp(rule->name, metric) == 0)
      return rule->known;
  }
  return 0;
}
