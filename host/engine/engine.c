/* SPDX-License-Identifier: Apache-2.0
 *
 * engine.c - a run from opening the stages to the exit status.
 */
#include "cache/cache.h"
#include "corpus/fold.h"
#include "corpus/group.h"
#include "remote/remote.h"
#include "store/spill.h"

gboolean
engine_is_cancelled(const Engine *engine)
{
  return engine->around.cancelled && g_atomic_int_get(engine->around.cancelled);
}

static void
set_around(Engine *engine)
{
  const EngineSettings *settings = engine->settings;
  guint threads =
      settings->threads ? settings->threads : engine->plan->pipeline->threads;

  if (threads == 0)
    threads = g_get_num_processors();
  engine->threads = MAX(threads, settings->waiting);
  engine->around =
      (Surroundings){ .workers = engine->threads,
                      .sharers = engine->threads,
                      .log_level = settings->log_level,
                      .seed = engine->plan->pipeline->seed,
                      .budget = engine->plan->pipeline->spill_at,
                      .disk = &spill_disk,
                      .check = settings->check,
                      .cancelled = settings->cancelled,
                      .gate = engine->threads > threads ? gate_new(threads)
                                                        : NULL };
  engine->workers = g_new0(Worker, engine->threads);
  for (guint i = 0; i < engine->threads; i++) {
    arena_init(&engine->workers[i].arena);
    engine->workers[i].record = g_byte_array_new();
  }
}

static void
tell_mistake(const Step *step, const Failure *failure, Diagnostics *all)
{
  diagnostics_add(all, DIAGNOSTIC_ERROR, failure->code,
                  &step->file_stage->plugin_place, "%s", failure->message);
}

/* Map stages in worker processes read their inputs where they lie. */
static guint
find_shared(Engine *engine)
{
  const Plan *plan = engine->plan;
  guint count = 0;

  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    if (step->kind != STEP_MAP || !step->by_document
        || !remote_is_wanted(engine, step))
      continue;
    for (guint k = 0; k < step->inputs->len; k++) {
      int slot = g_array_index(step->inputs, int, k);
      if (slot < 0 || plan_slot(plan, slot)->corpus || engine->shared[slot])
        continue;
      engine->shared[slot] = TRUE;
      count++;
    }
  }
  return count;
}

static void
make_commons(Engine *engine)
{
  guint shared = find_shared(engine);

  if (shared > 0)
    engine->commons = commons_new(shared * WINDOW * engine->threads);
}

/* Before anything else is opened, so that what is forked is small. */
static gboolean
open_remotes(Engine *engine, GPtrArray *logs, Diagnostics *all)
{
  gboolean opened = TRUE;

  for (guint i = 0; i < engine->plan->steps->len; i++) {
    const Step *step = plan_step(engine->plan, i);
    Remote **remote = &engine->remotes[step->number];
    Failure failure;
    if ((i > 0 && plan_step(engine->plan, i - 1)->number == step->number)
        || !remote_is_wanted(engine, step))
      continue;
    *remote = remote_open(engine, step->number, logs, &failure);
    teller_logs(engine, NULL, logs);
    if (*remote)
      continue;
    opened = FALSE;
    tell_mistake(step, &failure, all);
  }
  return opened;
}

static gboolean
open_instances(Engine *engine, GPtrArray *logs, Diagnostics *all)
{
  const Plan *plan = engine->plan;
  gboolean opened = TRUE;

  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    Remote *remote = engine->remotes[step->number];
    Failure failure;
    if (remote_is_wanted(engine, step)) {
      engine->instances[i] =
          remote ? instance_elsewhere(step, &engine->around, remote) : NULL;
      continue;
    }
    engine->instances[i] = instance_open(step, &engine->around, logs, &failure);
    teller_logs(engine, NULL, logs);
    if (engine->instances[i])
      continue;
    opened = FALSE;
    tell_mistake(step, &failure, all);
  }
  return opened;
}

static gboolean
open_stages(Engine *engine, Diagnostics *all)
{
  g_autoptr(GPtrArray) logs =
      g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);
  gboolean opened = open_remotes(engine, logs, all);

  return open_instances(engine, logs, all) && opened;
}

Engine *
engine_open(const Plan *plan, const EngineSettings *settings, Diagnostics *all)
{
  g_autoptr(Engine) engine = g_new0(Engine, 1);

  engine->plan = plan;
  engine->settings = settings;
  engine->instances = g_new0(Instance *, plan->steps->len);
  engine->remotes = g_new0(Remote *, plan->chosen->len);
  engine->skipped = g_new0(gboolean, plan->steps->len);
  engine->lost = g_new0(gboolean, plan->slots->len);
  engine->shared = g_new0(gboolean, plan->slots->len);
  engine->corpus = g_new0(Table *, plan->slots->len);
  engine->groups = g_new0(Group *, plan->steps->len);
  engine->folds = g_new0(Fold *, plan->steps->len);
  engine->stores = g_new0(Store *, plan->pass_count);
  engine->spill = spill_new(plan->pipeline->spill_at);
  set_around(engine);
  make_commons(engine);
  if (!open_stages(engine, all))
    return NULL;
  engine->cache = cache_open(engine, all);
  return diagnostics_errors(all) > 0 ? NULL : g_steal_pointer(&engine);
}

