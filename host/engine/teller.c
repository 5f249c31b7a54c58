/* SPDX-License-Identifier: Apache-2.0
 *
 * teller.c - tells reports and the user what came of the run, in order.
 */
#include "run.h"
#include <string.h>

void
teller_open(Engine *engine, GPtrArray *reports)
{
  Teller *teller = &engine->teller;

  teller->reports = reports;
  teller->metrics = metric_set_new(engine->plan);
  for (guint i = 0; i < engine->plan->slots->len && !teller->ids; i++)
    if (plan_slot(engine->plan, i)->corpus) {
      teller->ids = g_string_new(NULL);
      teller->id_at = g_array_new(FALSE, FALSE, sizeof(guint64));
    }
}

void
teller_close(Engine *engine)
{
  Teller *teller = &engine->teller;

  g_clear_pointer(&teller->metrics, metric_set_free);
  g_clear_pointer(&teller->findings, finding_set_free);
  g_clear_pointer(&teller->layers, g_array_unref);
  g_clear_error(&teller->error);
  if (teller->ids)
    g_string_free(teller->ids, TRUE);
  g_clear_pointer(&teller->id_at, g_array_unref);
}

static const char *
document_id(const void *data, guint32 index)
{
  const Teller *teller = &((const Engine *)data)->teller;

  if (!teller->ids || index >= teller->id_at->len)
    return "";
  return teller->ids->str + g_array_index(teller->id_at, guint64, index);
}

void
teller_id(Engine *engine, const char *id)
{
  Teller *teller = &engine->teller;
  guint64 at;

  metric_set_document(teller->metrics, id);
  if (!teller->ids)
    return;
  at = teller->ids->len;
  g_array_append_val(teller->id_at, at);
  g_string_append(teller->ids, id);
  g_string_append_c(teller->ids, '\0');
}

static Table *
corpus_table(const void *data, const char *layer)
{
  const Engine *engine = data;

  for (guint i = engine->plan->slots->len; i-- > 0;)
    if (engine->corpus[i]
        && strcmp(plan_slot(engine->plan, i)->schema->name, layer) == 0)
      return engine->corpus[i];
  return NULL;
}

static GArray *
layers_told(const Plan *plan)
{
  GArray *layers = g_array_new(FALSE, FALSE, sizeof(RunLayer));

  for (guint i = 0; i < plan->slots->len; i++) {
    const Slot *slot = plan_slot(plan, i);
    const RunLayer layer = { slot->name, slot->schema->layer };
    if (plan_reports(plan, slot))
      g_array_append_val(layers, layer);
  }
  return layers;
}

gboolean
teller_begin(Engine *engine)
{
  Teller *teller = &engine->teller;
  Run run = { .pipeline = engine->plan->pipeline,
              .stages = engine->plan->stages,
              .color = engine->settings->color,
              .document_id = document_id,
              .corpus_table = corpus_table,
              .engine = engine };

  teller->layers = layers_told(engine->plan);
  run.layers = teller->layers;
  teller->findings = finding_set_new(&run, engine->settings->baseline,
                                     engine->settings->all_findings);

  for (guint i = 0; i < teller->reports->len; i++) {
    Report *report = teller->reports->pdata[i];
    if (!report->begin(report, &run, &teller->error))
      return FALSE;
  }
  return TRUE;
}

void
teller_logs(Engine *engine, const char *document, GPtrArray *logs)
{
  const EngineSettings *settings = engine->settings;

  for (guint i = 0; settings->log && i < logs->len; i++) {
    const LogLine *said = logs->pdata[i];
    const TapeLine line = { said->level, said->stage, document, said->line };

    if (!said->passing)
      tape_line(settings->tape, &line);
    settings->log(settings->data, said->level, said->stage, document,
                  said->line);
  }
  g_ptr_array_set_size(logs, 0);
}

static void
count_document(Engine *engine, const DocumentResult *result)
{
  const EngineSettings *settings = engine->settings;

  engine->teller.documents++;
  if (!result->document->error)
    return;
  engine->teller.failed++;
  if (settings->say)
    settings->say(settings->data, result, NULL);
}

