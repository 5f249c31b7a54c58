/* SPDX-License-Identifier: Apache-2.0
 *
 * instance.h - one stage of a plan, opened: its host struct with the services,
 * its worker objects, and what surrounds each call of one of its functions.
 */
#ifndef ENGINE_INSTANCE_H
#define ENGINE_INSTANCE_H

#include "../plan/plan.h"
#include "../worker/disk.h"
#include "gate.h"
#include "store/arena.h"

/* What went wrong in a stage, ready for people. */
typedef struct {
  const char *code; /* "E405" */
  char message[768];
} Failure;

typedef struct {
  guint level;
  const char *stage;
  char *line;
  gboolean passing; /* about this run on this machine: the same documents need
                     * not bring it again */
} LogLine;

void log_line_free(LogLine *line);

/* What all instances of a run share. */
typedef struct {
  guint workers;
  guint sharers; /* how many states share a stage's memory; 0: one */
  guint log_level;
  guint64 seed;
  guint64 budget;   /* of a stage without max-memory, for its states */
  const Disk *disk; /* of stages' memory on disk; NULL: they have none */
  gboolean check;
  volatile int *cancelled; /* may be NULL */
  Gate *gate;              /* of the threads at work; may be NULL */
} Surroundings;

typedef struct Instance Instance;

/* Stages of the file that run in worker processes (remote.h). */
typedef struct Remote Remote;

/* Opens the stage; NULL with the plugin's message in `failure`.  [control] */
Instance *instance_open(const Step *step, const Surroundings *around,
                        GPtrArray *logs, Failure *failure);
/* A stage whose functions `remote` calls: nothing is opened here. */
Instance *instance_elsewhere(const Step *step, const Surroundings *around,
                             Remote *remote);
void instance_close(Instance *instance);
/* The first half of that: the worker objects. */
void instance_close_workers(Instance *instance);

const Step *instance_step(const Instance *instance);
/* The stage with its code; NULL: that is in other processes. */
const stemma_stage *instance_stage(const Instance *instance);
/* NULL: its functions are called in this process. */
Remote *instance_remote(const Instance *instance);

const void *instance_self(const Instance *instance);
const stemma_host *instance_host(const Instance *instance);

/* Are its tables checked row by row? */
gboolean instance_is_checked(const Instance *instance);

/* A job's seed: of the run, the stage and `id`, a document's or "". */
guint64 instance_seed(const Instance *instance, const char *id);
/* The same in two steps, as a document's id may be long and its stages many. */
guint64 instance_hash_id(const char *id);
guint64 instance_seed_of(const Instance *instance, guint64 hash);
guint64 instance_key_seed(const Instance *instance, stemma_key key);

/* One call of a stage's function, between call_begin and call_end, on one
 * thread.  Services find it through the thread. */
typedef struct {
  Instance *instance;
  Arena *arena;
  GPtrArray *logs; /* of LogLine: the lines that the stage says; not NULL */
  gint64 deadline; /* of the monotonic clock; 0: none */
  void *worker;    /* the worker object */
} Call;

/* FALSE: the worker object could not be opened; there is no call to end. */
gboolean call_begin(Call *call, Instance *instance, guint worker, Arena *arena,
                    GPtrArray *logs, Failure *failure);

typedef enum {
  CALL_DONE,
  CALL_STOPPED, /* the run was cancelled, and the stage obeyed */
  CALL_SKIPPED, /* the stage is not tried any more (E407) */
  CALL_FAILED
} CallResult;

/* `error` is what the function filled. */
CallResult call_end(Call *call, stemma_status status, const stemma_error *error,
                    Failure *failure);

/* The halves of these two: what the plugin says, and what that means. */
stemma_status call_enter(Call *call, Instance *instance, guint worker,
                         Arena *arena, GPtrArray *logs, stemma_error *error);
/* The time that the stage may take begins now. */
void call_start_clock(Call *call);
gboolean call_is_late(const Call *call);
/* Between these two it waits for somebody else: another thread may work. */
void call_wait(const Call *call);
void call_go_on(const Call *call);
void call_leave(Call *call);
CallResult instance_judge(const Instance *instance, stemma_status status,
                          gboolean late, const stemma_error *error,
                          Failure *failure);
void instance_fail_late(const Instance *instance, double timeout,
                        Failure *failure);

/* One line of valid UTF-8 without control characters.  Free with g_free. */
char *safe_line(const char *bytes, gsize length);

/* An empty error for a plugin to fill. */
stemma_error error_new(void);

/* E405 or another code about this stage: "stage "x" failed: MESSAGE". */
void instance_fail(const Instance *instance, Failure *failure, const char *code,
                   const char *format, ...) G_GNUC_PRINTF(4, 5);

/* E409 about a row. */
void instance_fail_row(const Instance *instance, const char *layer,
                       const TableFault *fault, Failure *failure);

/* Checks the table that the stage wrote; a fault fails it (E409). */
gboolean instance_check(const Instance *instance, Table *table,
                        const char *name, const TableContext *context,
                        Failure *failure);

#endif
