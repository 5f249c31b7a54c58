/* SPDX-License-Identifier: Apache-2.0
 *
 * corpus.c - what follows a pass: gather and finish, in the order of the file,
 * and the corpus tables that come of it.
 */
#include "../links.h"
#include "../remote/remote.h"
#include "fold.h"
#include "group.h"
#include <string.h>

/* What a stage lacks when one before it failed: an input that is not
 * optional. */
static gboolean
lacks_input(const Engine *engine, const Step *step)
{
  for (guint i = 0; i < step->inputs->len; i++) {
    int slot = g_array_index(step->inputs, int, i);
    guint32 flags = STEMMA_AT(stemma_port, step->stage->reads, i)->flags;
    if (slot >= 0 && engine->lost[slot] && !(flags & STEMMA_PORT_OPTIONAL))
      return TRUE;
  }
  return FALSE;
}

static void
lose(Engine *engine, guint index)
{
  const Step *step = plan_step(engine->plan, index);

  engine->skipped[index] = TRUE;
  for (guint i = 0; i < step->outputs->len; i++) {
    int slot = g_array_index(step->outputs, int, i);
    engine->lost[slot] = TRUE;
    g_clear_pointer(&engine->corpus[slot], table_unref);
  }
}

/* Steps of the pass that cannot run, in order, so that the later ones know.
 * The failure itself was told; what follows from it is not. */
void
corpus_skip(Engine *engine, guint pass)
{
  for (guint i = 0; i < engine->plan->steps->len; i++) {
    const Step *step = plan_step(engine->plan, i);
    if (step->pass == pass && step->by_document && !engine->skipped[i]
        && lacks_input(engine, step))
      lose(engine, i);
  }
}

/* A stage that was stopped while documents passed is told once, and none of its
 * steps runs again. */
void
corpus_drop_stopped(Engine *engine)
{
  for (guint i = 0; i < engine->plan->steps->len; i++) {
    const Step *step = plan_step(engine->plan, i);
    Remote *remote = engine->remotes[step->number];
    Failure failure;
    if (!remote || !remote_is_stopped(remote) || engine->skipped[i])
      continue;
    lose(engine, i);
    if (remote_tell_stop(remote, &failure))
      teller_failure(engine, step->file_stage->name, &failure);
  }
}

static void
make_outputs(Engine *engine, const Step *step)
{
  for (guint i = 0; i < step->outputs->len; i++) {
    int slot = g_array_index(step->outputs, int, i);
    if (!engine->corpus[slot] && !engine->lost[slot])
      engine->corpus[slot] = table_new(plan_slot(engine->plan, slot)->schema);
  }
}

/* A group that reads corpus layers alone files rows of the whole tables. */
static CallResult
scatter_corpus(Engine *engine, guint index, GPtrArray *logs, Failure *failure)
{
  const Step *step = plan_step(engine->plan, index);
  Instance *instance = engine->instances[index];
  g_autofree const stemma_table **inputs =
      g_new0(const stemma_table *, step->inputs->len + 1);
  stemma_job job = { .size = sizeof job,
                     .input_count = step->inputs->len,
                     .host = instance_host(instance),
                     .inputs = inputs,
                     .seed = instance_seed(instance, "") };
  CallResult result;

  for (guint i = 0; i < step->inputs->len; i++) {
    int slot = g_array_index(step->inputs, int, i);
    if (slot >= 0 && engine->corpus[slot])
      inputs[i] = table_view(engine->corpus[slot]);
  }
  result = group_scatter(engine->groups[index], 0, &job, logs, STEMMA_CORPUS,
                         failure);
  if (result == CALL_DONE)
    group_keep(engine->groups[index], 0);
  return result;
}

static CallResult
run_step(Engine *engine, guint index, GPtrArray *logs, Failure *failure)
{
  const Step *step = plan_step(engine->plan, index);
  CallResult result = CALL_DONE;

  if (step->kind == STEP_FOLD)
    return fold_finish(engine->folds[index], logs, failure);
  if (!step->by_document)
    result = scatter_corpus(engine, index, logs, failure);
  return result == CALL_DONE ? group_gather(engine->groups[index], failure)
                             : result;
}

typedef struct {
  const Engine *engine;
  const Step *step;
} Lookup;

