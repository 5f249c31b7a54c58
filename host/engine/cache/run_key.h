/* SPDX-License-Identifier: Apache-2.0
 *
 * run_key.h - what the reports of a whole run depend on, as one number
 * (pipeline-file.md, "cache", lists it).
 *
 * Private to this room.  [control]
 */
#ifndef ENGINE_RUN_KEY_H
#define ENGINE_RUN_KEY_H

#include "../engine.h"
#include "digest.h"

typedef struct RunKey RunKey;

/* Reads all inputs.  `started`: when the first plugin was looked at, in
 * microseconds of the real time.  NULL: a run like this may not be kept.  What
 * it is given must live longer. */
RunKey *run_key_new(const Plan *plan, const EngineSettings *settings,
                    const GArray *inputs, gint64 started);
void run_key_free(RunKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RunKey, run_key_free)

const Digest *run_key_digest(const RunKey *key);

/* Is everything still what it was when the key was made? */
gboolean run_key_holds(const RunKey *key);

#endif
