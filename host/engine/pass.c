/* SPDX-License-Identifier: Apache-2.0
 *
 * pass.c - all documents once: each is taken, analysed while it is hot in the
 * cache, and told in its turn.
 */
#include "cache/cache.h"
#include "corpus/fold.h"
#include "corpus/group.h"
#include "remote/remote.h"
#include "ring.h"
#include "store/record.h"

typedef struct {
  Engine *engine;
  guint number;
  gboolean tells;
  gboolean keeps;    /* a later pass looks at the documents again */
  GArray *steps;     /* of guint: those that look at documents in this pass */
  guint maps;        /* how many of them are maps; they come first */
  guint adding;      /* how many of them are folds */
  guint32 next;      /* the document taken next, in a later pass */
  guint64 documents; /* given */
} Pass;

static gboolean
take_from_reader(Engine *engine, Flight *flight)
{
  guint64 done, total;

  flight->document = reader_next(engine->reader);
  /* A line that the signal cut is not a document. */
  if (!flight->document || engine_is_cancelled(engine))
    return FALSE;
  flight->index = flight->document->doc.index;
  reader_progress(engine->reader, &done, &total);
  atomic_store(&engine->done_bytes, done);
  atomic_store(&engine->total_bytes, total);
  return TRUE;
}

static gboolean
take_document(gpointer data, gpointer taken)
{
  Pass *pass = data;
  Flight *flight = taken;

  flight_clear(flight);
  if (engine_is_cancelled(pass->engine))
    return FALSE;
  if (pass->number == 0)
    return take_from_reader(pass->engine, flight);
  while (pass->next < pass->engine->document_count
         && !store_has(pass->engine->stores[0], pass->next))
    pass->next++;
  flight->index = pass->next++;
  return flight->index < pass->engine->document_count;
}

/* The document as the passes before left it.  FALSE: the file could not be
 * read, which ends the run. */
