/* SPDX-License-Identifier: Apache-2.0
 *
 * metrics.c - see metrics.h.
 *
 * Rows come in document and row order, so that a sum of real numbers is the
 * same for every number of threads.
 */
#include "metrics.h"
#include <string.h>

/* Which rows a reducer takes, as two comparisons that fit every row of a
 * layer. */
typedef struct {
  guint32 bits; /* of `present`: those that matter, */
  guint32 set;  /* and of them those that must be set */
  guint32 offset;
  guint32 mask, value; /* the number there, under the mask, is the value */
} Filter;

typedef struct {
  char *name;
  const stemma_metric *metric;
  const stemma_layer *layer;
  const Limit *limit; /* on one document; NULL: all rows */
  guint32 document;   /* its number, METRIC_CORPUS when it is not known */
  int slot;
  const stemma_field *field; /* the number; NULL: rows are counted */
  gboolean takes_all;
  Filter filter;
  guint source; /* the reducer that looks at the rows: this one, or an earlier
                 * one that looks at the same numbers of the same rows */
  guint64 count;
  double sum;
  double least;
  double most;
} Reducer;

struct MetricSet {
  GArray *reducers; /* of Reducer */
  guint32 documents;
};

static const stemma_field *
field_named(const stemma_layer *layer, const char *name)
{
  for (guint i = 0; name && i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);
    if (strcmp(field->name, name) == 0)
      return field;
  }
  return NULL;
}

static void
reducer_clear(gpointer data)
{
  Reducer *reducer = data;

  g_free(reducer->name);
}

static char *
name_of(const char *stage, const char *metric, const char *document)
{
  return document ? g_strdup_printf("%s.%s[%s]", stage, metric, document)
                  : g_strconcat(stage, ".", metric, NULL);
}

static guint32
bit_of(const stemma_field *field)
{
  return field->flags & STEMMA_FIELD_NULLABLE ? 1u << (field->bit & 31) : 0;
}

/* The field must be set, or unset.  No row passes where it never is so, or was
 * to be the other before. */
static void
filter_set(Filter *filter, const stemma_field *field, gboolean set)
{
  const guint32 bit = bit_of(field), wanted = set ? bit : 0;

  if ((!bit && !set) || ((filter->set ^ wanted) & filter->bits & bit))
    *filter = (Filter){ .mask = 0, .value = 1 };
  filter->bits |= bit;
  filter->set |= wanted;
}

/* The rows that the metric counts, and of them those with a number. */
static Filter
filter_for(const stemma_metric *metric, const stemma_field *where,
           const stemma_field *number)
{
  const gboolean by_value =
      where && (where->type == STEMMA_ENUM || where->type == STEMMA_BOOL);
  Filter filter = { 0 };

  if (by_value) {
    filter.offset = where->offset;
    filter.mask = G_MAXUINT32;
    filter.value = metric->equals;
  }
  if (where)
    filter_set(&filter, where, by_value || metric->equals != 0);
  if (number)
    filter_set(&filter, number, TRUE);
  return filter;
}

static gboolean
are_alike(const Reducer *a, const Reducer *b)
{
  return !a->limit && !b->limit && a->slot == b->slot && a->field == b->field
         && memcmp(&a->filter, &b->filter, sizeof a->filter) == 0;
}

/* The mean, the least and the most of a field are found in one look. */
static guint
find_source(const MetricSet *set, const Reducer *reducer)
{
  for (guint i = 0; i < set->reducers->len; i++)
    if (are_alike(&g_array_index(set->reducers, Reducer, i), reducer))
      return i;
  return set->reducers->len;
}

/* `limit` asks about one document, or is NULL. */
static void
add_reducer(MetricSet *set, const Plan *plan, guint number,
            const stemma_metric *metric, const Limit *limit)
{
  const RunStage *stage = plan->stages->pdata[number];
  Reducer reducer = { .metric = metric,
                      .limit = limit,
                      .document = METRIC_CORPUS };
  const stemma_field *where;

  reducer.name =
      name_of(stage->name, metric->name, limit ? limit->document : NULL);
  reducer.slot = plan_written(plan, number, metric->layer);
  if (reducer.slot >= 0) {
    reducer.layer = plan_slot(plan, reducer.slot)->schema->layer;
    reducer.field = field_named(reducer.layer, metric->field);
    where = field_named(reducer.layer, metric->where);
    reducer.takes_all = !where && !reducer.field;
    reducer.filter = filter_for(metric, where, reducer.field);
  }
  reducer.source = find_source(set, &reducer);
  g_array_append_val(set->reducers, reducer);
}

/* The metrics of the stage: all, or the one that the limit asks for of one
 * document. */
