/* SPDX-License-Identifier: Apache-2.0
 *
 * remote_fold.c - folds in worker processes.
 *
 * A state lives in the process and is lost with it.  So the host keeps what the
 * state was last saved as and what was added since; from both, another process
 * makes it anew, without the document that ended the first one.
 */
#include "pieces.h"
#include "remote-private.h"
#include <errno.h>
#include <string.h>

/* How often a worker may lose a state while it is fetched or brought. */
#define TRIES 10

/* A state is saved when as much was added as it is large itself, so that
 * saving costs no more than adding; but not for less than one of these. */
#define SAVE_BYTES (1u << 20)
#define SAVE_DOCUMENTS 64u

/* A copy of some bytes.  Free with g_free. */
typedef struct {
  gsize length;
  guint8 bytes[];
} Kept;

typedef struct {
  Pieces saved;       /* each with a StateHead; none: the empty state */
  guint64 size;       /* of what was saved */
  Pieces log;         /* what was added since, as it was asked */
  Kept *pending;      /* added apart, neither kept nor forgotten yet */
  GByteArray *buffer; /* of pieces that are read from the spill file */
  gboolean begun;
} State;

struct RemoteFold {
  Remote *remote;
  Instance *instance;
  guint step;
  guint workers;
  State *states; /* by worker */
  guint merged;  /* the last one that was merged into the first one */
};

static Spill *
spill_of(const RemoteFold *fold)
{
  return instance_remote(fold->instance)->engine->spill;
}

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
    fold->states[i].buffer = g_byte_array_new();
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
    pieces_clear(&fold->states[i].saved);
    pieces_clear(&fold->states[i].log);
    g_free(fold->states[i].pending);
    g_byte_array_unref(fold->states[i].buffer);
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
          guint64 *bytes)
{
  RemoteAnswer answer = { 0 };
  StatusPart status;
  WorkerResult result =
      remote_ask(fold->remote, worker, call, &answer, &status);

  if (result != WORKER_ANSWERED)
    return result;
  *bytes = status.bytes;
  return status.status == STEMMA_OK ? WORKER_ANSWERED : WORKER_CRASHED;
}

/* Piece `i`, as what follows in `call`.  FALSE: it cannot be read. */
static gboolean
take_piece(State *state, const Pieces *pieces, guint i, RemoteCall *call)
{
  gsize length = 0;

  call->more = pieces_get(pieces, i, state->buffer, &length);
  call->more_length = length;
  return call->more != NULL;
}

/* How much is there of a state when a part of it is. */
static guint64
end_of_part(const RemoteCall *call)
{
  StateHead head;

  memcpy(&head, call->more, sizeof head);
  return head.at + call->more_length - sizeof head;
}

static WorkerResult
load_again(RemoteFold *fold, guint worker, const Pieces *saved, guint32 flags)
{
  RemoteCall call = call_of(fold, FRAME_LOAD);
  WorkerResult result = WORKER_ANSWERED;
  guint64 bytes = 0;

  call.more_kind = FRAME_STATE;
  call.flags = flags;
  for (guint i = 0; result == WORKER_ANSWERED && i < saved->count; i++) {
    if (!take_piece(&fold->states[worker], saved, i, &call))
      return WORKER_CRASHED;
    result = ask_again(fold, worker, &call, &bytes);
    if (result == WORKER_ANSWERED && bytes != end_of_part(&call))
      return WORKER_CRASHED;
  }
  return result;
}

/* What was asked is asked again, byte for byte. */
static WorkerResult
add_again(RemoteFold *fold, guint worker, const void *asked, gsize length)
{
  RemoteCall call = call_of(fold, FRAME_ADD);
  guint64 bytes;

  call.again = TRUE;
  call.more = asked;
  call.more_length = length;
  return asked ? ask_again(fold, worker, &call, &bytes) : WORKER_CRASHED;
}

