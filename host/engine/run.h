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

#include "../worker/commons.h"
#include "engine.h"
#include "instance.h"
#include "metrics.h"
#include "store/store.h"
#include <stdatomic.h>

/* Documents on their way for each thread: enough that a slow one does not stop
 * the others. */
#define WINDOW 4u

typedef struct Group Group;
typedef struct Fold Fold;
typedef struct Cache Cache;

typedef struct {
  Arena arena;
  GByteArray *record; /* being packed or unpacked */
} Worker;

/* What is told, in order. */
typedef struct {
  GPtrArray *reports; /* of Report */
  MetricSet *metrics;
  FindingSet *findings;
  GArray *layers; /* of RunLayer */
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
  gboolean *lost;       /* by slot: its writer failed or was skipped */
  Table **corpus;       /* by slot; NULL: a document's, or not there */
  Group **groups;       /* by step; NULL: another kind, or done */
  Fold **folds;         /* by step; NULL: another kind, or done */
  Cache *cache;         /* of the first pass's rows, or NULL */
  Remote **remotes;     /* by stage of the file; NULL: in this process */
  gboolean *shared;     /* by slot: a worker process reads its rows */
  Commons *commons;     /* where those lie, or NULL */
  guint corpus_epoch;   /* grows when corpus tables change */
  Spill *spill;
  Store **stores; /* by pass: what later ones need of it */
  guint32 document_count;
  Worker *workers;
  Reader *reader;
  _Atomic guint64 done_bytes;
  _Atomic guint64 total_bytes;
  Teller teller;
};

gboolean engine_is_cancelled(const Engine *engine);
/* Neither cancelled nor stopped, and nothing is wrong with the output. */
gboolean engine_is_going(const Engine *engine);

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

/* corpus.c: which steps of a pass cannot run, and what follows a pass. */
void corpus_skip(Engine *engine, guint pass);
void corpus_run(Engine *engine, guint pass);
void corpus_drop_stopped(Engine *engine);
/* Sorts the table of `slot`, which `step` wrote, as its layer promises; FALSE:
 * a range of rows would fall apart (E409). */
gboolean table_sort(const Engine *engine, Table *const *tables, guint step,
                    int slot, Failure *failure);

#endif
