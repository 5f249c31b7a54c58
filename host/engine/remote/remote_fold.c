/* SPDX-License-Identifier: Apache-2.0
 *
 * remote_fold.c - folds in worker processes.
 *
 * A state lives in the process and is lost with it.  So the host keeps what the
 * state was last saved as and what was added since; from both, another process
 * makes it anew, without the document that ended the first one.
 */
#include "remote.h"
#include <string.h>

/* A state is saved when as much was added as it is large itself, so that
 * saving costs no more than adding; but not for less than one of these. */
#define SAVE_BYTES (1u << 20)
#define SAVE_DOCUMENTS 64u

typedef struct {
  Kept *saved;    /* NULL: the empty state */
  GPtrArray *log; /* of Kept: what was added since, as it was asked */
  gsize logged;   /* bytes of those */
  Kept *pending;  /* added apart, neither kept nor forgotten yet */
  gboolean begun;
} State;

struct RemoteFold {
  Remote *remote;
  Instance *instance;
  guint step;
  guint workers;
  State *states; /* by worker */
};

RemoteFold *
remote_fold_new(Instance *instance, guint step, guint workers)
{
  RemoteFold *fold = g_new0(RemoteFold, 1);

  fold->remote = instance_remote(instance);
  fold->instance = instance;
  fold->step = step;
  fold->workers = workers;
  fold->states = g_new0(State, workers);
  for (guint i = 0; i < workers; i++)
    fold->states[i].log = g_ptr_array_new_with_free_func(g_free);
  remote_add_fold(fold->remote, fold);
  return fold;
}

void
remote_fold_free(RemoteFold *fold)
{
  if (!fold)
    return;
  remote_drop_fold(fold->remote, fold);
  for (guint i = 0; i < fold->workers; i++) {
    g_free(fold->states[i].saved);
    g_free(fold->states[i].pending);
    g_ptr_array_unref(fold->states[i].log);
  }
  g_free(fold->states);
  g_free(fold);
}

static RemoteCall
call_of(const RemoteFold *fold, FrameKind kind)
{
  return (RemoteCall){ .kind = kind, .step = fold->step };
}

/* One call whose only answer is its status. */
static WorkerResult
ask_again(RemoteFold *fold, guint worker, const RemoteCall *call,
          const Kept *again)
{
  RemoteAnswer answer = { 0 };
  StatusPart status;
  WorkerResult result =
      remote_ask(fold->remote, worker, call, again, &answer, &status);

  return result == WORKER_ANSWERED && status.status != STEMMA_OK
             ? WORKER_CRASHED
             : result;
}

static RemoteCall
load_call(const RemoteFold *fold, const Kept *saved, guint32 flags)
{
  RemoteCall call = call_of(fold, FRAME_LOAD);

  call.more_kind = FRAME_STATE;
  call.more = saved->bytes;
  call.more_length = saved->length;
  call.flags = flags;
  return call;
}

/* What was asked is asked again, byte for byte. */
WorkerResult
remote_fold_restore(RemoteFold *fold, guint worker)
{
  State *state = &fold->states[worker];
  RemoteCall call = call_of(fold, FRAME_ADD);
  WorkerResult result = WORKER_ANSWERED;

  if (state->saved) {
    RemoteCall first = load_call(fold, state->saved, 0);
    result = ask_again(fold, worker, &first, NULL);
  }
  for (guint i = 0; result == WORKER_ANSWERED && i < state->log->len; i++)
    result = ask_again(fold, worker, &call, state->log->pdata[i]);
  if (result == WORKER_ANSWERED && state->pending)
    result = ask_again(fold, worker, &call, state->pending);
  return result;
}

static Kept *
bytes_new(const guint8 *bytes, gsize length)
{
  Kept *copy = g_malloc(sizeof *copy + length);

  copy->length = length;
  if (length > 0)
    memcpy(copy->bytes, bytes, length);
  return copy;
}

/* The last call, to be asked again. */
static Kept *
last_asked(const RemoteFold *fold, guint worker)
{
  gsize length;
  const guint8 *asked =
      worker_process_asked(remote_worker(fold->remote, worker), &length);

  return bytes_new(asked, length);
}

/* The same call without CALL_APART: its last part tells. */
static Kept *
not_apart(Kept *asked)
{
  guint8 *at = asked->bytes + asked->length - sizeof(CallPart);
  CallPart part;

  memcpy(&part, at, sizeof part);
  part.flags &= ~(guint32)CALL_APART;
  memcpy(at, &part, sizeof part);
  return asked;
}

static void
log_asked(State *state, Kept *asked)
{
  state->begun = TRUE;
  state->logged += asked->length;
  g_ptr_array_add(state->log, asked);
}

CallResult
remote_fold_add(RemoteFold *fold, guint worker, const stemma_job *job,
                guint32 flags, GPtrArray *logs, guint64 *bytes,
                Failure *failure)
{
  State *state = &fold->states[worker];
  RemoteCall call = call_of(fold, FRAME_ADD);
  RemoteAnswer answer;
  CallResult result;

  call.job = job;
  call.flags = flags;
  result = remote_call(fold->remote, worker, &call, logs, &answer, failure);
  if (result != CALL_DONE)
    return result;
  if (flags & CALL_APART)
    state->pending = last_asked(fold, worker);
  else
    log_asked(state, last_asked(fold, worker));
  if (flags & CALL_TELL_SIZE)
    *bytes = answer.bytes;
  return CALL_DONE;
}