void
engine_free(Engine *engine)
{
  if (!engine)
    return;
  teller_close(engine);
  cache_free(engine->cache);
  for (guint i = 0; i < engine->plan->slots->len; i++)
    table_unref(engine->corpus[i]);
  for (guint i = 0; i < engine->plan->steps->len; i++) {
    group_free(engine->groups[i]);
    fold_free(engine->folds[i]);
    instance_close(engine->instances[i]);
  }
  for (guint i = 0; i < engine->plan->chosen->len; i++)
    remote_free(engine->remotes[i]);
  commons_free(engine->commons);
  for (guint i = 0; i < engine->plan->pass_count; i++)
    store_free(engine->stores[i]);
  for (guint i = 0; i < engine->threads; i++) {
    arena_free(&engine->workers[i].arena);
    g_byte_array_unref(engine->workers[i].record);
  }
  spill_free(engine->spill);
  gate_free(engine->around.gate);
  g_free(engine->instances);
  g_free(engine->remotes);
  g_free(engine->skipped);
  g_free(engine->lost);
  g_free(engine->shared);
  g_free(engine->corpus);
  g_free(engine->groups);
  g_free(engine->folds);
  g_free(engine->stores);
  g_free(engine->workers);
  g_free(engine);
}

gboolean
engine_is_going(const Engine *engine)
{
  return !engine_is_cancelled(engine) && !engine->teller.stopped
         && !engine->teller.error;
}

static void
make_shufflers(Engine *engine)
{
  for (guint i = 0; i < engine->plan->steps->len; i++) {
    const Step *step = plan_step(engine->plan, i);
    if (step->kind == STEP_GROUP)
      engine->groups[i] = group_new(engine, i);
    if (step->kind == STEP_FOLD)
      engine->folds[i] = fold_new(engine, i);
  }
}

/* A temporary file that failed ends the run as an output does. */
static void
take_error(Engine *engine)
{
  const GError *error = spill_error(engine->spill);

  if (error && !engine->teller.error)
    engine->teller.error = g_error_copy(error);
}

/* No map stage comes back after its pass, and what its workers have kept, the
 * corpus stages may need. */
static void
close_workers(Engine *engine, guint pass)
{
  for (guint i = 0; i < engine->plan->steps->len; i++) {
    const Step *step = plan_step(engine->plan, i);
    Instance *instance = engine->instances[i];

    if (step->kind == STEP_MAP && step->pass == pass && instance
        && !instance_remote(instance))
      instance_close_workers(instance);
  }
}

static void
run_pass(Engine *engine, guint pass)
{
  corpus_skip(engine, pass);
  if (engine_is_going(engine))
    pass_run(engine, pass);
  take_error(engine);
  if (engine_is_going(engine))
    corpus_drop_stopped(engine);
  close_workers(engine, pass);
  if (engine_is_going(engine))
    corpus_run(engine, pass);
  take_error(engine);
}

/* Once, whichever stage it concerns first. */
static void
tell_open_wide(Engine *engine)
{
  g_autoptr(GPtrArray) logs =
      g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);

  for (guint i = 0; logs->len == 0 && i < engine->plan->chosen->len; i++) {
    Remote *remote = engine->remotes[i];
    LogLine *line = remote ? remote_open_wide(remote) : NULL;
    if (line)
      g_ptr_array_add(logs, line);
  }
  teller_logs(engine, NULL, logs);
}

static gboolean
run(Engine *engine, int *status)
{
  if (!teller_begin(engine))
    return FALSE;
  for (guint pass = 0; pass < engine->plan->pass_count; pass++)
    if (engine_is_going(engine))
      run_pass(engine, pass);
  tell_open_wide(engine);
  if (engine_is_cancelled(engine) || engine->teller.error)
    return !engine->teller.error;
  if (!engine->teller.stopped && !teller_corpus(engine))
    return FALSE;
  return teller_end(engine, status);
}

gboolean
engine_run(Engine *engine, Reader *reader, GPtrArray *reports, int *status,
           GError **error)
{
  engine->reader = reader;
  reader_set_cancelled(reader, engine->around.cancelled);
  *status = 2;
  teller_open(engine, reports);
  make_shufflers(engine);
  if (run(engine, status))
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&engine->teller.error));
  return FALSE;
}
