/* SPDX-License-Identifier: Apache-2.0
 *
 * fold.c - see fold.h.
 *
 * A state that cannot be merged, or that grows beyond its budget, fails the
 * stage, not the document: the others that were added are lost with it.
 */
#include "fold.h"
#include "../remote/remote.h"
#include <pthread.h>

/* The size of a state is asked for after so many documents. */
#define ASK_EVERY 32u

typedef struct {
  void *state; /* NULL: not begun */
  void *apart; /* of the document at work; NULL: none */
  guint added;
  guint64 bytes; /* as last asked */
} State;

struct Fold {
  Engine *engine;
  guint number;
  const Step *step;
  const stemma_fold *functions; /* NULL: in other processes */
  RemoteFold *remote;           /* NULL: the states are in this process */
  State *states;                /* by worker */
  guint64 budget;
  pthread_mutex_t lock; /* of the next three */
  guint64 bytes;
  gboolean failed;
  Failure failure;
};

Fold *
fold_new(Engine *engine, guint step)
{
  Fold *fold = g_new0(Fold, 1);

  fold->engine = engine;
  fold->number = step;
  fold->step = plan_step(engine->plan, step);
  fold->states = g_new0(State, engine->threads);
  fold->budget = fold->step->file_stage->max_memory
                     ? fold->step->file_stage->max_memory
                     : engine->plan->pipeline->spill_at;
  pthread_mutex_init(&fold->lock, NULL);
  if (instance_remote(engine->instances[step]))
    fold->remote =
        remote_fold_new(engine->instances[step], step, engine->threads);
  else
    fold->functions = instance_stage(engine->instances[step])->fold;
  return fold;
}

static void
drop(Fold *fold, void **state)
{
  if (*state && fold->functions->drop)
    fold->functions->drop(instance_self(fold->engine->instances[fold->number]),
                          *state);
  *state = NULL;
}

void
fold_free(Fold *fold)
{
  if (!fold)
    return;
  for (guint i = 0; i < fold->engine->threads; i++) {
    drop(fold, &fold->states[i].state);
    drop(fold, &fold->states[i].apart);
  }
  remote_fold_free(fold->remote);
  pthread_mutex_destroy(&fold->lock);
  g_free(fold->states);
  g_free(fold);
}

/* One of the functions that work on a state, as a call. */
typedef stemma_status (*StateFunction)(const Fold *fold, void *worker,
                                       gpointer data, stemma_error *error);

static CallResult
call_state(Fold *fold, guint worker, StateFunction function, gpointer data,
           GPtrArray *logs, Failure *failure)
{
  Engine *engine = fold->engine;
  stemma_error error = error_new();
  stemma_status status;
  Call call;

  if (!call_begin(&call, engine->instances[fold->number], worker,
                  &engine->workers[worker].arena, logs, failure))
    return CALL_FAILED;
  status = function(fold, call.worker, data, &error);
  return call_end(&call, status, &error, failure);
}

static const void *
self_of(const Fold *fold)
{
  return instance_self(fold->engine->instances[fold->number]);
}

static stemma_status
start(const Fold *fold, void *worker, gpointer data, stemma_error *error)
{
  (void)worker;
  return fold->functions->start(self_of(fold), data, error);
}

typedef struct {
  void *state;
  const stemma_job *job;
} Addition;

static stemma_status
add(const Fold *fold, void *worker, gpointer data, stemma_error *error)
{
  const Addition *addition = data;

  return fold->functions->add(self_of(fold), worker, addition->state,
                              addition->job, error);
}

static stemma_status
finish(const Fold *fold, void *worker, gpointer data, stemma_error *error)
{
  const Addition *addition = data;

  return fold->functions->finish(self_of(fold), worker, addition->state,
                                 addition->job, error);
}

typedef struct {
  void *into;
  void *from;
} Union;

