/* SPDX-License-Identifier: Apache-2.0
 *
 * run.h - a run and what its parts share.
 *
 * Private to this room.  Who may touch what: the plan and the instances are
 * constant; a Worker is its thread's; a Flight belongs to the thread that works
 * on it; what the teller owns changes only in order, one thread at a time;
 * everything is the control thread's between passes.
 */
#ifndef ENGINE_RUN_H
#define ENGINE_RUN_H

#include "engine.h"
#include "instance.h"
#include "metrics.h"
#include <stdatomic.h>

typedef struct {
  Arena arena;
} Worker;

/* What is told, in order. */
typedef struct {
  GPtrArray *reports; /* of Report */
  MetricSet *metrics;
  guint documents;
  guint failed;
  gboolean trouble; /* something beside a document failed */
  gboolean stopped; /* by on-error = stop */
  GError *error;    /* output could not be written */
  GString *ids;     /* of all documents, each with its NUL; NULL: not kept */
  GArray *id_at;    /* of guint64: where each begins */
} Teller;

struct Engine {
  const Plan *plan;
  const EngineSettings *settings;
  Surroundings around;
  guint threads;
  Instance **instances; /* by step */
  gboolean *skipped;    /* by step: it failed, or lacks what a failed one
                         * writes */
  Table **corpus;       /* by slot; NULL: a document's, or lost */
  Worker *workers;
  Reader *reader;
  _Atomic guint64 done_bytes;
  _Atomic guint64 total_bytes;
  Teller teller;
};

gboolean engine_is_cancelled(const Engine *engine);

/* teller.c */
void teller_open(Engine *engine, GPtrArray *reports);
void teller_close(Engine *engine);
/* Each gives FALSE when the run has to end. */
gboolean teller_begin(Engine *engine);
gboolean teller_document(Engine *engine, const DocumentResult *result,
                         const GPtrArray *bytes);
gboolean teller_failure(Engine *engine, const char *stage,
                        const Failure *failure);
gboolean teller_corpus(Engine *engine);
gboolean teller_end(Engine *engine, int *status);
/* Adds the next document's id. */
void teller_id(Engine *engine, const char *id);
void teller_logs(Engine *engine, const char *document, GPtrArray *logs);
void teller_progress(Engine *engine, guint pass, guint64 documents);

/* pass.c: all documents once. */
void pass_run(Engine *engine, guint pass);

/* corpus.c: what follows a pass. */
void corpus_run(Engine *engine, guint pass);

#endif
