/* SPDX-License-Identifier: Apache-2.0
 *
 * stand_private.h - what the files of the stand share.
 */
#ifndef VALIDATE_STAND_PRIVATE_H
#define VALIDATE_STAND_PRIVATE_H

#include "../engine/store/arena.h"
#include "../plan/plan.h"
#include "guard.h"
#include "stand.h"
#include <pthread.h>

/* One step of the plan, opened. */
typedef struct {
  Stand *stand;
  const Step *step;
  const stemma_stage *code; /* with its functions; NULL: not opened */
  const StandSettings
      *set;     /* the stand's for the stage under test, else plain */
  Guard *guard; /* of the host struct; NULL: not guarded */
  const stemma_host *host;
  gboolean is_open;
  void *self;
  void **workers; /* by worker */
  gboolean *has_worker;
  GPtrArray *files; /* of GMappedFile and the like: what map gave */
} Unit;

/* What scatter said of one document. */
typedef struct {
  Table *rows;
  GArray *keys; /* of ScatterKey */
} Scattered;

typedef struct {
  stemma_key key;
  guint32 row;
} ScatterKey;

struct Stand {
  Subject *subject;
  const stemma_stage *stage;
  StandSettings set;
  Pipeline *pipeline;
  Plan *plan;
  GArray *units; /* of Unit, by step */
  guint number;  /* of the stage under test among the plan's stages */
  guint worker_count;
  Arena *arenas; /* by worker */
  const GPtrArray *texts;
  stemma_doc *docs;  /* by document */
  gboolean *lost;    /* by document: a stage failed on it */
  gboolean *missing; /* by slot: its writer failed, or did not run */
  Table **tables;    /* slot * (documents + 1) + document; corpus: the last */
  pthread_mutex_t lock; /* of all below */
  GHashTable *faults;   /* id of a check to what broke it */
  stemma_status status;
  char *message;
  guint calls; /* that can be made to fail */
  guint rows;
  guint questions; /* whether it is cancelled */
  gboolean failed_call;
  double document_seconds;
  double corpus_seconds;
  GBytes *saved;
};

/* stand.c */
void stand_note(Stand *stand, const char *id, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
Table *stand_table(Stand *stand, int slot, guint document);
guint stand_documents(const Stand *stand);
/* The tables that a stage writes of a document, or beyond the last one of the
 * corpus.  Free with g_free. */
Table **unit_outputs(const Unit *unit, guint document);
gboolean unit_is_tested(const Unit *unit);
/* Nothing that comes after it is needed: see by_document. */
gboolean unit_is_last(const Unit *unit);
/* Its outputs are not to be read. */
void unit_lose(Unit *unit);

/* stand_plan.c: pipeline and plan for the stage; FALSE: the verdict says why.
 */
gboolean stand_make_plan(Stand *stand, Verdict *verdict);

/* stand_host.c */
const stemma_host *host_make(Unit *unit);
/* Is it this call's turn to fail?  `told`: the stage sees that it failed, and
 * so must its caller. */
gboolean unit_fails_now(Unit *unit, gboolean told);
void unit_has_failed(Unit *unit);

/* The call that this thread is in. */
typedef struct {
  Unit *unit;
  guint worker;
  const char *function; /* "process" */
  const char *document; /* NULL: none */
  double start;
  stemma_error *error;
  Guard *guard; /* what the call was given */
  GPtrArray *blocks;
} Frame;

/* stand_call.c: around each call of a function of a stage.  FALSE: the worker
 * object could not be opened. */
gboolean frame_enter(Frame *frame, Unit *unit, guint worker,
                     const char *function, const char *document);
stemma_status frame_leave(Frame *frame, stemma_status status);
Frame *frame_current(void);
void *frame_worker(const Frame *frame);

/* A struct that starts with its size, as the settings want it given. */
const void *frame_give(Frame *frame, const void *made, gsize size);
/* Bytes: read-only and guarded if the settings say so. */
const void *frame_give_bytes(Frame *frame, const void *bytes, gsize size);
/* As frame_give, for what the host itself goes on to write. */
void *frame_give_open(Frame *frame, const void *made, gsize size);

/* stand_job.c */
typedef struct {
  Stand *stand;
  Unit *unit;
  Table *table;
  guint32 row_size;
  guint32 align;
  gboolean trap; /* the writer that no stage was promised */
  stemma_writer *seen;
} Outlet;

typedef struct {
  const stemma_job *job;
  Outlet *outlets;
  guint count;
} Work;

/* The job of a call; `document` of stand_documents: the corpus.  `tables`: what
 * it writes; NULL: nothing. */
void work_init(Work *work, Frame *frame, guint document, Table *const *tables);
void work_clear(Work *work);
stemma_writer *outlet_writer(Frame *frame, Outlet *outlet);
const stemma_table *frame_give_table(Frame *frame, const stemma_table *table,
                                     guint padding);
/* Every row of the tables that a step wrote about a document. */
void work_check(Unit *unit, guint document);

/* stand_map.c, stand_group.c, stand_fold.c: a step over all documents. */
void stand_run_map(Unit *unit);
void stand_run_group(Unit *unit);
void stand_run_fold(Unit *unit);
/* Calls `visit` for each document that is not lost, in the order and with the
 * workers that the settings say. */
void stand_each_document(Unit *unit,
                         void (*visit)(Unit *unit, guint worker, guint document,
                                       gpointer data),
                         gpointer data);
void stand_sort(Unit *unit);

#endif
