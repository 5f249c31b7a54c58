/* SPDX-License-Identifier: Apache-2.0
 *
 * run.h - the analysis itself, for the commands that make one.
 */
#ifndef COMMAND_RUN_H
#define COMMAND_RUN_H

#include "../output/report.h"
#include "session.h"

typedef struct {
  gboolean check;      /* every row that a stage writes */
  gboolean in_process; /* plugins from elsewhere too */
  gboolean all_findings;
  /* Makes the one report of the run; NULL: those of the pipeline. */
  Report *(*report)(void *data, GError **error);
  void *data;
} RunSettings;

/* Catches signals, runs, tells errors.  The exit status; a limit that was
 * reached is STATUS_LIMIT whatever --exit-zero says. */
int run_session(const Session *session, const SharedOptions *shared,
                const RunSettings *settings);

/* From now on SIGINT and SIGTERM set what this points to, so that files end
 * properly; a second one ends the program.  SIGPIPE is an error of writing. */
const volatile int *signals_catch(void);

#endif