gboolean
teller_document(Engine *engine, const DocumentResult *result,
                const GPtrArray *bytes)
{
  Teller *teller = &engine->teller;

  count_document(engine, result);
  for (guint i = 0; i < teller->reports->len; i++) {
    Report *report = teller->reports->pdata[i];
    if (!report->document(report, result, bytes->pdata[i], &teller->error))
      return FALSE;
  }
  teller->stopped =
      result->document->error && engine->plan->pipeline->stop_on_error;
  return !teller->stopped;
}

gboolean
teller_failure(Engine *engine, const char *stage, const Failure *failure)
{
  Teller *teller = &engine->teller;
  CorpusFailure told = { stage, failure->code, failure->message };

  teller->trouble = TRUE;
  if (engine->settings->say)
    engine->settings->say(engine->settings->data, NULL, &told);
  for (guint i = 0; i < teller->reports->len; i++) {
    Report *report = teller->reports->pdata[i];
    if (!report->failure(report, &told, &teller->error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
tell_table(Engine *engine, const NamedTable *table)
{
  Teller *teller = &engine->teller;

  for (guint i = 0; i < teller->reports->len; i++) {
    Report *report = teller->reports->pdata[i];
    if (!report->corpus(report, table, &teller->error))
      return FALSE;
  }
  return TRUE;
}

gboolean
teller_corpus(Engine *engine)
{
  const Plan *plan = engine->plan;

  for (guint i = 0; i < plan->slots->len; i++) {
    const Slot *slot = plan_slot(plan, i);
    NamedTable table = { slot->name, engine->corpus[i] };
    if (!slot->corpus || !table.table)
      continue;
    metric_set_add(engine->teller.metrics, i, METRIC_CORPUS,
                   table_view(table.table));
    if (plan_reports(plan, slot) && !tell_table(engine, &table))
      return FALSE;
  }
  return TRUE;
}

/* Once all corpus tables are there, for rows refer to rows of others. */
static void
find_in_corpus(Engine *engine)
{
  for (guint i = 0; i < engine->plan->slots->len; i++)
    if (plan_slot(engine->plan, i)->corpus && engine->corpus[i]
        && !plan_slot(engine->plan, i)->hidden)
      finding_set_corpus(engine->teller.findings,
                         plan_slot(engine->plan, i)->stage,
                         table_view(engine->corpus[i]));
}

static int
status_of(const Teller *teller, const GArray *limits)
{
  if (teller->failed > 0 || teller->trouble)
    return 2;
  for (guint i = 0; i < limits->len; i++)
    if (g_array_index(limits, LimitResult, i).reached)
      return 1;
  return 0;
}

/* Only now is it known which documents there were. */
static gboolean
tell_stray_limits(Engine *engine)
{
  const Limit *limit;
  guint at = 0;

  while ((limit = metric_set_stray(engine->teller.metrics, &at)) != NULL) {
    Failure failure = { .code = "E703" };

    g_snprintf(failure.message, sizeof failure.message,
               "a limit asks about the document \"%s\", which is not in this "
               "run: %s.%s[%s]",
               limit->document, limit->stage, limit->metric, limit->document);
    if (!teller_failure(engine, limit->stage, &failure))
      return FALSE;
  }
  return TRUE;
}

gboolean
teller_end(Engine *engine, int *status)
{
  Teller *teller = &engine->teller;
  g_autoptr(GArray) metrics = metric_set_values(teller->metrics);
  g_autoptr(GArray) limits = NULL;
  RunEnd end = { teller->documents, teller->failed, metrics };

  find_in_corpus(engine);
  if (!teller->stopped && !tell_stray_limits(engine))
    return FALSE;
  limits = metric_set_limits(teller->metrics, engine->plan->pipeline->limits,
                             teller->findings);
  end.limits = limits;
  end.status = status_of(teller, limits);
  end.findings = finding_set_list(teller->findings);
  end.has_baseline = engine->settings->baseline != NULL;
  *status = end.status;
  for (guint i = 0; i < teller->reports->len; i++) {
    Report *report = teller->reports->pdata[i];
    if (!report->end(report, &end, &teller->error))
      return FALSE;
  }
  return TRUE;
}

void
teller_progress(Engine *engine, guint pass, guint64 documents)
{
  const EngineSettings *settings = engine->settings;

  if (settings->progress)
    settings->progress(settings->data, pass, documents,
                       atomic_load(&engine->done_bytes),
                       atomic_load(&engine->total_bytes));
}
