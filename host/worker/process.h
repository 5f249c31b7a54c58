/* SPDX-License-Identifier: Apache-2.0
 *
 * process.h - one worker process, as the host calls it.
 *
 * It is started by the first call, and again by the first one after it ended.
 * A WorkerProcess belongs to one thread at a time.
 */
#ifndef WORKER_PROCESS_H
#define WORKER_PROCESS_H

#include "keeper.h"

typedef struct WorkerProcess WorkerProcess;

/* `keeper` must live longer. */
WorkerProcess *worker_process_new(Keeper *keeper, guint number);
void worker_process_free(WorkerProcess *process);

/* Starts it if it does not run.  FALSE: it cannot be started, and
 * worker_process_words tells why. */
gboolean worker_process_start(WorkerProcess *process);

/* How often it was started: what it knew before is lost with each start. */
guint worker_process_starts(const WorkerProcess *process);

/* What is asked next, empty but for what is kept. */
FrameWriter *worker_process_ask(WorkerProcess *process);

/* What has been put so far stands at the head of all later asks too, whichever
 * process gets them; until worker_process_unkeep. */
void worker_process_keep(WorkerProcess *process);
/* What was asked last, without what is kept. */
const guint8 *worker_process_asked(const WorkerProcess *process, gsize *length);
void worker_process_unkeep(WorkerProcess *process);

typedef struct {
  double seconds;          /* for the call, or for each part of it; 0: no end */
  gboolean parts;          /* WorkerPage.at tells that a part is done */
  volatile int *cancelled; /* not 0: the run ends; may be NULL */
} WorkerLimit;

typedef enum {
  WORKER_ANSWERED,
  WORKER_CRASHED, /* on its own: worker_process_words tells how */
  WORKER_KILLED,  /* by someone else, so that another try is worth it */
  WORKER_LATE,    /* and was ended */
  WORKER_STOPPED, /* because the run ends */
  WORKER_NONE     /* could not be started, or the regions cannot grow */
} WorkerResult;

/* Asks, and waits for the answer.  Nothing in `answer` is to be trusted, and it
 * changes under one's eyes if the worker wants it to. */
WorkerResult worker_process_call(WorkerProcess *process,
                                 const WorkerLimit *limit, FrameReader *answer);

/* How many parts of the last call were done. */
guint64 worker_process_at(const WorkerProcess *process);

/* How it ended, for people. */
const char *worker_process_words(const WorkerProcess *process);

/* Ends it; the next call starts another. */
void worker_process_retire(WorkerProcess *process);
/* The same, because its answer is none. */
void worker_process_distrust(WorkerProcess *process);

#endif