static Kept *
take_state(RemoteAnswer *answer)
{
  const guint8 *body;
  Frame frame;

  while (frame_next(&answer->frames, &frame, &body))
    if (frame.kind == FRAME_STATE)
      return bytes_new(body, (gsize)frame.length);
  return NULL;
}

static CallResult
save(RemoteFold *fold, guint worker, GPtrArray *logs, Kept **saved,
     Failure *failure)
{
  RemoteCall call = call_of(fold, FRAME_SAVE);
  RemoteAnswer answer;
  CallResult result =
      remote_call(fold->remote, worker, &call, logs, &answer, failure);

  if (result != CALL_DONE)
    return result;
  *saved = take_state(&answer);
  if (*saved)
    return CALL_DONE;
  instance_fail(fold->instance, failure, "E405", "failed: it saved no state");
  return CALL_FAILED;
}

/* Where enough was added: what it takes to make the state anew is cut short. */
CallResult
remote_fold_settle(RemoteFold *fold, guint worker, GPtrArray *logs,
                   Failure *failure)
{
  State *state = &fold->states[worker];
  gsize size = state->saved ? state->saved->length : 0;
  Kept *saved;
  CallResult result;

  if (state->logged < size
      || (state->logged < SAVE_BYTES && state->log->len < SAVE_DOCUMENTS))
    return CALL_DONE;
  result = save(fold, worker, logs, &saved, failure);
  if (result != CALL_DONE)
    return result;
  g_free(state->saved);
  state->saved = saved;
  g_ptr_array_set_size(state->log, 0);
  state->logged = 0;
  return CALL_DONE;
}

CallResult
remote_fold_keep(RemoteFold *fold, guint worker, GPtrArray *logs,
                 Failure *failure)
{
  State *state = &fold->states[worker];
  RemoteCall call = call_of(fold, FRAME_KEEP);
  RemoteAnswer answer;
  CallResult result = CALL_DONE;
  Kept *kept;

  if (!state->pending)
    return CALL_DONE;
  result = remote_call(fold->remote, worker, &call, logs, &answer, failure);
  kept = g_steal_pointer(&state->pending);
  if (result == CALL_DONE)
    log_asked(state, not_apart(kept));
  else
    g_free(kept);
  return result;
}

void
remote_fold_forget(RemoteFold *fold, guint worker)
{
  State *state = &fold->states[worker];
  RemoteCall call = call_of(fold, FRAME_FORGET);
  RemoteAnswer answer;
  Failure failure;

  if (!state->pending)
    return;
  g_clear_pointer(&state->pending, g_free);
  remote_call(fold->remote, worker, &call, NULL, &answer, &failure);
}

/* Brings the state of another worker into the first one's. */
static CallResult
merge(RemoteFold *fold, guint worker, GPtrArray *logs, Failure *failure)
{
  g_autofree Kept *saved = NULL;
  CallResult result = save(fold, worker, logs, &saved, failure);
  RemoteAnswer answer;
  RemoteCall call;

  if (result != CALL_DONE)
    return result;
  call = load_call(fold, saved, CALL_MERGE);
  result = remote_call(fold->remote, 0, &call, logs, &answer, failure);
  if (result == CALL_DONE)
    log_asked(&fold->states[0], last_asked(fold, 0));
  return result;
}

CallResult
remote_fold_size(RemoteFold *fold, guint worker, GPtrArray *logs,
                 guint64 *bytes, Failure *failure)
{
  RemoteCall call = call_of(fold, FRAME_KEEP);
  RemoteAnswer answer;
  CallResult result;

  if (!fold->states[worker].begun)
    return CALL_DONE;
  call.flags = CALL_TELL_SIZE;
  result = remote_call(fold->remote, worker, &call, logs, &answer, failure);
  if (result == CALL_DONE)
    *bytes = answer.bytes;
  return result;
}

CallResult
remote_fold_finish(RemoteFold *fold, const Plan *plan, const stemma_job *job,
                   GPtrArray *logs, Failure *failure)
{
  RemoteCall call = call_of(fold, FRAME_FINISH);
  g_autofree Table **tables = g_new0(Table *, job->output_count + 1);
  CallResult result = CALL_DONE;
  RemoteAnswer answer;

  for (guint i = 1; result == CALL_DONE && i < fold->workers; i++)
    if (fold->states[i].begun)
      result = merge(fold, i, logs, failure);
  if (result != CALL_DONE)
    return result;
  call.job = job;
  result = remote_call(fold->remote, 0, &call, logs, &answer, failure);
  if (result != CALL_DONE)
    return result;
  for (guint i = 0; i < job->output_count; i++)
    tables[i] = table_of_writer(job->outputs[i]);
  return remote_take_tables(fold->instance, plan, &answer, tables, failure)
             ? CALL_DONE
             : CALL_FAILED;
}
