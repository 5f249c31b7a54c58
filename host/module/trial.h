/* SPDX-License-Identifier: Apache-2.0
 *
 * trial.h - loads a plugin in a child first, for its constructors are code
 * that nobody has seen yet.
 *
 * For this room, and for `stemma plugins why`, which opens stages the same way.
 */
#ifndef MODULE_TRIAL_H
#define MODULE_TRIAL_H

#include <glib.h>

/* Long enough for a busy machine to relocate a big library, short enough that
 * a person still waits. */
#define TRIAL_SECONDS 5.0

/* Runs `work` in a child that may write no file, run no program and open no
 * socket.  TRUE when it returned TRUE there; what it put into `result` (may be
 * NULL here) comes back, and an error that it set is set here.  A crash, an
 * early exit or more than `seconds` is MODULE_ERROR_LOAD about `path`; `done`
 * says at what, "loaded" or "opened". [control], before any thread is started.
 */
gboolean trial_run(const char *path, const char *done, double seconds,
                   gboolean (*work)(gpointer data, GByteArray *result,
                                    GError **error),
                   gpointer data, GByteArray *result, GError **error);

#endif