static void
add_stage(MetricSet *set, const Plan *plan, guint number, const Limit *limit)
{
  const RunStage *stage = plan->stages->pdata[number];
  const stemma_list metrics = stage->declared->metrics;

  if (limit && strcmp(limit->stage, stage->name) != 0)
    return;
  for (guint i = 0; i < metrics.count; i++) {
    const stemma_metric *metric = STEMMA_AT(stemma_metric, metrics, i);
    if (!limit || strcmp(limit->metric, metric->name) == 0)
      add_reducer(set, plan, number, metric, limit);
  }
}

/* A file and the command line may ask for the same. */
static gboolean
is_asked_before(const GPtrArray *limits, guint number)
{
  const Limit *limit = limits->pdata[number];

  for (guint i = 0; i < number; i++) {
    const Limit *other = limits->pdata[i];
    if (g_strcmp0(other->document, limit->document) == 0
        && strcmp(other->stage, limit->stage) == 0
        && strcmp(other->metric, limit->metric) == 0)
      return TRUE;
  }
  return FALSE;
}

MetricSet *
metric_set_new(const Plan *plan)
{
  const GPtrArray *limits = plan->pipeline->limits;
  MetricSet *set = g_new0(MetricSet, 1);

  set->reducers = g_array_new(FALSE, TRUE, sizeof(Reducer));
  g_array_set_clear_func(set->reducers, reducer_clear);
  for (guint i = 0; i < plan->stages->len; i++)
    add_stage(set, plan, i, NULL);
  for (guint i = 0; limits && i < limits->len; i++) {
    const Limit *limit = limits->pdata[i];
    if (!limit->document || is_asked_before(limits, i))
      continue;
    for (guint k = 0; k < plan->stages->len; k++)
      add_stage(set, plan, k, limit);
  }
  return set;
}

void
metric_set_free(MetricSet *set)
{
  if (!set)
    return;
  g_array_unref(set->reducers);
  g_free(set);
}

static gboolean
is_set(const stemma_row *row, const stemma_field *field)
{
  return !(field->flags & STEMMA_FIELD_NULLABLE)
         || (row->present >> (field->bit & 31) & 1u);
}

static guint32
u32_of(const stemma_row *row, const stemma_field *field)
{
  guint32 value;

  memcpy(&value, (const char *)row + field->offset, sizeof value);
  return value;
}

/* Does the row of a corpus layer name the reducer's document? */
static gboolean
names_document(const Reducer *reducer, const stemma_row *row)
{
  const stemma_list fields = reducer->layer->fields;

  for (guint i = 0; i < fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, fields, i);
    if (field->type == STEMMA_DOC && is_set(row, field)
        && u32_of(row, field) == reducer->document)
      return TRUE;
  }
  return FALSE;
}

static inline gboolean
passes(const Filter *filter, const guint8 *row)
{
  guint32 present, value;

  memcpy(&present, row + offsetof(stemma_row, present), sizeof present);
  memcpy(&value, row + filter->offset, sizeof value);
  return ((present & filter->bits) == filter->set)
         & ((value & filter->mask) == filter->value);
}

static double
number_of(const stemma_row *row, const stemma_field *field)
{
  const char *at = (const char *)row + field->offset;
  gint64 whole;
  double real;
  gint32 small;

  switch (field->type) {
  case STEMMA_F64:
    memcpy(&real, at, sizeof real);
    return real;
  case STEMMA_I64:
    memcpy(&whole, at, sizeof whole);
    return (double)whole;
  case STEMMA_I32:
    memcpy(&small, at, sizeof small);
    return small;
  default:
    return u32_of(row, field);
  }
}

static void
add_number(Reducer *reducer, double value)
{
  if (reducer->count == 0 || value < reducer->least)
    reducer->least = value;
  if (reducer->count == 0 || value > reducer->most)
    reducer->most = value;
  reducer->count++;
  reducer->sum += value;
}

void
metric_set_document(MetricSet *set, const char *id)
{
  for (guint i = 0; i < set->reducers->len; i++) {
    Reducer *reducer = &g_array_index(set->reducers, Reducer, i);
    if (reducer->limit && strcmp(reducer->limit->document, id) == 0)
      reducer->document = set->documents;
  }
  set->documents++;
}

/* Rows of a layer that were counted, without a look at each where all are. */
static guint64
count_rows(const Reducer *reducer, stemma_list rows)
{
  const Filter filter = reducer->filter;
  const guint8 *at = rows.items;
  guint64 count = 0;

  if (reducer->takes_all)
    return rows.count;
  for (guint32 i = 0; i < rows.count; i++, at += rows.stride)
    count += (guint)passes(&filter, at);
  return count;
}