WorkerResult
remote_fold_restore(RemoteFold *fold, guint worker)
{
  State *state = &fold->states[worker];
  WorkerResult result = load_again(fold, worker, &state->saved, 0);

  for (guint i = 0; result == WORKER_ANSWERED && i < state->log.count; i++) {
    gsize length = 0;
    const guint8 *asked = pieces_get(&state->log, i, state->buffer, &length);
    result = add_again(fold, worker, asked, length);
  }
  for (guint i = 1;
       result == WORKER_ANSWERED && worker == 0 && i <= fold->merged; i++)
    result = load_again(fold, 0, &fold->states[i].saved, CALL_MERGE);
  if (result == WORKER_ANSWERED && state->pending)
    result =
        add_again(fold, worker, state->pending->bytes, state->pending->length);
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
static void
not_apart(Kept *asked)
{
  guint8 *at = asked->bytes + asked->length - sizeof(CallPart);
  CallPart part;

  memcpy(&part, at, sizeof part);
  part.flags &= ~(guint32)CALL_APART;
  memcpy(at, &part, sizeof part);
}

static CallResult
fail_disk(const RemoteFold *fold, Failure *failure)
{
  const GError *error = spill_error(spill_of(fold));

  instance_fail(fold->instance, failure, "E405", "failed: %s",
                error ? error->message : "no temporary file");
  return CALL_FAILED;
}

static CallResult
log_asked(const RemoteFold *fold, State *state, const guint8 *asked,
          gsize length, Failure *failure)
{
  state->begun = TRUE;
  return pieces_add(&state->log, spill_of(fold), asked, length)
             ? CALL_DONE
             : fail_disk(fold, failure);
}

CallResult
remote_fold_add(RemoteFold *fold, guint worker, const stemma_job *job,
                guint32 flags, GPtrArray *logs, guint64 *bytes,
                Failure *failure)
{
  State *state = &fold->states[worker];
  RemoteCall call = call_of(fold, FRAME_ADD);
  const guint8 *asked;
  RemoteAnswer answer;
  CallResult result;
  gsize length;

  call.job = job;
  call.flags = flags;
  result = remote_call(fold->remote, worker, &call, logs, &answer, failure);
  if (result != CALL_DONE)
    return result;
  if (flags & CALL_TELL_SIZE)
    *bytes = answer.bytes;
  if (flags & CALL_APART) {
    state->pending = last_asked(fold, worker);
    return CALL_DONE;
  }
  asked = worker_process_asked(remote_worker(fold->remote, worker), &length);
  return log_asked(fold, state, asked, length, failure);
}

/* The part of a state that is in an answer; NULL: there is none. */
static const guint8 *
part_of(RemoteAnswer *answer, StateHead *head, gsize *length)
{
  const guint8 *body;
  Frame frame;

  while (frame_next(&answer->frames, &frame, &body))
    if (frame.kind == FRAME_STATE && frame.length >= sizeof *head) {
      memcpy(head, body, sizeof *head);
      *length = (gsize)frame.length;
      return body;
    }
  return NULL;
}

/* A state on its way here. */
typedef struct {
  Pieces pieces;
  guint64 have;
  guint64 all;
  guint begins;
} Fetch;

/* Another process than before begins anew, but not for ever. */
static void
begin_fetch(Fetch *fetch, const StateHead *head)
{
  if (head->at != 0 || fetch->begins == TRIES)
    return;
  pieces_clear(&fetch->pieces);
  fetch->begins++;
  fetch->have = 0;
  fetch->all = head->all;
}

/* The process may say anything. */
static gboolean
is_next(const Fetch *fetch, const StateHead *head, guint64 bytes)
{
  return head->at == fetch->have && head->all == fetch->all
         && bytes <= fetch->all - fetch->have && (bytes > 0 || fetch->all == 0);
}

static CallResult
take_part(const RemoteFold *fold, Fetch *fetch, RemoteAnswer *answer,
          Failure *failure)
{
  StateHead head;
  gsize length;
  const guint8 *part = part_of(answer, &head, &length);

  if (part)
    begin_fetch(fetch, &head);
  if (!part || !is_next(fetch, &head, length - sizeof head)) {
    instance_fail(fold->instance, failure, "E405", "failed: it saved no state");
    return CALL_FAILED;
  }
  fetch->have += length - sizeof head;
  if (fetch->have < fetch->all && !spill_has_room(fetch->all - fetch->have)) {
    instance_fail(fold->instance, failure, "E405",
                  "failed: no temporary file for its state: %s",
                  g_strerror(errno));
    return CALL_FAILED;
  }
  return pieces_add(&fetch->pieces, spill_of(fold), part, length)
             ? CALL_DONE
             : fail_disk(fold, failure);
}

/* Saves a state: what it takes to make it anew is that and nothing else. */
static CallResult
save(RemoteFold *fold, guint worker, GPtrArray *logs, Failure *failure)
{
  State *state = &fold->states[worker];
  RemoteCall call = call_of(fold, FRAME_SAVE);
  Fetch fetch = { .begins = 0 };
  CallResult result;
  RemoteAnswer answer;

  do {
    call.flags = fetch.begins ? CALL_MORE : 0;
    result = remote_call(fold->remote, worker, &call, logs, &answer, failure);
    if (result == CALL_DONE)
      result = take_part(fold, &fetch, &answer, failure);
  } while (result == CALL_DONE && fetch.have < fetch.all);
  if (result != CALL_DONE) {
    pieces_clear(&fetch.pieces);
    return result;
  }
  pieces_clear(&state->saved);
  pieces_clear(&state->log);
  state->saved = fetch.pieces;
  state->size = fetch.all;
  return CALL_DONE;
}

/* Where enough was added: what it takes to make the state anew is cut short. */
CallResult
remote_fold_settle(RemoteFold *fold, guint worker, GPtrArray *logs,
                   Failure *failure)
{
  const State *state = &fold->states[worker];

  if (state->log.length < state->size
      || (state->log.length < SAVE_BYTES && state->log.count < SAVE_DOCUMENTS))
    return CALL_DONE;
  return save(fold, worker, logs, failure);
}

CallResult
remote_fold_keep(RemoteFold *fold, guint worker, GPtrArray *logs,
                 Failure *failure)
{
  State *state = &fold->states[worker];
  RemoteCall call = call_of(fold, FRAME_KEEP);
  g_autofree Kept *kept = NULL;
  RemoteAnswer answer;
  CallResult result;

  if (!state->pending)
    return CALL_DONE;
  result = remote_call(fold->remote, worker, &call, logs, &answer, failure);
  kept = g_steal_pointer(&state->pending);
  if (result != CALL_DONE)
    return result;
  not_apart(kept);
  return log_asked(fold, state, kept->bytes, kept->length, failure);
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

/* Brings all parts of a state into the first one's; `whole` gets FALSE where
 * the worker has lost some of them, being another one. */
static CallResult
bring(RemoteFold *fold, const Pieces *saved, GPtrArray *logs, gboolean *whole,
      Failure *failure)
{
  RemoteCall call = call_of(fold, FRAME_LOAD);
  CallResult result = CALL_DONE;
  RemoteAnswer answer;

  call.more_kind = FRAME_STATE;
  call.flags = CALL_MERGE;
  *whole = TRUE;
  for (guint i = 0; *whole && i < saved->count; i++) {
    if (!take_piece(&fold->states[0], saved, i, &call))
      return fail_disk(fold, failure);
    result = remote_call(fold->remote, 0, &call, logs, &answer, failure);
    if (result != CALL_DONE)
      return result;
    *whole = answer.bytes == end_of_part(&call);
  }
  return result;
}

/* Brings the state of another worker into the first one's. */
static CallResult
merge(RemoteFold *fold, guint worker, GPtrArray *logs, Failure *failure)
{
  CallResult result = save(fold, worker, logs, failure);
  gboolean whole = FALSE;

  for (guint i = 0; result == CALL_DONE && !whole && i < TRIES; i++)
    result = bring(fold, &fold->states[worker].saved, logs, &whole, failure);
  if (result != CALL_DONE || whole) {
    fold->merged = worker;
    return result;
  }
  instance_fail(fold->instance, failure, "E405",
                "failed: its worker processes were killed");
  return CALL_FAILED;
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
