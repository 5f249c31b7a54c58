/* SPDX-License-Identifier: Apache-2.0
 *
 * unpack.c - zlib and libzstd behind one read.
 *
 * A packed file may hold several members or frames one after the other, as
 * "cat a.gz b.gz" makes them.
 */
#include "unpack.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#define CHUNK (128u * 1024u)
/* The longest mark that tells how bytes are packed. */
#define MARK 4u

const char *const unpack_suffixes[] = { ".gz", ".zst", NULL };

typedef enum { UNKNOWN, PLAIN, GZIP, ZSTANDARD } Packing;

struct Unpack {
  int fd;
  Packing packing;
  gboolean ended;  /* the file has no more bytes */
  gboolean inside; /* a member or frame is not yet complete */
  guchar *bytes;   /* CHUNK of them, packed */
  gsize at, filled;
  z_stream gzip;
  ZSTD_DStream *zstandard;
};

gsize
unpack_stem(const char *path)
{
  const gsize length = strlen(path);

  for (guint i = 0; unpack_suffixes[i]; i++)
    if (g_str_has_suffix(path, unpack_suffixes[i]))
      return length - strlen(unpack_suffixes[i]);
  return length;
}

Unpack *
unpack_new(int fd)
{
  Unpack *unpack = g_new0(Unpack, 1);

  unpack->fd = fd;
  return unpack;
}

void
unpack_free(Unpack *unpack)
{
  if (!unpack)
    return;
  if (unpack->packing == GZIP)
    inflateEnd(&unpack->gzip);
  ZSTD_freeDStream(unpack->zstandard);
  g_free(unpack->bytes);
  g_free(unpack);
}

gboolean
unpack_pending(const Unpack *unpack)
{
  return unpack->at < unpack->filled
         || (unpack->packing > PLAIN && unpack->inside);
}

static gssize
read_some(int fd, void *bytes, gsize room)
{
  ssize_t got;

  do
    got = read(fd, bytes, room);
  while (got < 0 && errno == EINTR);
  return got;
}

/* More packed bytes behind those that are left; FALSE: reading failed. */
static gboolean
refill(Unpack *unpack)
{
  const gsize left = unpack->filled - unpack->at;
  gssize got;

  memmove(unpack->bytes, unpack->bytes + unpack->at, left);
  unpack->at = 0;
  unpack->filled = left;
  got = read_some(unpack->fd, unpack->bytes + left, CHUNK - left);
  if (got < 0)
    return FALSE;
  unpack->ended = got == 0;
  unpack->filled += (gsize)got;
  return TRUE;
}

static Packing
packing_of(const guchar *bytes, gsize length)
{
  static const guchar gzip[] = { 0x1F, 0x8B, 0x08 };
  static const guchar zstandard[] = { 0x28, 0xB5, 0x2F, 0xFD };

  if (length >= sizeof gzip && memcmp(bytes, gzip, sizeof gzip) == 0)
    return GZIP;
  if (length >= sizeof zstandard
      && memcmp(bytes, zstandard, sizeof zstandard) == 0)
    return ZSTANDARD;
  return PLAIN;
}

/* 15: the largest window; 16: with gzip's head and checksum. */
static gboolean
start(Unpack *unpack)
{
  unpack->bytes = g_malloc(CHUNK);
  while (unpack->filled < MARK && !unpack->ended)
    if (!refill(unpack))
      return FALSE;
  unpack->packing = packing_of(unpack->bytes, unpack->filled);
  if (unpack->packing == GZIP && inflateInit2(&unpack->gzip, 15 + 16) != Z_OK)
    g_error("no memory for a gzip stream");
  if (unpack->packing == ZSTANDARD
      && !(unpack->zstandard = ZSTD_createDStream()))
    g_error("no memory for a Zstandard stream");
  return TRUE;
}

static gssize
damaged(void)
{
  errno = EBADMSG;
  return -1;
}

/* Unpacks what is there into `bytes`; how many came out, -1: damaged. */
static gssize
inflate_some(Unpack *unpack, char *bytes, gsize room)
{
  z_stream *gzip = &unpack->gzip;
  int status;

  gzip->next_in = unpack->bytes + unpack->at;
  gzip->avail_in = (uInt)(unpack->filled - unpack->at);
  gzip->next_out = (Bytef *)bytes;
  gzip->avail_out = (uInt)MIN(room, CHUNK);
  room = gzip->avail_out;
  status = inflate(gzip, Z_NO_FLUSH);
  unpack->at = unpack->filled - gzip->avail_in;
  unpack->inside = status != Z_STREAM_END;
  if (status == Z_STREAM_END)
    inflateReset(gzip);
  else if (status != Z_OK && status != Z_BUF_ERROR)
    return damaged();
  return (gssize)(room - gzip->avail_out);
}

static gssize
decompress_some(Unpack *unpack, char *bytes, gsize room)
{
  ZSTD_inBuffer in = { unpack->bytes, unpack->filled, unpack->at };
  ZSTD_outBuffer out = { bytes, room, 0 };
  const size_t left = ZSTD_decompressStream(unpack->zstandard, &out, &in);

  unpack->at = in.pos;
  if (ZSTD_isError(left))
    return damaged();
  unpack->inside = left != 0;
  return (gssize)out.pos;
}

static gssize
unpack_some(Unpack *unpack, char *bytes, gsize room)
{
  return unpack->packing == GZIP ? inflate_some(unpack, bytes, room)
                                 : decompress_some(unpack, bytes, room);
}

/* The bytes that were read to look at them come first. */
static gssize
read_plain(Unpack *unpack, char *bytes, gsize room)
{
  const gsize left = unpack->filled - unpack->at, taken = MIN(left, room);

  if (!left)
    return unpack->ended ? 0 : read_some(unpack->fd, bytes, room);
  memcpy(bytes, unpack->bytes + unpack->at, taken);
  unpack->at += taken;
  return (gssize)taken;
}

gssize
unpack_read(Unpack *unpack, char *bytes, gsize room)
{
  gssize got;

  if (unpack->packing == UNKNOWN && !start(unpack))
    return -1;
  if (unpack->packing == PLAIN)
    return read_plain(unpack, bytes, room);
  for (;;) {
    if (unpack->at < unpack->filled || unpack->inside) {
      got = unpack_some(unpack, bytes, room);
      if (got != 0)
        return got;
    }
    if (unpack->at < unpack->filled)
      continue;
    if (unpack->ended)
      return unpack->inside ? damaged() : 0;
    if (!refill(unpack))
      return -1;
  }
}
