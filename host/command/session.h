/* SPDX-License-Identifier: Apache-2.0
 *
 * session.h - everything that must be right before the first document: the
 * pipeline, its plugins, the plan, the reports and the inputs.
 *
 * `check` stops here, `plan` prints what came of it, `run` goes on: so all
 * three tell the same mistakes in the same words.
 */
#ifndef COMMAND_SESSION_H
#define COMMAND_SESSION_H

#include "../plan/plan.h"
#include "options.h"

typedef struct {
  Pipeline *pipeline;
  Catalogue *catalogue;
  Plan *plan;
  gint64 started;       /* before anything was read, in microseconds of the
                         * real time */
  Reader *reader;       /* NULL without SESSION_INPUT */
  GHashTable *baseline; /* fingerprints as keys; NULL: there is none */
} Session;

enum {
  SESSION_INPUT = 1u << 0, /* expand the inputs; none at all is an error */
  SESSION_NEW_BASELINE = 1u << 1 /* the baseline need not be there yet */
};

/* `arguments` (NULL-terminated) are those of the command: the first that ends
 * in ".ini" is the pipeline, the others replace its inputs.  Prints every
 * error and warning on standard error; NULL when there was an error. */
Session *session_new(SharedOptions *shared, char **arguments, guint flags);
/* E208, E214: a report that is not one, or has no place. */
void session_check_report(const ReportSpec *spec, Diagnostics *all);

void session_free(Session *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_free)

#endif