static gboolean
load_again(Pass *pass, Flight *flight, GByteArray *buffer)
{
  for (guint i = 0; i < pass->number; i++) {
    gsize length;
    const guint8 *bytes = store_get(pass->engine->stores[i], flight->index,
                                    i == 0 ? flight->record : buffer, &length);
    if (bytes)
      record_unpack(flight, bytes, length);
    else if (length > 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
load(Pass *pass, Flight *flight, guint worker)
{
  const guint64 most = pass->engine->plan->pipeline->max_document;

  if (pass->number == 0)
    document_load(flight->document, most);
  else if (!load_again(pass, flight, pass->engine->workers[worker].record))
    return FALSE;
  flight->id_hash = instance_hash_id(flight->document->doc.id);
  return TRUE;
}

/* A document that was told already fails as an error of its own line. */
static void
fail_document(Flight *flight, const Step *step, const Failure *failure)
{
  flight->failed = TRUE;
  flight->failure = *failure;
  flight->failed_stage = step->file_stage->name;
  if (flight->pass <= flight->engine->plan->tell_pass)
    document_fail(flight->document, step->file_stage->name, failure->code, "%s",
                  failure->message);
}

static CallResult
process(Flight *flight, guint worker, guint index, const stemma_job *job,
        Failure *failure)
{
  Engine *engine = flight->engine;
  Instance *instance = engine->instances[index];
  stemma_error error = error_new();
  stemma_status status;
  Call call;

  if (!call_begin(&call, instance, worker, &engine->workers[worker].arena,
                  flight->logs, failure))
    return CALL_FAILED;
  status = instance_stage(instance)->map->process(instance_self(instance),
                                                  call.worker, job, &error);
  return call_end(&call, status, &error, failure);
}

static CallResult
run_map(Flight *flight, guint worker, guint index, Failure *failure)
{
  Instance *instance = flight->engine->instances[index];
  stemma_job job;
  CallResult result;

  flight_open_writers(flight, index);
  job = flight_job(flight, index);
  if (instance_remote(instance))
    result =
        remote_process(instance, worker, index, &job, flight->logs, failure);
  else
    result = process(flight, worker, index, &job, failure);
  if (result == CALL_DONE && !flight_check(flight, index, failure))
    return CALL_FAILED;
  return result;
}

static CallResult
run_shuffler(Pass *pass, Flight *flight, guint worker, guint index,
             guint *folds, Failure *failure)
{
  Engine *engine = pass->engine;
  const Step *step = plan_step(engine->plan, index);
  stemma_job job = flight_job(flight, index);

  if (step->kind == STEP_GROUP)
    return group_scatter(engine->groups[index], worker, &job, flight->logs,
                         flight->index, failure);
  return fold_add(engine->folds[index], worker, &job, ++*folds < pass->adding,
                  flight->logs, failure);
}

/* FALSE: the document is done with. */
static gboolean
run_one(Pass *pass, Flight *flight, guint worker, guint index, guint *folds)
{
  const Step *step = plan_step(pass->engine->plan, index);
  CallResult result;
  Failure failure;

  if (flight_lacks_input(flight, index))
    result = CALL_SKIPPED;
  else if (step->kind == STEP_MAP)
    result = run_map(flight, worker, index, &failure);
  else
    result = run_shuffler(pass, flight, worker, index, folds, &failure);
  flight->stopped = result == CALL_STOPPED;
  if (result == CALL_FAILED)
    fail_document(flight, step, &failure);
  if (result == CALL_SKIPPED)
    flight_lose_outputs(flight, index);
  return result == CALL_DONE || result == CALL_SKIPPED;
}

/* Makes good, or takes back, what scatter and add said of the document. */
static void
settle(Pass *pass, Flight *flight, guint worker, gboolean good)
{
  Engine *engine = pass->engine;

  for (guint i = 0; i < pass->steps->len; i++) {
    guint index = g_array_index(pass->steps, guint, i);
    if (engine->groups[index] && good)
      group_keep(engine->groups[index], worker);
    else if (engine->groups[index])
      group_forget(engine->groups[index], worker);
    else if (engine->folds[index] && good)
      fold_keep(engine->folds[index], worker, flight->logs);
    else if (engine->folds[index])
      fold_forget(engine->folds[index], worker);
  }
}

/* Did every map stage write its tables, and say nothing? */
static gboolean
is_whole(const Flight *flight)
{
  for (guint i = 0; i < flight->engine->plan->slots->len; i++)
    if (flight->lost[i])
      return FALSE;
  return flight->logs->len == 0;
}

/* The map steps, or their rows from the cache.  FALSE: the document is done
 * with. */
static gboolean
run_maps(Pass *pass, Flight *flight, guint worker)
{
  Engine *engine = pass->engine;
  Cache *cache = pass->number == 0 ? engine->cache : NULL;
  Digest key;

  if (cache && cache_find(cache, flight, &key))
    return TRUE;
  for (guint i = 0; i < pass->maps; i++)
    if (!run_one(pass, flight, worker, g_array_index(pass->steps, guint, i),
                 NULL))
      return FALSE;
  if (cache && is_whole(flight))
    cache_keep(cache, flight, &key, engine->workers[worker].record);
  return TRUE;
}

/* Maps first, then scatter, then add: the last add goes straight into the
 * worker's state, because nothing can fail after it. */
static void
run_steps(Pass *pass, Flight *flight, guint worker)
{
  gboolean good = run_maps(pass, flight, worker);
  guint folds = 0;

  for (guint i = pass->maps; good && i < pass->steps->len; i++)
    good = run_one(pass, flight, worker, g_array_index(pass->steps, guint, i),
                   &folds);
  settle(pass, flight, worker, good);
}

static void
copy_targets(Flight *flight)
{
  int slot = flight->engine->plan->target;
  Table *targets = flight->document->targets;

  if (slot < 0 || !flight->tables[slot] || !targets)
    return;
  for (guint32 i = 0; i < table_count(targets); i++)
    table_copy_row(flight->tables[slot], table_view(targets), i);
}

static void
render(Flight *flight)
{
  const GPtrArray *reports = flight->engine->teller.reports;
  DocumentResult result = flight_result(flight);

  for (guint i = 0; i < reports->len; i++) {
    Report *report = reports->pdata[i];
    if (report->render)
      report->render(report, &result, flight->bytes->pdata[i]);
  }
}

/* What later passes need.  A document that failed is needed only until it is
 * told. */
static void
keep(Pass *pass, Flight *flight, GByteArray *record)
{
  Engine *engine = pass->engine;
  gboolean failed = flight->failed || flight->document->error;

  if (failed && pass->number >= engine->plan->tell_pass)
    return;
  record_pack(flight, record);
  if (record->len > 0
      && !store_put(engine->stores[pass->number], flight->index, record->data,
                    record->len))
    flight->stopped = TRUE;
}

static void
work_on_document(gpointer data, guint worker, gpointer taken)
{
  Pass *pass = data;
  Flight *flight = taken;

  if (!load(pass, flight, worker)) {
    flight->stopped = TRUE;
    return;
  }
  copy_targets(flight);
  if (!flight->document->error)
    run_steps(pass, flight, worker);
  if (flight->document->error)
    flight_drop_rows(flight);
  if (flight->stopped)
    return;
  if (pass->keeps)
    keep(pass, flight, pass->engine->workers[worker].record);
  if (pass->tells)
    render(flight);
}

static void
add_metrics(const Flight *flight)
{
  const Plan *plan = flight->engine->plan;
  const Document *document = flight->document;
  Teller *teller = &flight->engine->teller;

  if (!document->error)
    finding_set_document(teller->findings, document);
  for (guint i = 0; i < plan->slots->len; i++) {
    const stemma_table *table;

    if (!flight->tables[i])
      continue;
    table = table_view(flight->tables[i]);
    metric_set_add(teller->metrics, i, flight->index, table);
    if (!plan_slot(plan, i)->hidden)
      finding_set_rows(teller->findings, plan_slot(plan, i)->stage, document,
                       table);
  }
}

/* A failure after the document was told; it takes no part in later passes. */
static gboolean
tell_late_failure(Engine *engine, const Flight *flight)
{
  Failure failure = flight->failure;

  g_snprintf(failure.message, sizeof failure.message, "%s: %s",
             flight->document->path, flight->failure.message);
  if (engine->stores[0])
    store_drop(engine->stores[0], flight->index);
  return teller_failure(engine, flight->failed_stage, &failure);
}

static gboolean
give_document(gpointer data, gpointer given)
{
  Pass *pass = data;
  Engine *engine = pass->engine;
  Flight *flight = given;
  DocumentResult result = flight_result(flight);

  if (flight->stopped)
    return FALSE;
  if (pass->number == 0) {
    teller_id(engine, flight->document->doc.id);
    engine->document_count++;
  }
  teller_logs(engine, flight->document->doc.id, flight->logs);
  if (pass->tells) {
    add_metrics(flight);
    if (!teller_document(engine, &result, flight->bytes))
      return FALSE;
  } else if (flight->failed && pass->number > engine->plan->tell_pass
             && !tell_late_failure(engine, flight)) {
    return FALSE;
  }
  teller_progress(engine, pass->number, ++pass->documents);
  return TRUE;
}

/* Maps, then groups, then folds, each in the order of the file. */
static void
find_steps(Pass *pass)
{
  const Plan *plan = pass->engine->plan;

  for (StepKind kind = STEP_MAP; kind <= STEP_FOLD; kind++)
    for (guint i = 0; i < plan->steps->len; i++) {
      const Step *step = plan_step(plan, i);
      if (step->kind != kind || !step->by_document || step->pass != pass->number
          || pass->engine->skipped[i])
        continue;
      g_array_append_val(pass->steps, i);
      pass->maps += kind == STEP_MAP;
      pass->adding += kind == STEP_FOLD;
    }
}

void
pass_run(Engine *engine, guint number)
{
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(guint));
  Pass pass = { .engine = engine,
                .number = number,
                .tells = number == engine->plan->tell_pass,
                .keeps = number + 1 < engine->plan->pass_count,
                .steps = steps };
  g_autoptr(GPtrArray) items =
      g_ptr_array_new_with_free_func((GDestroyNotify)flight_free);
  RingJob job = { engine->threads, items, take_document,      work_on_document,
                  give_document,   &pass, engine->around.gate };

  find_steps(&pass);
  if (pass.keeps)
    engine->stores[number] = store_new(engine->spill);
  for (guint i = 0; i < WINDOW * engine->threads; i++)
    g_ptr_array_add(items, flight_new(engine, number));
  ring_run(&job);
}
