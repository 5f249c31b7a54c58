/* SPDX-License-Identifier: Apache-2.0
 *
 * pass.c - all documents once: each is taken, analysed while it is hot in the
 * cache, and told in its turn.
 */
#include "item.h"
#include "ring.h"

/* Items for each thread: enough that a slow document does not stop the
 * others. */
#define WINDOW 4u

typedef struct {
  Engine *engine;
  guint number;
  gboolean tells;
  guint64 documents; /* given */
} Pass;

static gboolean
take_document(gpointer data, gpointer taken)
{
  Pass *pass = data;
  Engine *engine = pass->engine;
  Flight *item = taken;
  guint64 done, total;

  item_clear(item);
  if (engine_is_cancelled(engine))
    return FALSE;
  item->document = reader_next(engine->reader);
  if (!item->document)
    return FALSE;
  reader_progress(engine->reader, &done, &total);
  atomic_store(&engine->done_bytes, done);
  atomic_store(&engine->total_bytes, total);
  return TRUE;
}

static void
fail_document(Flight *item, const Step *step, const Failure *failure)
{
  document_fail(item->document, step->file_stage->name, failure->code, "%s",
                failure->message);
}

/* One map stage; FALSE: the document is done with. */
static gboolean
run_map(Flight *item, guint worker, guint index)
{
  Engine *engine = item->engine;
  const Step *step = plan_step(engine->plan, index);
  Instance *instance = engine->instances[index];
  stemma_error error = error_new();
  stemma_status status;
  CallResult result;
  Failure failure;
  stemma_job job;
  Call call;

  item_open_writers(item, index);
  job = item_job(item, index);
  if (!call_begin(&call, instance, worker, &engine->workers[worker].arena,
                  item->logs, &failure)) {
    fail_document(item, step, &failure);
    return FALSE;
  }
  status = step->stage->map->process(instance_self(instance), call.worker, &job,
                                     &error);
  result = call_end(&call, status, &error, &failure);
  if (result == CALL_DONE && item_check(item, index, &failure))
    return TRUE;
  item->stopped = result == CALL_STOPPED;
  if (!item->stopped)
    fail_document(item, step, &failure);
  return FALSE;
}

static gboolean
run_maps(Pass *pass, Flight *item, guint worker)
{
  const Plan *plan = pass->engine->plan;

  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    if (step->kind == STEP_MAP && step->pass == pass->number
        && !pass->engine->skipped[i] && !run_map(item, worker, i))
      return FALSE;
  }
  return TRUE;
}

static void
copy_targets(Flight *item)
{
  int slot = item->engine->plan->target;
  Table *targets = item->document->targets;

  if (slot < 0 || !item->tables[slot] || !targets)
    return;
  for (guint32 i = 0; i < table_count(targets); i++)
    table_copy_row(item->tables[slot], table_view(targets), i);
}

static void
render(Flight *item)
{
  const GPtrArray *reports = item->engine->teller.reports;
  DocumentResult result = item_result(item);

  for (guint i = 0; i < reports->len; i++) {
    Report *report = reports->pdata[i];
    if (report->render)
      report->render(report, &result, item->bytes->pdata[i]);
  }
}

static void
work_on_document(gpointer data, guint worker, gpointer taken)
{
  Pass *pass = data;
  Flight *item = taken;

  document_load(item->document, pass->engine->plan->pipeline->max_document);
  copy_targets(item);
  if (!item->document->error)
    run_maps(pass, item, worker);
  if (item->document->error)
    item_drop_rows(item);
  if (pass->tells && !item->stopped)
    render(item);
}

static void
add_metrics(const Flight *item)
{
  for (guint i = 0; i < item->engine->plan->slots->len; i++)
    if (item->tables[i])
      metric_set_add(item->engine->teller.metrics, i,
                     table_view(item->tables[i]));
}

static gboolean
give_document(gpointer data, gpointer given)
{
  Pass *pass = data;
  Engine *engine = pass->engine;
  Flight *item = given;
  DocumentResult result = item_result(item);

  if (item->stopped)
    return FALSE;
  if (pass->number == 0)
    teller_id(engine, item->document->doc.id);
  teller_logs(engine, item->document->doc.id, item->logs);
  if (pass->tells) {
    add_metrics(item);
    if (!teller_document(engine, &result, item->bytes))
      return FALSE;
  }
  teller_progress(engine, pass->number, ++pass->documents);
  return TRUE;
}

void
pass_run(Engine *engine, guint number)
{
  Pass pass = { engine, number, number == engine->plan->tell_pass, 0 };
  g_autoptr(GPtrArray) items =
      g_ptr_array_new_with_free_func((GDestroyNotify)item_free);
  RingJob job = { engine->threads,  items,         take_document,
                  work_on_document, give_document, &pass };

  for (guint i = 0; i < WINDOW * engine->threads; i++)
    g_ptr_array_add(items, item_new(engine, number));
  ring_run(&job);
}
