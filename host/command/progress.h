/* SPDX-License-Identifier: Apache-2.0
 *
 * progress.h - one line on standard error that says how far a run is.
 *
 * Drawn only on a terminal, at most ten times a second, and wiped at the end;
 * whoever prints on standard error meanwhile wipes it first.
 */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

#include <glib.h>
#include <stdio.h>

typedef struct Progress Progress;

/* NULL, which every call below takes, when `wanted` is FALSE or `to` is no
 * terminal. */
Progress *progress_new(FILE *to, gboolean wanted);
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

/* How far: `pass` counts from 0; `total` 0: not known.  One thread at a time;
 * costs a look at the clock. */
void progress_tell(Progress *progress, guint pass, guint64 documents,
                   guint64 bytes, guint64 total);

/* Takes the line away; the next progress_tell draws it again. */
void progress_wipe(Progress *progress);

/* The line's text for a time that has passed, in microseconds. */
char *progress_text(guint pass, guint64 documents, guint64 bytes, guint64 total,
                    gint64 passed);

#endif
