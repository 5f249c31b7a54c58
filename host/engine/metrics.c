/* SPDX-License-Identifier: Apache-2.0
 *
 * metrics.c - see metrics.h.
 *
 * Rows come in document and row order, so that a sum of real numbers is the
 * same for every number of threads.
 */
#include "metrics.h"
#include "reducer.h"
#include <string.h>

typedef struct {
  char *name;
  const stemma_metric *declared;
  const Limit *limit; /* on one document; NULL: all rows */
  guint32 document;   /* its number, METRIC_CORPUS when it is not known */
  int slot;
  guint source; /* the metric whose reducer looks at the rows: this one, or an
                 * earlier one that looks at the same */
  Reducer reducer;
} Metric;

struct MetricSet {
  GArray *metrics; /* of Metric */
  guint32 documents;
};

static void
metric_clear(gpointer data)
{
  Metric *metric = data;

  g_free(metric->name);
}

static char *
name_of(const char *stage, const char *metric, const char *document)
{
  return document ? g_strdup_printf("%s.%s[%s]", stage, metric, document)
                  : g_strconcat(stage, ".", metric, NULL);
}

/* The mean, the least and the most of a field are found in one look. */
static guint
find_source(const MetricSet *set, const Metric *metric)
{
  for (guint i = 0; !metric->limit && i < set->metrics->len; i++) {
    const Metric *other = &g_array_index(set->metrics, Metric, i);
    if (!other->limit && other->slot == metric->slot
        && reducer_is_like(&other->reducer, &metric->reducer))
      return i;
  }
  return set->metrics->len;
}

/* `limit` asks about one document, or is NULL. */
static void
add_metric(MetricSet *set, const Plan *plan, guint number,
           const stemma_metric *declared, const Limit *limit)
{
  const RunStage *stage = plan->stages->pdata[number];
  const int slot = plan_written(plan, number, declared->layer);
  const stemma_layer *layer =
      slot >= 0 ? plan_slot(plan, slot)->schema->layer : NULL;
  Metric metric = { .declared = declared,
                    .limit = limit,
                    .document = METRIC_CORPUS,
                    .slot = slot,
                    .reducer = reducer_start(declared, layer) };

  metric.name =
      name_of(stage->name, declared->name, limit ? limit->document : NULL);
  metric.source = find_source(set, &metric);
  g_array_append_val(set->metrics, metric);
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
      add_metric(set, plan, number, metric, limit);
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

  set->metrics = g_array_sized_new(FALSE, TRUE, sizeof(Metric), 1);
  g_array_set_clear_func(set->metrics, metric_clear);
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
  g_array_unref(set->metrics);
  g_free(set);
}

void
metric_set_document(MetricSet *set, const char *id)
{
  for (guint i = 0; i < set->metrics->len; i++) {
    Metric *metric = &g_array_index(set->metrics, Metric, i);
    if (metric->limit && strcmp(metric->limit->document, id) == 0)
      metric->document = set->documents;
  }
  set->documents++;
}

void
metric_set_add(MetricSet *set, guint slot, guint32 document,
               const stemma_table *table)
{
  Metric *metric = &g_array_index(set->metrics, Metric, 0);
  const guint count = set->metrics->len;

  for (guint i = 0; i < count; i++, metric++) {
    if (metric->slot != (int)slot || metric->source != i)
      continue;
    if (!metric->limit
        || (document != METRIC_CORPUS && metric->document == document))
      reducer_add(&metric->reducer, table->rows);
    else if (document == METRIC_CORPUS && metric->document != METRIC_CORPUS)
      reducer_add_of(&metric->reducer, table->rows, metric->document);
  }
}

const Limit *
metric_set_stray(const MetricSet *set, guint *at)
{
  while (*at < set->metrics->len) {
    const Metric *metric = &g_array_index(set->metrics, Metric, (*at)++);
    if (metric->limit && metric->document == METRIC_CORPUS)
      return metric->limit;
  }
  return NULL;
}

GArray *
metric_set_values(const MetricSet *set)
{
  GArray *values = g_array_new(FALSE, TRUE, sizeof(MetricValue));

  for (guint i = 0; i < set->metrics->len; i++) {
    const Metric *metric = &g_array_index(set->metrics, Metric, i);
    const Reducer *source =
        &g_array_index(set->metrics, Metric, metric->source).reducer;
    const MetricValue value = {
      .name = metric->name,
      .unit = metric->declared->unit,
      .value = reducer_result(source, metric->declared),
      .is_set = reducer_has_result(source, metric->declared),
    };

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

static const Metric *
metric_for(const MetricSet *set, const Limit *limit)
{
  g_autofree char *name = name_of(limit->stage, limit->metric, limit->document);

  for (guint i = 0; i < set->metrics->len; i++)
    if (strcmp(g_array_index(set->metrics, Metric, i).name, name) == 0)
      return &g_array_index(set->metrics, Metric, i);
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
    const Metric *metric = metric_for(set, limit);
    const MetricValue *value;
    LimitResult result = { .limit = limit };
    if (!metric)
      continue;
    value = &g_array_index(values, MetricValue,
                           metric - (Metric *)(void *)set->metrics->data);
    result.metric = metric->name;
    result.known = finding_set_known(findings, metric->name);
    result.value = value->value - (double)result.known;
    result.reached =
        value->is_set && compare(result.value, limit->op, limit->value);
    g_array_append_val(results, result);
  }
  return results;
}
