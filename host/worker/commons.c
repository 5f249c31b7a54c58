/* SPDX-License-Identifier: Apache-2.0
 *
 * commons.c - see commons.h.
 *
 * A page that was mapped to be written can be made so again; one of a file that
 * was opened to be read cannot.  So the file is opened twice.
 */
#include "commons.h"
#include "sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

struct Commons {
  guint8 *bytes;
  gsize size;
  int file;
  int read_only; /* the same file */
  GPtrArray *unused;
};

/* The same file, by the name that the system has for it. */
static int
open_again(int file)
{
  char path[64];

  g_snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  return open(path, O_RDONLY | O_CLOEXEC);
}

/* Who may write small files only is killed for a large one, empty or not. */
static gboolean
is_allowed(gsize size)
{
  struct rlimit most;

  return getrlimit(RLIMIT_FSIZE, &most) < 0 || size <= most.rlim_cur;
}

static gboolean
make_files(Commons *commons)
{
  if (!is_allowed(commons->size))
    return FALSE;
  commons->file = memfd_create("stemma", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (commons->file < 0 || ftruncate(commons->file, (off_t)commons->size) < 0
      || fcntl(commons->file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) < 0)
    return FALSE;
  commons->read_only = open_again(commons->file);
  return commons->read_only >= 0;
}

/* Where the kernel puts neither programs nor libraries nor stacks, so that the
 * same place is free in another program too.  A wish: elsewhere will do. */
static void *
wished_place(void)
{
#if GLIB_SIZEOF_VOID_P == 8
  return SANDBOX_WHOLE ? (void *)((guintptr)0x2000 << 32) : NULL;
#else
  return NULL;
#endif
}

static gboolean
map(Commons *commons)
{
  void *bytes = mmap(wished_place(), commons->size, PROT_READ | PROT_WRITE,
                     MAP_SHARED, commons->file, 0);

  if (bytes == MAP_FAILED)
    return FALSE;
  commons->bytes = bytes;
  madvise(bytes, commons->size, MADV_DONTDUMP);
  return TRUE;
}

Commons *
commons_new(guint plots)
{
  Commons *commons = g_new0(Commons, 1);

  commons->file = commons->read_only = -1;
  commons->size = (gsize)plots * COMMONS_PLOT;
  commons->unused = g_ptr_array_new();
  if (!make_files(commons) || !map(commons)) {
    commons_free(commons);
    return NULL;
  }
  for (guint i = plots; i > 0; i--)
    g_ptr_array_add(commons->unused,
                    commons->bytes + (gsize)(i - 1) * COMMONS_PLOT);
  return commons;
}

void
commons_free(Commons *commons)
{
  if (!commons)
    return;
  if (commons->bytes)
    munmap(commons->bytes, commons->size);
  if (commons->file >= 0)
    close(commons->file);
  if (commons->read_only >= 0)
    close(commons->read_only);
  g_ptr_array_unref(commons->unused);
  g_free(commons);
}

void *
commons_take(Commons *commons)
{
  guint count = commons->unused->len;

  return count ? g_ptr_array_steal_index(commons->unused, count - 1) : NULL;
}

void
commons_give(Commons *commons, void *plot)
{
  if (!plot)
    return;
  commons_trim(commons, plot, 0);
  g_ptr_array_add(commons->unused, plot);
}

void
commons_trim(Commons *commons, void *plot, gsize keep)
{
  gsize at = (gsize)((guint8 *)plot - commons->bytes);

  fallocate(commons->file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
            (off_t)(at + keep), (off_t)(COMMONS_PLOT - keep));
}

gboolean
commons_holds(const Commons *commons, const void *address)
{
  const guint8 *at = address;

  return commons && at >= commons->bytes && at < commons->bytes + commons->size;
}

void *
commons_place(const Commons *commons, gsize *size)
{
  *size = commons->size;
  return commons->bytes;
}

int
commons_file(const Commons *commons)
{
  return commons->read_only;
}

gboolean
commons_close(const Commons *commons)
{
  return mmap(commons->bytes, commons->size, PROT_READ, MAP_SHARED | MAP_FIXED,
              commons->read_only, 0)
         != MAP_FAILED;
}
