/* SPDX-License-Identifier: Apache-2.0
 *
 * remote.c - see remote.h.
 */
#include "remote-private.h"
#include <string.h>

/* Where the file says nothing: long enough for any document that is worth it,
 * short enough that a hang is noticed. */
#define DOCUMENT_SECONDS 60
#define CORPUS_SECONDS 600

#define CRASHES_MOST 3
/* A process that somebody else kills is no fault of the document's. */
#define TRIES 10
gboolean
remote_is_stopped(const Remote *remote)
{
  return atomic_load(&remote->stopped);
}

gboolean
remote_tell_stop(Remote *remote, Failure *failure)
{
  failure->code = "E407";
  g_snprintf(failure->message, sizeof failure->message,
             "stage \"%s\" was stopped: %u calls in a row crashed or ran out "
             "of time",
             remote->name, CRASHES_MOST);
  return !atomic_exchange(&remote->stop_told, TRUE);
}

LogLine *
remote_open_wide(const Remote *remote)
{
  int trouble = keeper_open_wide(remote->keeper);
  LogLine *line;

  if (!trouble)
    return NULL;
  line = g_new0(LogLine, 1);
  line->level = STEMMA_WARNING;
  line->stage = remote->name;
  line->passing = TRUE;
  line->line = g_strdup_printf(
      "isolated without a filter of system calls, which this system refuses "
      "(%s): a plugin from elsewhere may do what you may",
      g_strerror(trouble));
  return line;
}

WorkerProcess *
remote_worker(const Remote *remote, guint worker)
{
  return remote->desks[worker].process;
}

void
remote_add_fold(Remote *remote, RemoteFold *fold)
{
  g_ptr_array_add(remote->folds, fold);
}

void
remote_drop_fold(Remote *remote, RemoteFold *fold)
{
  g_ptr_array_remove(remote->folds, fold);
}

static gboolean
is_corpus_input(const Remote *remote, const Step *step, guint port)
{
  int slot = g_array_index(step->inputs, int, port);

  return slot >= 0 && plan_slot(remote->engine->plan, slot)->corpus;
}

/* What a fold was asked is asked again when the rows are long gone. */
static void
put_input(const Remote *remote, FrameWriter *to, const RemoteCall *call,
          guint port)
{
  const stemma_table *table = call->job->inputs[port];

  if (call->kind == FRAME_PROCESS
      && commons_holds(remote->engine->commons, table->rows.items))
    parcel_put_shared(to, call->step, port, table);
  else
    parcel_put_table(to, call->step, port, table);
}

/* The inputs that are, or are not, of the corpus. */
static void
put_inputs(const Remote *remote, FrameWriter *to, const RemoteCall *call,
           gboolean corpus)
{
  const Step *step = plan_step(remote->engine->plan, call->step);

  for (guint i = 0; call->job && i < call->job->input_count; i++)
    if (call->job->inputs[i] && is_corpus_input(remote, step, i) == corpus)
      put_input(remote, to, call, i);
}

/* Corpus layers are the same for many calls, so they are sent once. */
static void
put_kept(Remote *remote, Desk *desk, const RemoteCall *call)
{
  guint index = call->step - remote->first;

  if (desk->epoch != remote->engine->corpus_epoch) {
    desk->epoch = remote->engine->corpus_epoch;
    memset(desk->kept, 0, remote->count * sizeof *desk->kept);
    worker_process_unkeep(desk->process);
  }
  if (!call->job || desk->kept[index])
    return;
  desk->kept[index] = TRUE;
  put_inputs(remote, worker_process_ask(desk->process), call, TRUE);
  worker_process_keep(desk->process);
}

static void
put_outputs(FrameWriter *to, const RemoteCall *call)
{
  guint count = call->job ? call->job->output_count : 0;
  guint32 *rows;

  if (count == 0 || call->kind == FRAME_GATHER)
    return;
  rows = frame_put(to, FRAME_OUTPUTS, call->step, count * sizeof *rows);
  for (guint i = 0; rows && i < count; i++)
    rows[i] = call->job->outputs[i]->next_row;
}

static void
put_call(const Remote *remote, FrameWriter *to, const RemoteCall *call)
{
  CallPart part = { 0, call->flags, 0 };

  if (call->job) {
    part.seed = call->job->seed;
    part.doc = call->job->doc != NULL;
    if (part.doc)
      parcel_put_document(to, call->step, call->job->doc);
    put_inputs(remote, to, call, FALSE);
    put_outputs(to, call);
  }
  if (call->members)
    parcel_put_table(to, call->step, PORT_MEMBERS, call->members);
  if (call->more_kind)
    frame_put_parts(to, call->more_kind, call->step, NULL, 0, call->more,
                    call->more_length);
  frame_put_parts(to, call->kind, call->step, &part, sizeof part, NULL, 0);
}

