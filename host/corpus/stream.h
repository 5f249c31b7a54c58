/* SPDX-License-Identifier: Apache-2.0
 *
 * stream.h - a file or a pipe, read in chunks, unpacked and cut into lines.
 *
 * Never maps a file, so one that is cut meanwhile is a short text and not a
 * SIGBUS; never holds more than a chunk and one line.
 */
#ifndef CORPUS_STREAM_H
#define CORPUS_STREAM_H

#include <glib.h>

typedef struct Stream Stream;

/* A line without its end.  `bytes` are the stream's until the next call, and
 * have JSON_PADDING readable ones after them. */
typedef struct {
  char *bytes;
  gsize length;   /* at most the limit */
  guint64 size;   /* of the whole line; more than `length`: it was cut */
  guint64 offset; /* of its first byte in the file */
} StreamLine;

/* Takes `fd`, and closes it unless it is 0.  Lines are cut at `limit`. */
Stream *stream_new(int fd, guint64 limit);

/* A stream that waits for its other end looks at `*cancelled` now and then,
 * and ends once it is set. */
void stream_set_cancelled(Stream *stream, const volatile int *cancelled);
void stream_free(Stream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stream, stream_free)

/* The first byte that is no blank and no byte order mark, without taking it;
 * -1: there is none within the first chunk.  0 is a byte like others. */
int stream_sniff(Stream *stream);

/* Do the bytes after the blanks begin as a page of HTML does, with its doctype
 * or <html?  Takes none. */
gboolean stream_has_page(Stream *stream);

/* FALSE at the end, or when reading failed (stream_errno).  A byte order mark
 * before the first line is no part of it. */
gboolean stream_line(Stream *stream, StreamLine *line);

/* All that is left, as one line of at most `limit` bytes; the same fields. */
gboolean stream_rest(Stream *stream, StreamLine *rest);

int stream_errno(const Stream *stream);

/* Bytes that have been given out. */
guint64 stream_taken(const Stream *stream);

#endif
