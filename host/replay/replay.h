/* SPDX-License-Identifier: Apache-2.0
 *
 * replay.h - tells reports a run again from its JSON Lines report, without
 * plugins and without analysing.
 *
 * The first line says how to read the rows, so any layer of any plugin comes
 * back.  A text that the report does not carry is blank but for what its rows
 * carry of it, so slices are as they were.
 */
#ifndef REPLAY_REPLAY_H
#define REPLAY_REPLAY_H

#include "../output/report.h"

#define REPLAY_ERROR (replay_error_quark())
GQuark replay_error_quark(void);

typedef enum {
  REPLAY_ERROR_READ = 602, /* E602: the message says why */
  REPLAY_ERROR_LINE = 604  /* E604: a line is not what it should be */
} ReplayError;

/* Where and why it ended. */
typedef struct {
  guint line; /* 0: no place */
  guint column;
} ReplayPlace;

/* `path` "-": standard input; `specs` is of ReportSpec, what the terminal's
 * report names; `reports` of Report, in the same order.  FALSE with an error
 * (a sink's too) when something is wrong; `place` says where.  Ends soon, with
 * an error, once `*cancelled` (may be NULL) is set. */
gboolean replay_run(const char *path, GPtrArray *specs, GPtrArray *reports,
                    gboolean color, const volatile int *cancelled,
                    ReplayPlace *place, GError **error);

#endif