static WorkerLimit
limit_of(const Remote *remote, const RemoteCall *call)
{
  gboolean whole = call->kind == FRAME_SAVE || call->kind == FRAME_LOAD
                   || call->kind == FRAME_FINISH
                   || (call->kind == FRAME_SCATTER && !call->job->doc);
  double seconds = remote->timeout;

  if (seconds <= 0)
    seconds = whole ? CORPUS_SECONDS : DOCUMENT_SECONDS;
  return (WorkerLimit){ seconds, call->kind == FRAME_GATHER,
                        remote->engine->around.cancelled };
}

/* The status is the first frame, and whole. */
static gboolean
take_status(RemoteAnswer *answer, StatusPart *status)
{
  const guint8 *body;
  Frame frame;

  if (!frame_next(&answer->frames, &frame, &body) || frame.kind != FRAME_STATUS
      || frame.length != sizeof *status)
    return FALSE;
  memcpy(status, body, sizeof *status);
  answer->bytes = status->bytes;
  return TRUE;
}

WorkerResult
remote_ask(Remote *remote, guint worker, const RemoteCall *call,
           RemoteAnswer *answer, StatusPart *status)
{
  Desk *desk = &remote->desks[worker];
  WorkerLimit limit = limit_of(remote, call);
  WorkerResult result;
  FrameWriter *to;

  put_kept(remote, desk, call);
  to = worker_process_ask(desk->process);
  if (call->again)
    frame_put_again(to, call->more, call->more_length);
  else
    put_call(remote, to, call);
  result = worker_process_call(desk->process, &limit, &answer->frames);
  if (result == WORKER_ANSWERED && !take_status(answer, status)) {
    worker_process_distrust(desk->process);
    result = WORKER_CRASHED;
  }
  return result;
}

/* A process that was started again knows nothing of the states. */
static WorkerResult
restore(Remote *remote, guint worker)
{
  Desk *desk = &remote->desks[worker];
  WorkerResult result = WORKER_ANSWERED;
  guint starts;

  if (!worker_process_start(desk->process))
    return WORKER_NONE;
  starts = worker_process_starts(desk->process);
  if (starts == desk->starts)
    return WORKER_ANSWERED;
  for (guint i = 0; result == WORKER_ANSWERED && i < remote->folds->len; i++)
    result = remote_fold_restore(remote->folds->pdata[i], worker);
  if (result == WORKER_ANSWERED
      && starts == worker_process_starts(desk->process))
    desk->starts = starts;
  return result == WORKER_ANSWERED && starts != desk->starts ? WORKER_KILLED
                                                             : result;
}

static WorkerResult
ask_until_answered(Remote *remote, guint worker, const RemoteCall *call,
                   RemoteAnswer *answer, StatusPart *status)
{
  WorkerResult result = WORKER_KILLED;

  for (guint i = 0; result == WORKER_KILLED && i < TRIES; i++) {
    result = restore(remote, worker);
    if (result == WORKER_ANSWERED)
      result = remote_ask(remote, worker, call, answer, status);
  }
  return result;
}

static void
take_logs(const Remote *remote, RemoteAnswer *answer, GPtrArray *logs)
{
  FrameReader ahead = answer->frames;
  const guint8 *body;
  Frame frame;

  while (frame_next(&ahead, &frame, &body) && frame.kind == FRAME_LOG) {
    guint32 level;
    char *text = parcel_log(body, frame.length, &level);
    answer->frames = ahead;
    if (text && logs && logs->len < LOGS_MOST) {
      LogLine *line = g_new0(LogLine, 1);
      *line = (LogLine){ .level = level, .stage = remote->name, .line = text };
      g_ptr_array_add(logs, line);
    } else {
      g_free(text);
    }
  }
}

/* The call came back. */
static CallResult
judge(Remote *remote, guint worker, const RemoteCall *call,
      const StatusPart *status, Failure *failure)
{
  const Instance *instance = remote->engine->instances[call->step];
  stemma_error error = error_new();

  atomic_store(&remote->crashes, 0);
  memcpy(error.message, status->message, sizeof error.message);
  error.message[sizeof error.message - 1] = '\0';
  /* What it holds may be what the next document would need. */
  if (status->status == STEMMA_E_MEMORY)
    worker_process_retire(remote->desks[worker].process);
  return instance_judge(instance, status->status,
                        status->late && remote->timeout > 0, &error, failure);
}

