/* SPDX-License-Identifier: Apache-2.0
 *
 * remote.h - a stage of the file whose functions are called in worker
 * processes: one for each thread.
 *
 * What a call costs when the process does not come back from it is the same as
 * when its function fails: the document, the key, or the stage.  After three
 * such calls in a row the stage is stopped: its calls give CALL_SKIPPED.
 *
 * Private to this room.
 */
#ifndef ENGINE_REMOTE_H
#define ENGINE_REMOTE_H

#include "../../worker/process.h"
#include "../run.h"
#include "parcel.h"

/* Opens the steps of stage `number` in a keeper; NULL with E404.  [control],
 * before any thread is started. */
Remote *remote_open(Engine *engine, guint number, GPtrArray *logs,
                    Failure *failure);
void remote_free(Remote *remote);

/* Does this stage of the file run in worker processes? */
gboolean remote_is_wanted(const Engine *engine, const Step *step);

/* Three calls in a row did not come back. */
gboolean remote_is_stopped(const Remote *remote);
/* That, as E407; TRUE when nobody asked for it before. */
gboolean remote_tell_stop(Remote *remote, Failure *failure);
/* A warning where this system refused the call filter; else NULL. */
LogLine *remote_open_wide(const Remote *remote);

/* One call. */
typedef struct {
  FrameKind kind; /* FRAME_PROCESS, ... */
  guint step;
  const stemma_job *job;       /* NULL: without */
  const stemma_table *members; /* of gather */
  FrameKind more_kind;         /* of what follows */
  const void *more;
  gsize more_length;
  guint32 flags; /* CALL_... */
  gboolean again;
} RemoteCall;

typedef struct {
  FrameReader frames; /* after status and log lines */
  guint64 bytes;      /* of a state */
  guint64 at;         /* parts that were done, when it failed */
  gboolean crashed;   /* it failed because the process did */
} RemoteAnswer;

/* Asks worker process `worker` and reads its status.  `logs` may be NULL.
 * [worker] */
CallResult remote_call(Remote *remote, guint worker, const RemoteCall *call,
                       GPtrArray *logs, RemoteAnswer *answer, Failure *failure);

/* Appends the tables of an answer to `tables` (by port, NULL after the
 * last).  FALSE: a fault. */
gboolean remote_take_tables(const Instance *instance, const Plan *plan,
                            RemoteAnswer *answer, Table *const *tables,
                            Failure *failure);

/* The map function; rows go to the job's outputs.  [worker] */
CallResult remote_process(Instance *instance, guint worker, guint step,
                          const stemma_job *job, GPtrArray *logs,
                          Failure *failure);

/* The scatter function; `filed` is of FiledPart, and each row in it is one of
 * `rows`.  [worker] */
CallResult remote_scatter(Instance *instance, guint worker, guint step,
                          const stemma_job *job, Table *rows, GArray *filed,
                          GPtrArray *logs, Failure *failure);

/* remote_fold.c: the states of a fold, one in each worker process, and what it
 * takes to have them again in another one. */
typedef struct RemoteFold RemoteFold;

RemoteFold *remote_fold_new(Instance *instance, guint step, guint workers);
void remote_fold_free(RemoteFold *fold);
/* `flags`: CALL_APART, CALL_TELL_SIZE, which sets `bytes`. */
CallResult remote_fold_add(RemoteFold *fold, guint worker,
                           const stemma_job *job, guint32 flags,
                           GPtrArray *logs, guint64 *bytes, Failure *failure);
/* What was added apart. */
CallResult remote_fold_keep(RemoteFold *fold, guint worker, GPtrArray *logs,
                            Failure *failure);
void remote_fold_forget(RemoteFold *fold, guint worker);
/* After a document that is there to stay.  A failure is the stage's. */
CallResult remote_fold_settle(RemoteFold *fold, guint worker, GPtrArray *logs,
                              Failure *failure);
CallResult remote_fold_size(RemoteFold *fold, guint worker, GPtrArray *logs,
                            guint64 *bytes, Failure *failure);
/* Merges all states and writes the job's outputs.  [control] */
CallResult remote_fold_finish(RemoteFold *fold, const Plan *plan,
                              const stemma_job *job, GPtrArray *logs,
                              Failure *failure);

/* Brings the state back into a process that was started again. */
WorkerResult remote_fold_restore(RemoteFold *fold, guint worker);

/* For remote_fold.c: a call without restoring, and whom to restore.  Where
 * `again` is set, `more` is what was asked before, to be asked again. */
WorkerResult remote_ask(Remote *remote, guint worker, const RemoteCall *call,
                        RemoteAnswer *answer, StatusPart *status);
WorkerProcess *remote_worker(const Remote *remote, guint worker);
void remote_add_fold(Remote *remote, RemoteFold *fold);
void remote_drop_fold(Remote *remote, RemoteFold *fold);

#endif
