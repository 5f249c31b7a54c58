/* SPDX-License-Identifier: Apache-2.0
 *
 * stream.c - chunks to lines.
 *
 * buffer:  | given out | not given out yet | free |
 *          0           at                  filled  room
 */
#include "stream.h"

#include "json.h"
#include "unpack.h"
#include "utf8.h"
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (256u * 1024u)

struct Stream {
  const volatile int *cancelled; /* NULL: never */
  int fd;
  Unpack *unpack;
  int error;
  gboolean ended;
  gboolean started; /* the byte order mark was looked for */
  char *buffer;
  gsize at, filled, room;
  gsize limit;
  guint64 offset; /* of buffer[at] in the file */
};

Stream *
stream_new(int fd, guint64 limit)
{
  Stream *stream = g_new0(Stream, 1);

  stream->fd = fd;
  stream->unpack = unpack_new(fd);
  stream->limit = (gsize)limit;
  stream->room = CHUNK;
  stream->buffer = g_malloc(CHUNK + JSON_PADDING);
  return stream;
}

void
stream_free(Stream *stream)
{
  if (!stream)
    return;
  unpack_free(stream->unpack);
  if (stream->fd > 0)
    close(stream->fd);
  g_free(stream->buffer);
  g_free(stream);
}

int
stream_errno(const Stream *stream)
{
  return stream->error;
}

guint64
stream_taken(const Stream *stream)
{
  return stream->offset;
}

/* Moves what is left to the front, and grows a buffer that is full of one
 * line. */
static void
make_room(Stream *stream)
{
  gsize left = stream->filled - stream->at;

  if (stream->at > 0) {
    memmove(stream->buffer, stream->buffer + stream->at, left);
    stream->at = 0;
    stream->filled = left;
  }
  if (stream->filled == stream->room) {
    stream->room *= 2;
    stream->buffer = g_realloc(stream->buffer, stream->room + JSON_PADDING);
  }
}

void
stream_set_cancelled(Stream *stream, const volatile int *cancelled)
{
  stream->cancelled = cancelled;
}

/* A read of a silent pipe would not end when the user interrupts the run, as
 * any thread may get the signal. */
static gboolean
wait_for_bytes(const Stream *stream)
{
  struct pollfd ready = { stream->fd, POLLIN, 0 };

  if (!stream->cancelled || unpack_pending(stream->unpack))
    return TRUE;
  while (!g_atomic_int_get(stream->cancelled))
    if (poll(&ready, 1, 200) > 0)
      return TRUE;
  return FALSE;
}

/* Reads once, at most a chunk, so that the pages of a buffer that was doubled
 * are touched as they are needed; FALSE at the end of the input. */
static gboolean
fill(Stream *stream)
{
  gssize got;

  if (stream->ended)
    return FALSE;
  if (stream->filled == stream->room)
    make_room(stream);
  if (!wait_for_bytes(stream)) {
    stream->ended = TRUE;
    return FALSE;
  }
  got = unpack_read(stream->unpack, stream->buffer + stream->filled,
                    MIN(stream->room - stream->filled, CHUNK));
  if (got <= 0) {
    stream->error = got < 0 ? errno : 0;
    stream->ended = TRUE;
    return FALSE;
  }
  stream->filled += (gsize)got;
  return TRUE;
}

static void
skip_mark(Stream *stream)
{
  gsize mark;

  if (stream->started)
    return;
  stream->started = TRUE;
  while (stream->filled < 3 && fill(stream))
    ;
  mark = utf8_mark(stream->buffer, stream->filled);
  stream->at += mark;
  stream->offset += mark;
}

int
stream_sniff(Stream *stream)
{
  gsize at;

  skip_mark(stream);
  for (at = stream->at; at < stream->room; at++) {
    if (at == stream->filled && !fill(stream))
      return -1;
    if (!g_ascii_isspace(stream->buffer[at]))
      return (guchar)stream->buffer[at];
  }
  return -1;
}

static void
give(Stream *stream, StreamLine *line, gsize length, guint64 size, gsize taken)
{
  line->bytes = stream->buffer + stream->at;
  line->length = MIN(length, stream->limit);
  line->size = size;
  line->offset = stream->offset;
  stream->at += taken;
  stream->offset += size + (taken > length);
}

/* The buffer holds `limit` bytes and no end of the line: drops the rest of it
 * up to its end, of which nothing is kept. */
static void
give_cut(Stream *stream, StreamLine *line)
{
  guint64 size = stream->filled - stream->at;
  gsize kept = MIN(stream->limit, CHUNK / 2);
  const char *end = NULL;
  gboolean more = TRUE;

  /* The kept start goes to the front and the rest of the line passes through
   * the space behind it. */
  memmove(stream->buffer, stream->buffer + stream->at, kept);
  stream->at = 0;
  while (!end && more) {
    stream->filled = kept;
    if ((more = fill(stream))) {
      end = memchr(stream->buffer + kept, '\n', stream->filled - kept);
      size += (end ? (gsize)(end - stream->buffer) : stream->filled) - kept;
    }
  }
  *line = (StreamLine){ stream->buffer, kept, size, stream->offset };
  stream->at = end ? (gsize)(end - stream->buffer) + 1 : stream->filled;
  stream->offset += size + (end != NULL);
}

/* A line that needed a large buffer is rare: its memory is given back. */
static void
shrink(Stream *stream)
{
  if (stream->room <= 16 * CHUNK || stream->filled - stream->at > CHUNK / 2)
    return;
  make_room(stream);
  stream->room = CHUNK;
  stream->buffer = g_realloc(stream->buffer, CHUNK + JSON_PADDING);
}

gboolean
stream_has_page(Stream *stream)
{
  static const char *const starts[] = { "<!doctype html", "<html", NULL };
  gsize at;

  if (stream_sniff(stream) != '<')
    return FALSE;
  for (at = stream->at; g_ascii_isspace(stream->buffer[at]); at++)
    ;
  while (stream->filled - at < strlen(starts[0]) && fill(stream))
    ;
  for (guint i = 0; starts[i]; i++)
    if (stream->filled - at >= strlen(starts[i])
        && g_ascii_strncasecmp(stream->buffer + at, starts[i],
                               strlen(starts[i]))
               == 0)
      return TRUE;
  return FALSE;
}

gboolean
stream_line(Stream *stream, StreamLine *line)
{
  gsize searched = 0;

  skip_mark(stream);
  shrink(stream);
  for (;;) {
    char *start = stream->buffer + stream->at;
    gsize have = stream->filled - stream->at;
    const char *end = have > searched
                          ? memchr(start + searched, '\n', have - searched)
                          : NULL;

    if (end) {
      give(stream, line, (gsize)(end - start), (guint64)(end - start),
           (gsize)(end - start) + 1);
      return TRUE;
    }
    searched = have;
    if (have > stream->limit) {
      give_cut(stream, line);
      return TRUE;
    }
    if (!fill(stream)) {
      if (have == 0 || stream->error)
        return FALSE;
      give(stream, line, have, have, have);
      return TRUE;
    }
  }
}

gboolean
stream_rest(Stream *stream, StreamLine *rest)
{
  gsize have;

  skip_mark(stream);
  while (stream->filled - stream->at <= stream->limit && fill(stream))
    ;
  if (stream->error)
    return FALSE;
  have = stream->filled - stream->at;
  give(stream, rest, have, have, have);
  return TRUE;
}