/* It did not. */
static CallResult
give_up(Remote *remote, guint worker, const RemoteCall *call,
        WorkerResult result, Failure *failure)
{
  const Instance *instance = remote->engine->instances[call->step];
  WorkerProcess *process = remote->desks[worker].process;

  if (result == WORKER_STOPPED)
    return CALL_STOPPED;
  if (result == WORKER_LATE)
    instance_fail_late(instance, limit_of(remote, call).seconds, failure);
  else
    instance_fail(instance, failure, "E405", "failed: %s",
                  worker_process_words(process));
  if (atomic_fetch_add(&remote->crashes, 1) + 1 >= CRASHES_MOST)
    atomic_store(&remote->stopped, TRUE);
  return CALL_FAILED;
}

CallResult
remote_call(Remote *remote, guint worker, const RemoteCall *call,
            GPtrArray *logs, RemoteAnswer *answer, Failure *failure)
{
  StatusPart status;
  WorkerResult result;

  *answer = (RemoteAnswer){ 0 };
  if (remote_is_stopped(remote))
    return CALL_SKIPPED;
  result = ask_until_answered(remote, worker, call, answer, &status);
  if (result == WORKER_ANSWERED) {
    take_logs(remote, answer, logs);
    return judge(remote, worker, call, &status, failure);
  }
  answer->crashed = TRUE;
  answer->at = worker_process_at(remote->desks[worker].process);
  return give_up(remote, worker, call, result, failure);
}

static const char *
port_name(const Instance *instance, const Plan *plan, guint port)
{
  const GArray *outputs = instance_step(instance)->outputs;

  return plan_slot(plan, g_array_index(outputs, int, port))->name;
}

gboolean
remote_take_tables(const Instance *instance, const Plan *plan,
                   RemoteAnswer *answer, Table *const *tables, Failure *failure)
{
  guint count = instance_step(instance)->outputs->len;
  const guint8 *body;
  TableFault fault;
  Frame frame;

  while (frame_next(&answer->frames, &frame, &body)) {
    guint32 port = frame.kind == FRAME_TABLE ? parcel_port(body, frame.length)
                                             : G_MAXUINT32;
    if (port >= count || parcel_load(body, frame.length, tables[port], &fault))
      continue;
    instance_fail_row(instance, port_name(instance, plan, port), &fault,
                      failure);
    return FALSE;
  }
  return TRUE;
}

CallResult
remote_process(Instance *instance, guint worker, guint step,
               const stemma_job *job, GPtrArray *logs, Failure *failure)
{
  Remote *remote = instance_remote(instance);
  RemoteCall call = { .kind = FRAME_PROCESS, .step = step, .job = job };
  g_autofree Table **tables = g_new0(Table *, job->output_count + 1);
  RemoteAnswer answer;
  CallResult result =
      remote_call(remote, worker, &call, logs, &answer, failure);

  if (result != CALL_DONE)
    return result;
  for (guint i = 0; i < job->output_count; i++)
    tables[i] = table_of_writer(job->outputs[i]);
  return remote_take_tables(instance, remote->engine->plan, &answer, tables,
                            failure)
             ? CALL_DONE
             : CALL_FAILED;
}

/* The keys of an answer; FALSE: one of them names no row. */
static gboolean
take_filed(const guint8 *body, guint64 length, guint32 rows, GArray *filed)
{
  g_array_set_size(filed, 0);
  if (length % sizeof(FiledPart) != 0 || length / sizeof(FiledPart) > G_MAXINT)
    return FALSE;
  g_array_append_vals(filed, body, (guint)(length / sizeof(FiledPart)));
  for (guint i = 0; i < filed->len; i++)
    if (g_array_index(filed, FiledPart, i).row >= rows)
      return FALSE;
  return TRUE;
}

static CallResult
fail_answer(const Instance *instance, const char *what, Failure *failure)
{
  instance_fail(instance, failure, "E409", "wrote a bad row: %s", what);
  return CALL_FAILED;
}

CallResult
remote_scatter(Instance *instance, guint worker, guint step,
               const stemma_job *job, Table *rows, GArray *filed,
               GPtrArray *logs, Failure *failure)
{
  Remote *remote = instance_remote(instance);
  RemoteCall call = { .kind = FRAME_SCATTER, .step = step, .job = job };
  RemoteAnswer answer;
  CallResult result =
      remote_call(remote, worker, &call, logs, &answer, failure);
  const guint8 *body;
  TableFault fault;
  Frame frame;

  while (result == CALL_DONE && frame_next(&answer.frames, &frame, &body)) {
    if (frame.kind == FRAME_TABLE
        && parcel_port(body, frame.length) == PORT_CARRIED
        && !parcel_load(body, frame.length, rows, &fault))
      return fail_answer(instance, fault.message, failure);
    if (frame.kind == FRAME_KEYS
        && !take_filed(body, frame.length, table_count(rows), filed))
      return fail_answer(instance, "it filed a row that it did not append",
                         failure);
  }
  return result;
}
