/* SPDX-License-Identifier: Apache-2.0
 *
 * instance.h - one stage of a plan, opened: its host struct with the services,
 * its worker objects, and what surrounds each call of one of its functions.
 */
#ifndef ENGINE_INSTANCE_H
#define ENGINE_INSTANCE_H

#include "../plan/plan.h"
#include "arena.h"

/* What went wrong in a stage, ready for people. */
typedef struct {
  const char *code; /* "E405" */
  char message[768];
} Failure;

typedef struct {
  guint level;
  const char *stage;
  char *line;
} LogLine;

void log_line_free(LogLine *line);

/* What all instances of a run share. */
typedef struct {
  guint workers;
  guint log_level;
  guint64 seed;
  gboolean check;
  volatile int *cancelled; /* may be NULL */
} Surroundings;

typedef struct Instance Instance;

/* Opens the stage; NULL with the plugin's message in `failure`.  [control] */
Instance *instance_open(const Step *step, const Surroundings *around,
                        GPtrArray *logs, Failure *failure);
void instance_close(Instance *instance);

const void *instance_self(const Instance *instance);
const stemma_host *instance_host(const Instance *instance);

/* Are its tables checked row by row? */
gboolean instance_is_checked(const Instance *instance);

/* A job's seed: of the run, the stage and `id`, a document's or "". */
guint64 instance_seed(const Instance *instance, const char *id);

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
  CALL_FAILED
} CallResult;

/* `error` is what the function filled. */
CallResult call_end(Call *call, stemma_status status, const stemma_error *error,
                    Failure *failure);

/* An empty error for a plugin to fill. */
stemma_error error_new(void);

/* E405 or another code about this stage: "stage "x" failed: MESSAGE". */
void instance_fail(const Instance *instance, Failure *failure, const char *code,
                   const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Checks the table that the stage wrote; a fault fails it (E409). */
gboolean instance_check(const Instance *instance, Table *table,
                        const char *name, const TableContext *context,
                        Failure *failure);

#endif
