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
  guint threads;           /* 0: all cores */
  gboolean check;          /* table_check on every table */
  volatile int *cancelled; /* set by a signal: stop soon, keep what is whole */
  /* Errors and warnings of documents and stages, in input order; called by one
   * thread at a time. */
  void (*say)(void *data, const DocumentResult *result,
              const CorpusFailure *failure);
  /* Now and then, from any worker; NULL: no progress. */
  void (*progress)(void *data, guint64 documents, guint64 bytes,
                   guint64 total_bytes);
  void *data;
} EngineSettings;

/* Runs everything.  `reports` is of Report.  The status is 0, 1 (a limit was
 * reached) or 2; FALSE with an error only where the run itself had to end (a
 * stage did not start, output could not be written). */
gboolean engine_run(const Plan *plan, Reader *reader, GPtrArray *reports,
                    const EngineSettings *settings, int *status,
                    GError **error);

#endif
