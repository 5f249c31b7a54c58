/* SPDX-License-Identifier: Apache-2.0
 *
 * metrics.c - the limits of a pipeline name metrics that its stages have.
 */
#include "build.h"
#include <string.h>

static const Chosen *
stage_named(const Plan *plan, const char *name)
{
  for (guint i = 0; i < plan->chosen->len; i++)
    if (strcmp(chosen_at(plan, i)->file_stage->name, name) == 0)
      return chosen_at(plan, i);
  return NULL;
}

static const stemma_layer *
layer_named(const stemma_stage *stage, const char *name)
{
  for (guint32 i = 0; i < stage->writes.count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, stage->writes, i);

    if (strcmp(port->layer->name, name) == 0)
      return port->layer;
  }
  return NULL;
}

/* Does each of its rows belong to a document, or name one? */
static gboolean
is_of_documents(const stemma_layer *layer)
{
  if (!(layer->flags & STEMMA_LAYER_CORPUS))
    return TRUE;
  for (guint32 i = 0; i < layer->fields.count; i++)
    if (STEMMA_AT(stemma_field, layer->fields, i)->type == STEMMA_DOC)
      return TRUE;
  return FALSE;
}

/* A limit on one document needs a metric that tells documents apart. */
static void
check_document(Build *build, const Limit *limit, const stemma_stage *stage,
               const stemma_metric *metric)
{
  const stemma_layer *layer = layer_named(stage, metric->layer);
  const char *why = NULL;

  if (!limit->document)
    return;
  if (metric->flags & STEMMA_METRIC_FINDING)
    why = "counts findings, which is for all documents at once";
  else if (!layer || !is_of_documents(layer))
    why = "is not about single documents";
  if (why)
    diagnostics_add(build->all, DIAGNOSTIC_ERROR, "E701", &limit->place,
                    "the metric \"%s.%s\" %s", limit->stage, limit->metric,
                    why);
}

static void
check_limit(Build *build, const Limit *limit, const Chosen *chosen)
{
  const stemma_list metrics = chosen->stage->metrics;
  g_autofree const char **names = g_new0(const char *, metrics.count + 1);
  Diagnostic *told;

  for (guint i = 0; i < metrics.count; i++) {
    const stemma_metric *metric = STEMMA_AT(stemma_metric, metrics, i);

    names[i] = metric->name;
    if (strcmp(names[i], limit->metric) == 0) {
      check_document(build, limit, chosen->stage, metric);
      return;
    }
  }
  told = diagnostics_add(build->all, DIAGNOSTIC_ERROR, "E701", &limit->place,
                         "stage \"%s\" has no metric \"%s\"", limit->stage,
                         limit->metric);
  if (metrics.count == 0)
    diagnostic_hint(told, "it has no metrics");
  else
    diagnostic_allowed(told, names, NULL);
  diagnostic_suggest(told, limit->metric, names);
}

void
metrics_check(Build *build)
{
  const GPtrArray *limits = build->plan->pipeline->limits;

  /* A limit on a stage that does not exist is the pipeline reader's to tell. */
  for (guint i = 0; limits && i < limits->len; i++) {
    const Limit *limit = limits->pdata[i];
    const Chosen *chosen = stage_named(build->plan, limit->stage);
    if (chosen && chosen->stage)
      check_limit(build, limit, chosen);
  }
}
