/* SPDX-License-Identifier: Apache-2.0
 *
 * sink.c - buffered, and whole or not at all.
 */
#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER (128u * 1024u)

/* What is longer is written as it is: a copy costs more than a call. */
#define DIRECT (16u * 1024u)

G_DEFINE_QUARK(stemma - sink - error - quark, sink_error)

struct Sink {
  int fd;
  char *shown;     /* as the user named it */
  char *path;      /* where it will be; NULL: written to as it is */
  char *temporary; /* where it is until then */
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

/* A file of its own beside `path`, with the rights that the user's mask
 * leaves, or those of the file that it will replace. */
static int
open_beside(Sink *sink)
{
  struct stat status;
  int fd = -1;

  for (int tries = 0; fd < 0 && tries < 100; tries++) {
    g_free(sink->temporary);
    sink->temporary =
        g_strdup_printf("%s.%06x", sink->path, g_random_int() & 0xFFFFFF);
    fd = open(sink->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno != EEXIST)
      break;
  }
  if (fd >= 0 && stat(sink->path, &status) == 0)
    (void)!fchmod(fd, status.st_mode & 0777);
  return fd;
}

static gboolean
is_special(const char *path)
{
  struct stat status;

  return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* A link's file is replaced, not the link. */
static char *
real_path(const char *path)
{
  g_autofree char *real = NULL;
  char *found = realpath(path, NULL);

  if (!found)
    return g_strdup(path);
  real = g_strdup(found);
  free(found);
  return g_steal_pointer(&real);
}

Sink *
sink_new(const char *path, gboolean keep_partial, GError **error)
{
  g_autoptr(Sink) sink = g_new0(Sink, 1);

  sink->keep_partial = keep_partial;
  sink->buffer = g_malloc(BUFFER);
  if (!path || strcmp(path, "-") == 0) {
    sink->shown = g_strdup("standard output");
    sink->fd = 1;
    return g_steal_pointer(&sink);
  }
  sink->shown = g_filename_display_name(path);
  if (is_special(path)) {
    sink->fd = open(path, O_WRONLY | O_CLOEXEC);
  } else {
    sink->path = real_path(path);
    sink->fd = open_beside(sink);
  }
  if (sink->fd < 0) {
    fail(sink, errno, error);
    g_clear_pointer(&sink->path, g_free);
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
  int fd = sink->fd;

  if (fsync(fd) != 0 && errno != EINVAL)
    return fail(sink, errno, error);
  sink->fd = -1;
  if (close(fd) != 0 || rename(sink->temporary, sink->path) != 0)
    return fail(sink, errno, error);
  g_clear_pointer(&sink->path, g_free);
  return TRUE;
}

gboolean
sink_commit(Sink *sink, GError **error)
{
  if (!flush(sink, error))
    return FALSE;
  return !sink->path || put_in_place(sink, error);
}

/* Keeps the whole lines of a run that ended early. */
static gboolean
keep_lines(Sink *sink)
{
  g_autofree char *partial = g_strconcat(sink->path, ".partial", NULL);
  g_autofree char *shown = g_strconcat(sink->shown, ".partial", NULL);

  if (!sink->broken)
    flush(sink, NULL);
  if (!sink->keep_partial || sink->safe == 0 || sink->fd < 0
      || ftruncate(sink->fd, (off_t)sink->safe) != 0
      || rename(sink->temporary, partial) != 0)
    return FALSE;
  fprintf(stderr, "stemma: the run ended early; the complete lines are in %s\n",
          shown);
  return TRUE;
}

void
sink_free(Sink *sink)
{
  if (!sink)
    return;
  if (sink->path && !keep_lines(sink))
    unlink(sink->temporary);
  if (sink->fd > 2)
    close(sink->fd);
  g_free(sink->path);
  g_free(sink->temporary);
  g_free(sink->shown);
  g_free(sink->buffer);
  g_free(sink);
}
