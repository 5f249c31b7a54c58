/* SPDX-License-Identifier: Apache-2.0
 *
 * sink.h - where a report's bytes go: standard output, or a file that appears
 * whole or not at all.
 *
 * A file is written beside its place, synced and renamed.  When a run ends
 * early, what was written up to the last `sink_mark` is kept in FILE.partial,
 * if the format is one whose lines stand alone.  A name that is no regular
 * file (a pipe, /dev/null) is written to as it is.  One thread at a time.
 */
#ifndef OUTPUT_SINK_H
#define OUTPUT_SINK_H

#include "tape.h"
#include <glib.h>

#define SINK_ERROR (sink_error_quark())
GQuark sink_error_quark(void);

typedef enum {
  SINK_ERROR_WRITE = 802, /* E802: the message names the file and says why */
  SINK_ERROR_CLOSED       /* the reader of the pipe has gone: end quietly with
                           * status 141 */
} SinkError;

typedef struct Sink Sink;

/* `path` NULL or "-": standard output.  All that is written is recorded on
 * `tape`, which may be NULL. */
Sink *sink_new(const char *path, Tape *tape, gboolean keep_partial,
               GError **error);
gboolean sink_write(Sink *sink, const char *bytes, gsize length,
                    GError **error);
/* All that was written so far is whole. */
void sink_mark(Sink *sink);
/* Now it is in its place. */
gboolean sink_commit(Sink *sink, GError **error);
/* Without sink_commit: the file is FILE.partial or gone, and standard error
 * says which. */
void sink_free(Sink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sink, sink_free)

#endif
