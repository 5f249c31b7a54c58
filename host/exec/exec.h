/* SPDX-License-Identifier: Apache-2.0
 *
 * exec.h - the stage that this program has itself: it runs any program over
 * JSON Lines (sdk/docs/exec.md).
 */
#ifndef EXEC_EXEC_H
#define EXEC_EXEC_H

#include "../config/option.h"
#include "../module/module.h"

/* What `plugin =` says for it. */
#define EXEC_PLUGIN "exec"

/* The module whose one stage reads and writes what the schema of this stage
 * says; no program is run for that.  NULL with a mistake in `all` (E412).  It
 * lives for ever. */
const Module *exec_module(const PipelineStage *stage, Diagnostics *all);

/* How many documents are to wait for the programs of a stage at once; 0: as
 * many as there are threads. */
guint exec_waiting(const OptionSet *set);

#endif