/* Corpus layers are looked up in the plan: a step's own come first. */
static guint32
rows_of(gpointer data, const char *layer)
{
  const Lookup *lookup = data;
  const GArray *lists[] = { lookup->step->outputs, lookup->step->inputs };

  for (gsize k = 0; k < G_N_ELEMENTS(lists); k++)
    for (guint i = 0; i < lists[k]->len; i++) {
      int slot = g_array_index(lists[k], int, i);
      Table *table = slot < 0 ? NULL : lookup->engine->corpus[slot];
      if (table && strcmp(table_schema(table)->name, layer) == 0)
        return table_count(table);
    }
  return G_MAXUINT32;
}

static gboolean
check_outputs(Engine *engine, guint index, Failure *failure)
{
  const Step *step = plan_step(engine->plan, index);
  Lookup lookup = { engine, step };
  TableContext context = { NULL, 0, engine->document_count, rows_of, &lookup };

  for (guint i = 0; i < step->outputs->len; i++) {
    int slot = g_array_index(step->outputs, int, i);
    if (engine->corpus[slot]
        && !instance_check(engine->instances[index], engine->corpus[slot],
                           plan_slot(engine->plan, slot)->name, &context,
                           failure))
      return FALSE;
  }
  return TRUE;
}

gboolean
table_sort(const Engine *engine, Table *const *tables, guint step, int slot,
           Failure *failure)
{
  const Plan *plan = engine->plan;
  LinkFault fault;

  if (links_sort(plan, tables, step, slot, &fault))
    return TRUE;
  instance_fail(engine->instances[step], failure, "E409",
                "wrote a bad row: layer \"%s\", row %u: its rows of \"%s\" do "
                "not stand together once those are sorted",
                plan_slot(plan, fault.slot)->name, fault.row,
                plan_slot(plan, slot)->schema->name);
  return FALSE;
}

static gboolean
sort_outputs(Engine *engine, guint index, Failure *failure)
{
  const Step *step = plan_step(engine->plan, index);

  for (guint i = 0; i < step->outputs->len; i++)
    if (!table_sort(engine, engine->corpus, index,
                    g_array_index(step->outputs, int, i), failure))
      return FALSE;
  return TRUE;
}

static void
finish_step(Engine *engine, guint index)
{
  const Step *step = plan_step(engine->plan, index);
  g_autoptr(GPtrArray) logs =
      g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);
  CallResult result;
  Failure failure;

  make_outputs(engine, step);
  result = run_step(engine, index, logs, &failure);
  teller_logs(engine, NULL, logs);
  engine->corpus_epoch++;
  if (result == CALL_STOPPED || engine_is_cancelled(engine))
    return;
  if (result == CALL_SKIPPED)
    remote_tell_stop(engine->remotes[step->number], &failure);
  if (result == CALL_DONE && check_outputs(engine, index, &failure)
      && sort_outputs(engine, index, &failure))
    return;
  lose(engine, index);
  teller_failure(engine, step->file_stage->name, &failure);
}

static gboolean
reads(const Step *step, int slot)
{
  for (guint i = 0; i < step->inputs->len; i++)
    if (g_array_index(step->inputs, int, i) == slot)
      return TRUE;
  return FALSE;
}

/* Does a step still read the slot that comes after step `index` of `pass`? */
static gboolean
is_read_later(const Plan *plan, guint pass, guint index, int slot)
{
  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    if ((step->pass > pass || (step->pass == pass && i > index))
        && reads(step, slot))
      return TRUE;
  }
  return FALSE;
}

/* What is private to a chain is told to nobody: its memory goes back after
 * its last reader. */
static void
release_inputs(Engine *engine, guint index)
{
  const Step *step = plan_step(engine->plan, index);

  for (guint i = 0; i < step->inputs->len; i++) {
    int slot = g_array_index(step->inputs, int, i);
    if (slot >= 0 && plan_slot(engine->plan, slot)->hidden
        && !is_read_later(engine->plan, step->pass, index, slot))
      g_clear_pointer(&engine->corpus[slot], table_unref);
  }
}

void
corpus_run(Engine *engine, guint pass)
{
  for (guint i = 0; i < engine->plan->steps->len; i++) {
    const Step *step = plan_step(engine->plan, i);
    if (step->kind == STEP_MAP || step->pass != pass)
      continue;
    if (engine->skipped[i] || lacks_input(engine, step))
      lose(engine, i);
    else if (engine_is_going(engine))
      finish_step(engine, i);
    g_clear_pointer(&engine->groups[i], group_free);
    g_clear_pointer(&engine->folds[i], fold_free);
    release_inputs(engine, i);
  }
}
