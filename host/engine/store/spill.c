/* SPDX-License-Identifier: Apache-2.0
 *
 * spill.c - see spill.h.
 */
#include "spill.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* What a borrower leaves free: a part of the disk, but not more than this. */
#define LEAST_SHARE 20
#define LEAST ((guint64)1 << 30)

struct Spill {
  pthread_mutex_t lock;
  guint64 limit;
  guint64 used;
  guint64 length; /* of the file */
  int file;       /* -1: not there yet */
  GError *error;
};

Spill *
spill_new(guint64 limit)
{
  Spill *spill = g_new0(Spill, 1);

  pthread_mutex_init(&spill->lock, NULL);
  spill->limit = limit;
  spill->file = -1;
  return spill;
}

void
spill_free(Spill *spill)
{
  if (!spill)
    return;
  if (spill->file >= 0)
    close(spill->file);
  g_clear_error(&spill->error);
  pthread_mutex_destroy(&spill->lock);
  g_free(spill);
}

gboolean
spill_take(Spill *spill, guint64 bytes)
{
  gboolean fits;

  pthread_mutex_lock(&spill->lock);
  fits = spill->used + bytes <= spill->limit;
  if (fits)
    spill->used += bytes;
  pthread_mutex_unlock(&spill->lock);
  return fits;
}

void
spill_force(Spill *spill, guint64 bytes)
{
  pthread_mutex_lock(&spill->lock);
  spill->used += bytes;
  pthread_mutex_unlock(&spill->lock);
}

void
spill_give_back(Spill *spill, guint64 bytes)
{
  pthread_mutex_lock(&spill->lock);
  spill->used -= bytes;
  pthread_mutex_unlock(&spill->lock);
}

/* /tmp is memory on many machines, so /var/tmp stands first. */
static const char *
folder(void)
{
  const char *chosen = g_getenv("TMPDIR");

  if (chosen && *chosen)
    return chosen;
  return g_file_test("/var/tmp", G_FILE_TEST_IS_DIR) ? "/var/tmp" : "/tmp";
}

/* With the lock held. */
static void
keep_error(Spill *spill, const char *verb)
{
  int trouble = errno;

  if (!spill->error)
    spill->error =
        g_error_new(G_FILE_ERROR, (gint)g_file_error_from_errno(trouble),
                    "cannot %s a temporary file in %s: %s", verb, folder(),
                    g_strerror(trouble));
}

static int
make_file(void)
{
  g_autofree char *path = NULL;
  int file = open(folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (file >= 0)
    return file;
  path = g_build_filename(folder(), "stemma-XXXXXX", NULL);
  file = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0)
    unlink(path);
  return file;
}

/* The room is taken now: a page that finds none on the disk when it is written
 * ends the process. */
static int
make_long_file(guint64 length)
{
  int file = make_file(), trouble;

  if (file < 0)
    return -1;
  trouble =
      length > G_MAXINT64 ? EFBIG : posix_fallocate(file, 0, (off_t)length);
  if (trouble == 0)
    return file;
  close(file);
  errno = trouble;
  return -1;
}

const Disk spill_disk = { make_long_file, TRUE };

gboolean
spill_has_room(guint64 length)
{
  struct statvfs disk;
  guint64 least, unused;

  if (statvfs(folder(), &disk) < 0)
    return FALSE;
  least = MIN((guint64)disk.f_blocks * disk.f_frsize / LEAST_SHARE, LEAST);
  unused = (guint64)disk.f_bavail * disk.f_frsize;
  errno = ENOSPC;
  return unused >= least && length <= unused - least;
}

int
spill_file_lend(guint64 length)
{
  return spill_has_room(length) ? make_long_file(length) : -1;
}

static gboolean
open_file(Spill *spill)
{
  if (spill->file < 0)
    spill->file = make_file();
  if (spill->file >= 0)
    return TRUE;
  keep_error(spill, "make");
  return FALSE;
}

static gboolean
reserve(Spill *spill, gsize length, guint64 *offset)
{
  gboolean opened;

  pthread_mutex_lock(&spill->lock);
  opened = open_file(spill);
  *offset = spill->length;
  if (opened)
    spill->length += length;
  pthread_mutex_unlock(&spill->lock);
  return opened;
}

static gboolean
fail(Spill *spill, const char *verb)
{
  pthread_mutex_lock(&spill->lock);
  keep_error(spill, verb);
  pthread_mutex_unlock(&spill->lock);
  return FALSE;
}

gboolean
spill_write(Spill *spill, const void *bytes, gsize length, guint64 *offset)
{
  const char *from = bytes;
  guint64 at;

  if (!reserve(spill, length, offset))
    return FALSE;
  for (at = *offset; length > 0;) {
    ssize_t written = pwrite(spill->file, from, length, (off_t)at);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return fail(spill, "write");
    from += written;
    at += (guint64)written;
    length -= (gsize)written;
  }
  return TRUE;
}

gboolean
spill_read(Spill *spill, guint64 offset, void *to, gsize length)
{
  char *into = to;

  while (length > 0) {
    ssize_t got = pread(spill->file, into, length, (off_t)offset);
    if (got < 0 && errno == EINTR)
      continue;
    if (got == 0)
      errno = EIO;
    if (got <= 0)
      return fail(spill, "read");
    into += got;
    offset += (guint64)got;
    length -= (gsize)got;
  }
  return TRUE;
}

const GError *
spill_error(Spill *spill)
{
  const GError *error;

  pthread_mutex_lock(&spill->lock);
  error = spill->error;
  pthread_mutex_unlock(&spill->lock);
  return error;
}

guint64
spill_written(Spill *spill)
{
  guint64 length;

  pthread_mutex_lock(&spill->lock);
  length = spill->length;
  pthread_mutex_unlock(&spill->lock);
  return length;
}
