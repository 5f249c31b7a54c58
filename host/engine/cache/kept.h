/* SPDX-License-Identifier: Apache-2.0
 *
 * kept.h - whole runs in the cache folder: their reports, written again where
 * nothing changed since.  [control]
 */
#ifndef ENGINE_KEPT_H
#define ENGINE_KEPT_H

#include "../../output/sink/tape.h"
#include "../engine.h"

typedef struct Kept Kept;

/* The place of the run that is about to be made, before its stages are opened.
 * `started` as in run_key.h.  NULL: the pipeline names no cache, or a run like
 * this may not be kept.  What it is given must live longer. */
Kept *kept_new(const Plan *plan, const EngineSettings *settings,
               const Reader *reader, gint64 started);
void kept_free(Kept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Kept, kept_free)

/* Writes the reports as an earlier run left them, and says what its stages
 * said.  TAPE_FAILED without an error: it was cancelled. */
TapeResult kept_play(const Kept *kept, int *status, GError **error);

/* The tape on which the run is recorded, NULL: none can be made. */
Tape *kept_record(Kept *kept);

/* Keeps what was recorded, if a run that ended with `status` may be kept. */
void kept_keep(Kept *kept, int status);

#endif
