/* SPDX-License-Identifier: Apache-2.0
 *
 * sink.c - buffered, and whole or not at all.
 */
#include "sink.h"

#include "beside.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER (128u * 1024u)

/* What is longer is written as it is: a copy costs more than a call. */
#define DIRECT (16u * 1024u)

G_DEFINE_QUARK(stemma - sink - error - quark, sink_error)

struct Sink {
  int fd;
  char *shown;   /* as the user named it */
  Tape *tape;    /* may be NULL */
  guint place;   /* on it */
  Beside beside; /* its `temporary` is NULL: written to as it is */
  gboolean keep_partial;
  gboolean broken;
  char *buffer;
  gsize filled;
  guint64 written; /* in the file, without the buffer */
  guint64 marked;  /* bytes that are whole, the buffer's too */
  guint64 safe;    /* of them, those that were in the file at a flush */
};

static gboolean
fail(Sink *sink, int error, GError **to)
{
  sink->broken = TRUE;
  if (error == EPIPE)
    g_set_error(to, SINK_ERROR, SINK_ERROR_CLOSED, "%s: the reader has gone",
                sink->shown);
  else
    g_set_error(to, SINK_ERROR, SINK_ERROR_WRITE, "%s: cannot write: %s",
                sink->shown, g_strerror(error));
  return FALSE;
}

Sink *
sink_new(const char *path, Tape *tape, gboolean keep_partial, GError **error)
{
  g_autoptr(Sink) sink = g_new0(Sink, 1);

  sink->tape = tape;
  sink->place = tape_place(tape, path);
  sink->keep_partial = keep_partial;
  sink->buffer = g_malloc(BUFFER);
  if (!path || strcmp(path, "-") == 0) {
    sink->shown = g_strdup("standard output");
    sink->fd = 1;
    return g_steal_pointer(&sink);
  }
  sink->shown = g_filename_display_name(path);
  sink->fd = beside_is_special(path) ? open(path, O_WRONLY | O_CLOEXEC)
                                     : beside_open(&sink->beside, path);
  if (sink->fd < 0) {
    fail(sink, errno, error);
    return NULL;
  }
  return g_steal_pointer(&sink);
}

static gboolean
write_out(Sink *sink, const char *bytes, gsize length, GError **error)
{
  while (length > 0) {
    ssize_t done = write(sink->fd, bytes, length);

    if (done < 0 && errno == EINTR)
      continue;
    if (done < 0)
      return fail(sink, errno, error);
    tape_bytes(sink->tape, sink->place, bytes, (gsize)done);
    bytes += done;
    length -= (gsize)done;
    sink->written += (guint64)done;
  }
  return TRUE;
}

static gboolean
flush(Sink *sink, GError **error)
{
  gsize filled = sink->filled;

  sink->filled = 0;
  if (!write_out(sink, sink->buffer, filled, error))
    return FALSE;
  sink->safe = sink->marked;
  return TRUE;
}

gboolean
sink_write(Sink *sink, const char *bytes, gsize length, GError **error)
{
  if ((length > DIRECT || sink->filled + length > BUFFER)
      && !flush(sink, error))
    return FALSE;
  if (length > DIRECT)
    return write_out(sink, bytes, length, error);
  memcpy(sink->buffer + sink->filled, bytes, length);
  sink->filled += length;
  return TRUE;
}

void
sink_mark(Sink *sink)
{
  sink->marked = sink->written + sink->filled;
}

static gboolean
put_in_place(Sink *sink, GError **error)
{
  int fd = sink->fd, failed;

  if (fsync(fd) != 0 && errno != EINVAL)
    return fail(sink, errno, error);
  sink->fd = -1;
  if (close(fd) != 0)
    return fail(sink, errno, error);
  failed = beside_commit(&sink->beside);
  return failed ? fail(sink, failed, error) : TRUE;
}

gboolean
sink_commit(Sink *sink, GError **error)
{
  if (!flush(sink, error))
    return FALSE;
  return !sink->beside.temporary || put_in_place(sink, error);
}

/* Keeps the whole lines of a run that ended early. */
static void
keep_lines(Sink *sink)
{
  g_autofree char *partial = g_strconcat(sink->beside.path, ".partial", NULL);
  g_autofree char *shown = g_strconcat(sink->shown, ".partial", NULL);

  if (!sink->broken)
    flush(sink, NULL);
  if (!sink->keep_partial || sink->safe == 0 || sink->fd < 0
      || ftruncate(sink->fd, (off_t)sink->safe) != 0
      || rename(sink->beside.temporary, partial) != 0)
    return;
  g_clear_pointer(&sink->beside.temporary, g_free);
  fprintf(stderr, "stemma: the run ended early; the complete lines are in %s\n",
          shown);
}

void
sink_free(Sink *sink)
{
  if (!sink)
    return;
  if (sink->beside.temporary)
    keep_lines(sink);
  if (sink->fd > 2)
    close(sink->fd);
  beside_clear(&sink->beside);
  g_free(sink->shown);
  g_free(sink->buffer);
  g_free(sink);
}