static stemma_status
merge(const Fold *fold, void *worker, gpointer data, stemma_error *error)
{
  const Union *both = data;

  return fold->functions->merge(self_of(fold), worker, both->into, both->from,
                                error);
}

static gboolean
has_failed(Fold *fold)
{
  gboolean failed;

  pthread_mutex_lock(&fold->lock);
  failed = fold->failed;
  pthread_mutex_unlock(&fold->lock);
  return failed;
}

static void
fail_stage(Fold *fold, const Failure *failure)
{
  pthread_mutex_lock(&fold->lock);
  if (!fold->failed)
    fold->failure = *failure;
  fold->failed = TRUE;
  pthread_mutex_unlock(&fold->lock);
}

/* A state is `bytes` large now; all of them together have one budget. */
static void
count_bytes(Fold *fold, State *state, guint64 bytes)
{
  guint64 all;
  Failure failure;

  pthread_mutex_lock(&fold->lock);
  fold->bytes += bytes - state->bytes;
  all = fold->bytes;
  pthread_mutex_unlock(&fold->lock);
  state->bytes = bytes;
  if (all <= fold->budget)
    return;
  instance_fail(fold->engine->instances[fold->number], &failure, "E410",
                "holds more than its budget of %" G_GUINT64_FORMAT
                " bytes: raise max-memory in [%s]",
                fold->budget, fold->step->file_stage->name);
  fail_stage(fold, &failure);
}

static void
check_budget(Fold *fold, State *state)
{
  if (fold->functions->bytes && state->state)
    count_bytes(fold, state,
                fold->functions->bytes(self_of(fold), state->state));
}

/* The state is in another process. */
static CallResult
add_there(Fold *fold, guint worker, const stemma_job *job, gboolean apart,
          GPtrArray *logs, Failure *failure)
{
  State *state = &fold->states[worker];
  guint64 bytes = state->bytes;
  guint32 flags = (apart ? CALL_APART : 0)
                  | ((state->added + 1) % ASK_EVERY == 0 ? CALL_TELL_SIZE : 0);
  CallResult result =
      remote_fold_add(fold->remote, worker, job, flags, logs, &bytes, failure);

  if (result != CALL_DONE)
    return result;
  state->added++;
  count_bytes(fold, state, bytes);
  return CALL_DONE;
}

CallResult
fold_add(Fold *fold, guint worker, const stemma_job *job, gboolean apart,
         GPtrArray *logs, Failure *failure)
{
  State *state = &fold->states[worker];
  void **into = apart ? &state->apart : &state->state;
  Addition addition;
  CallResult result = CALL_DONE;

  if (has_failed(fold))
    return CALL_DONE;
  if (fold->remote)
    return add_there(fold, worker, job, apart, logs, failure);
  if (!*into)
    result = call_state(fold, worker, start, into, logs, failure);
  if (result != CALL_DONE)
    return result;
  addition = (Addition){ *into, job };
  result = call_state(fold, worker, add, &addition, logs, failure);
  if (result == CALL_DONE && ++state->added % ASK_EVERY == 0)
    check_budget(fold, state);
  return result;
}

static CallResult
merge_states(Fold *fold, guint worker, void **into, void **from,
             GPtrArray *logs, Failure *failure)
{
  Union both = { *into, *from };
  CallResult result = CALL_DONE;

  if (!*from)
    return CALL_DONE;
  if (!*into) {
    *into = *from;
    *from = NULL;
    return CALL_DONE;
  }
  result = call_state(fold, worker, merge, &both, logs, failure);
  drop(fold, from);
  return result;
}

static CallResult
keep_there(Fold *fold, guint worker, GPtrArray *logs, Failure *failure)
{
  CallResult result = remote_fold_keep(fold->remote, worker, logs, failure);

  return result == CALL_DONE
             ? remote_fold_settle(fold->remote, worker, logs, failure)
             : result;
}

