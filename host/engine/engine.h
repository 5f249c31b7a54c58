/* SPDX-License-Identifier: Apache-2.0
 *
 * engine.h - runs a plan over the documents of a reader and tells reports.
 *
 * A run is a list of passes (host/docs/architecture.md): worker threads take a
 * document each and run its map stages back to back; group and fold stages
 * take what they need as documents pass; results are told in input order.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "../corpus/reader.h"
#include "../output/report.h"
#include "../plan/plan.h"

typedef struct {
  guint threads;           /* at work at once; 0: all cores */
  guint waiting;           /* so many documents may wait for programs at once */
  gboolean check;          /* table_check on every table, not only on those of
                            * plugins from elsewhere */
  gboolean in_process;     /* no stage gets a process of its own */
  gboolean color;          /* for a report on the terminal */
  GHashTable *baseline;    /* fingerprints of known findings as keys; may be
                            * NULL */
  gboolean all_findings;   /* however many a metric counts */
  guint log_level;         /* STEMMA_INFO, ...: lower lines are not told */
  Tape *tape;              /* records what stages say; may be NULL */
  volatile int *cancelled; /* set by a signal: stop soon, keep what is whole;
                            * may be NULL */
  /* Errors of documents and stages, in input order, one of the two NULL;
   * called by one thread at a time.  May be NULL. */
  void (*say)(void *data, const DocumentResult *result,
              const CorpusFailure *failure);
  /* A line that a stage says, in input order; `document` NULL: not about one.
   * May be NULL. */
  void (*log)(void *data, guint level, const char *stage, const char *document,
              const char *line);
  /* After each document, one thread at a time; NULL: no progress.  `pass`
   * counts from 0; bytes are those of the reader in the first pass. */
  void (*progress)(void *data, guint pass, guint64 documents, guint64 bytes,
                   guint64 total_bytes);
  void *data;
} EngineSettings;

typedef struct Engine Engine;

/* Opens every stage; one that does not start is E404 in `all`, and the result
 * NULL.  `plan` and what `settings` points to must live longer.  [control] */
Engine *engine_open(const Plan *plan, const EngineSettings *settings,
                    Diagnostics *all);
void engine_free(Engine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Engine, engine_free)

/* Runs everything, once.  `reports` is of Report.  The status is 0, 1 (a limit
 * was reached) or 2; when the run was cancelled it is 2 and no report has got
 * its end.  FALSE with an error where output could not be written. */
gboolean engine_run(Engine *engine, Reader *reader, GPtrArray *reports,
                    int *status, GError **error);

#endif
