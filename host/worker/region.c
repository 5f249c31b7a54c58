/* SPDX-License-Identifier: Apache-2.0
 *
 * region.c - see region.h.
 */
#include "region.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static gsize
whole_pages(gsize size)
{
  gsize page = (gsize)sysconf(_SC_PAGESIZE);

  return (size + page - 1) / page * page;
}

gboolean
region_new(Region *region, gsize size)
{
  *region = (Region){ -1, NULL, 0 };
  region->file = memfd_create("stemma", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (region->file >= 0 && fcntl(region->file, F_ADD_SEALS, F_SEAL_SHRINK) == 0
      && region_grow(region, size))
    return TRUE;
  region_free(region);
  return FALSE;
}

void
region_free(Region *region)
{
  int trouble = errno;

  if (region->bytes)
    munmap(region->bytes, region->size);
  if (region->file >= 0)
    close(region->file);
  *region = (Region){ -1, NULL, 0 };
  errno = trouble;
}

gboolean
region_map(Region *region, gsize size, gboolean writable)
{
  int rights = PROT_READ | (writable ? PROT_WRITE : 0);
  void *bytes = mmap(NULL, size, rights, MAP_SHARED, region->file, 0);

  if (bytes == MAP_FAILED)
    return FALSE;
  if (region->bytes)
    munmap(region->bytes, region->size);
  region->bytes = bytes;
  region->size = size;
  return TRUE;
}

gboolean
region_grow(Region *region, gsize size)
{
  size = whole_pages(size);
  if (size <= region->size)
    return TRUE;
  return ftruncate(region->file, (off_t)size) == 0
         && region_map(region, size, TRUE);
}

void
region_trim(Region *region, gsize keep)
{
  keep = whole_pages(keep);
  if (keep < region->size)
    fallocate(region->file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
              (off_t)keep, (off_t)(region->size - keep));
}