void
fold_keep(Fold *fold, guint worker, GPtrArray *logs)
{
  State *state = &fold->states[worker];
  CallResult result;
  Failure failure;

  if (has_failed(fold))
    return;
  if (fold->remote)
    result = keep_there(fold, worker, logs, &failure);
  else
    result = merge_states(fold, worker, &state->state, &state->apart, logs,
                          &failure);
  if (result == CALL_FAILED)
    fail_stage(fold, &failure);
}

void
fold_forget(Fold *fold, guint worker)
{
  if (fold->remote)
    remote_fold_forget(fold->remote, worker);
  else
    drop(fold, &fold->states[worker].apart);
}

static CallResult
merge_all(Fold *fold, GPtrArray *logs, Failure *failure)
{
  State *first = &fold->states[0];
  CallResult result = CALL_DONE;

  for (guint i = 0; i < fold->engine->threads; i++)
    check_budget(fold, &fold->states[i]);
  for (guint i = 1; result == CALL_DONE && i < fold->engine->threads; i++)
    result = merge_states(fold, 0, &first->state, &fold->states[i].state, logs,
                          failure);
  if (result == CALL_DONE && !first->state)
    result = call_state(fold, 0, start, &first->state, logs, failure);
  return result;
}

static void
open_ports(const Fold *fold, const stemma_table **inputs,
           stemma_writer **outputs)
{
  const Engine *engine = fold->engine;
  const Step *step = fold->step;

  for (guint i = 0; i < step->inputs->len; i++) {
    int slot = g_array_index(step->inputs, int, i);
    if (slot >= 0 && engine->corpus[slot])
      inputs[i] = table_view(engine->corpus[slot]);
  }
  for (guint i = 0; i < step->outputs->len; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, step->stage->writes, i);
    Table *table = engine->corpus[g_array_index(step->outputs, int, i)];
    outputs[i] = table_writer(table, port->layer->row_size, 0);
  }
}

/* The last look at the sizes of the states in other processes. */
static CallResult
measure_there(Fold *fold, GPtrArray *logs, Failure *failure)
{
  CallResult result = CALL_DONE;

  for (guint i = 0; result == CALL_DONE && i < fold->engine->threads; i++) {
    State *state = &fold->states[i];
    guint64 bytes = state->bytes;
    result = remote_fold_size(fold->remote, i, logs, &bytes, failure);
    count_bytes(fold, state, bytes);
  }
  return result;
}

/* What failed the stage while documents passed. */
static gboolean
fail_if_failed(Fold *fold, Failure *failure)
{
  if (!has_failed(fold))
    return FALSE;
  *failure = fold->failure;
  return TRUE;
}

CallResult
fold_finish(Fold *fold, GPtrArray *logs, Failure *failure)
{
  const Step *step = fold->step;
  Instance *instance = fold->engine->instances[fold->number];
  g_autofree const stemma_table **inputs =
      g_new0(const stemma_table *, step->inputs->len + 1);
  g_autofree stemma_writer **outputs =
      g_new0(stemma_writer *, step->outputs->len + 1);
  stemma_job job = { .size = sizeof job,
                     .input_count = step->inputs->len,
                     .output_count = step->outputs->len,
                     .host = instance_host(instance),
                     .inputs = inputs,
                     .outputs = outputs,
                     .seed = instance_seed(instance, "") };
  CallResult result;
  Addition addition;

  if (fold->remote)
    result = measure_there(fold, logs, failure);
  else
    result = merge_all(fold, logs, failure);
  if (fail_if_failed(fold, failure))
    return CALL_FAILED;
  if (result != CALL_DONE)
    return result;
  open_ports(fold, inputs, outputs);
  if (fold->remote)
    return remote_fold_finish(fold->remote, fold->engine->plan, &job, logs,
                              failure);
  addition = (Addition){ fold->states[0].state, &job };
  return call_state(fold, 0, finish, &addition, logs, failure);
}
