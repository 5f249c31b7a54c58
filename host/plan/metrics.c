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

static void
check_limit(Build *build, const Limit *limit, const Chosen *chosen)
{
  const stemma_list metrics = chosen->stage->metrics;
  g_autofree const char **names = g_new0(const char *, metrics.count + 1);
  Diagnostic *told;

  for (guint i = 0; i < metrics.count; i++) {
    names[i] = STEMMA_AT(stemma_metric, metrics, i)->name;
    if (strcmp(names[i], limit->metric) == 0)
      return;
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
