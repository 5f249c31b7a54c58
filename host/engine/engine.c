/* SPDX-License-Identifier: Apache-2.0
 *
 * engine.c - a run from opening the stages to the exit status.
 */
#include "run.h"

gboolean
engine_is_cancelled(const Engine *engine)
{
  return engine->around.cancelled && *engine->around.cancelled;
}

static void
set_around(Engine *engine)
{
  const EngineSettings *settings = engine->settings;
  guint threads =
      settings->threads ? settings->threads : engine->plan->pipeline->threads;

  engine->threads = threads ? threads : g_get_num_processors();
  engine->around = (Surroundings){ .workers = engine->threads,
                                   .log_level = settings->log_level,
                                   .seed = engine->plan->pipeline->seed,
                                   .check = settings->check,
                                   .cancelled = settings->cancelled };
  engine->workers = g_new0(Worker, engine->threads);
  for (guint i = 0; i < engine->threads; i++)
    arena_init(&engine->workers[i].arena);
}

static gboolean
open_instances(Engine *engine, Diagnostics *all)
{
  const Plan *plan = engine->plan;
  g_autoptr(GPtrArray) logs =
      g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);
  gboolean opened = TRUE;

  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    Failure failure;
    engine->instances[i] = instance_open(step, &engine->around, logs, &failure);
    teller_logs(engine, NULL, logs);
    if (engine->instances[i])
      continue;
    opened = FALSE;
    diagnostics_add(all, DIAGNOSTIC_ERROR, failure.code,
                    &step->file_stage->plugin_place, "%s", failure.message);
  }
  return opened;
}

Engine *
engine_open(const Plan *plan, const EngineSettings *settings, Diagnostics *all)
{
  g_autoptr(Engine) engine = g_new0(Engine, 1);

  engine->plan = plan;
  engine->settings = settings;
  engine->instances = g_new0(Instance *, plan->steps->len);
  engine->skipped = g_new0(gboolean, plan->steps->len);
  engine->corpus = g_new0(Table *, plan->slots->len);
  set_around(engine);
  return open_instances(engine, all) ? g_steal_pointer(&engine) : NULL;
}

void
engine_free(Engine *engine)
{
  if (!engine)
    return;
  teller_close(engine);
  for (guint i = 0; i < engine->plan->slots->len; i++)
    table_unref(engine->corpus[i]);
  for (guint i = 0; i < engine->plan->steps->len; i++)
    instance_close(engine->instances[i]);
  for (guint i = 0; i < engine->threads; i++)
    arena_free(&engine->workers[i].arena);
  g_free(engine->instances);
  g_free(engine->skipped);
  g_free(engine->corpus);
  g_free(engine->workers);
  g_free(engine);
}

/* May the run go on? */
static gboolean
is_going(const Engine *engine)
{
  return !engine_is_cancelled(engine) && !engine->teller.stopped
         && !engine->teller.error;
}

static gboolean
run(Engine *engine, int *status)
{
  if (!teller_begin(engine))
    return FALSE;
  for (guint pass = 0; pass < engine->plan->pass_count; pass++) {
    if (is_going(engine))
      pass_run(engine, pass);
    if (is_going(engine))
      corpus_run(engine, pass);
  }
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
  *status = 2;
  teller_open(engine, reports);
  if (run(engine, status))
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&engine->teller.error));
  return FALSE;
}