static void
add_numbers(Reducer *reducer, gboolean choose, stemma_list rows)
{
  const Filter filter = reducer->filter;
  const guint8 *at = rows.items;

  for (guint32 i = 0; i < rows.count; i++, at += rows.stride) {
    const stemma_row *row = (const void *)at;

    if (passes(&filter, at) && (!choose || names_document(reducer, row)))
      add_number(reducer, reducer->field ? number_of(row, reducer->field) : 0);
  }
}

static void
add_table(Reducer *reducer, gboolean choose, const stemma_table *table)
{
  if (choose || reducer->field)
    add_numbers(reducer, choose, table->rows);
  else
    reducer->count += count_rows(reducer, table->rows);
}

void
metric_set_add(MetricSet *set, guint slot, guint32 document,
               const stemma_table *table)
{
  for (guint i = 0; i < set->reducers->len; i++) {
    Reducer *reducer = &g_array_index(set->reducers, Reducer, i);
    if (reducer->slot != (int)slot || reducer->source != i)
      continue;
    if (!reducer->limit)
      add_table(reducer, FALSE, table);
    else if (document == METRIC_CORPUS && reducer->document != METRIC_CORPUS)
      add_table(reducer, TRUE, table);
    else if (document != METRIC_CORPUS && reducer->document == document)
      add_table(reducer, FALSE, table);
  }
}

const Limit *
metric_set_stray(const MetricSet *set, guint *at)
{
  while (*at < set->reducers->len) {
    const Reducer *reducer = &g_array_index(set->reducers, Reducer, (*at)++);
    if (reducer->limit && reducer->document == METRIC_CORPUS)
      return reducer->limit;
  }
  return NULL;
}

static const Reducer *
source_of(const MetricSet *set, const Reducer *reducer)
{
  return &g_array_index(set->reducers, Reducer, reducer->source);
}

/* What `reducer` makes of what its source found. */
static double
result_of(const Reducer *source, const Reducer *reducer)
{
  switch (reducer->metric->reduce) {
  case STEMMA_SUM:
    return source->sum;
  case STEMMA_MEAN:
    return source->count ? source->sum / (double)source->count : 0;
  case STEMMA_MIN:
    return source->least;
  case STEMMA_MAX:
    return source->most;
  default:
    return (double)source->count;
  }
}

GArray *
metric_set_values(const MetricSet *set)
{
  GArray *values = g_array_new(FALSE, TRUE, sizeof(MetricValue));

  for (guint i = 0; i < set->reducers->len; i++) {
    const Reducer *reducer = &g_array_index(set->reducers, Reducer, i);
    const Reducer *source = source_of(set, reducer);
    MetricValue value = { .name = reducer->name,
                          .unit = reducer->metric->unit,
                          .value = result_of(source, reducer) };
    value.is_set = source->count > 0 || reducer->metric->reduce == STEMMA_COUNT
                   || reducer->metric->reduce == STEMMA_SUM;
    g_array_append_val(values, value);
  }
  return values;
}

static gboolean
compare(double value, LimitOp op, double limit)
{
  switch (op) {
  case LIMIT_GT:
    return value > limit;
  case LIMIT_GE:
    return value >= limit;
  case LIMIT_LT:
    return value < limit;
  case LIMIT_LE:
    return value <= limit;
  default:
    return value >= limit && value <= limit;
  }
}

static const Reducer *
reducer_for(const MetricSet *set, const Limit *limit)
{
  g_autofree char *name = name_of(limit->stage, limit->metric, limit->document);

  for (guint i = 0; i < set->reducers->len; i++)
    if (strcmp(g_array_index(set->reducers, Reducer, i).name, name) == 0)
      return &g_array_index(set->reducers, Reducer, i);
  return NULL;
}

GArray *
metric_set_limits(const MetricSet *set, const GPtrArray *limits,
                  const FindingSet *findings)
{
  GArray *results = g_array_new(FALSE, TRUE, sizeof(LimitResult));
  g_autoptr(GArray) values = metric_set_values(set);

  for (guint i = 0; limits && i < limits->len; i++) {
    const Limit *limit = limits->pdata[i];
    const Reducer *reducer = reducer_for(set, limit);
    const MetricValue *value;
    LimitResult result = { .limit = limit };
    if (!reducer)
      continue;
    value = &g_array_index(values, MetricValue,
                           reducer - (Reducer *)(void *)set->reducers->data);
    result.metric = reducer->name;
    result.known = finding_set_known(findings, reducer->name);
    result.value = value->value - (double)result.known;
    result.reached =
        value->is_set && compare(result.value, limit->op, limit->value);
    g_array_append_val(results, result);
  }
  return results;
}
