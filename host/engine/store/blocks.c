/* SPDX-License-Identifier: Apache-2.0
 *
 * blocks.c - see blocks.h.
 */
#include "blocks.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
  void *bytes;
  gsize length;
  int file; /* -1: closed, as it is not ours to make longer */
} Block;

struct Blocks {
  pthread_mutex_t lock;
  GArray *list; /* of Block */
  const Disk *disk;
};

Blocks *
blocks_new(const Disk *disk)
{
  Blocks *blocks = g_new0(Blocks, 1);

  blocks->disk = disk;
  pthread_mutex_init(&blocks->lock, NULL);
  blocks->list = g_array_new(FALSE, FALSE, sizeof(Block));
  return blocks;
}

static void
block_end(const Block *block)
{
  munmap(block->bytes, block->length);
  if (block->file >= 0)
    close(block->file);
}

void
blocks_free(Blocks *blocks)
{
  if (!blocks)
    return;
  for (guint i = 0; i < blocks->list->len; i++)
    block_end(&g_array_index(blocks->list, Block, i));
  g_array_unref(blocks->list);
  pthread_mutex_destroy(&blocks->lock);
  g_free(blocks);
}

static gboolean
block_make(Block *block, const Disk *disk, gsize length)
{
  int trouble;

  block->length = length;
  block->file = disk->file(length);
  if (block->file < 0)
    return FALSE;
  block->bytes =
      mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, block->file, 0);
  trouble = errno;
  if (block->bytes == MAP_FAILED || !disk->own) {
    close(block->file);
    block->file = -1;
  }
  errno = trouble;
  return block->bytes != MAP_FAILED;
}

/* Into another, longer file. */
static gboolean
block_copy(Block *block, const Disk *disk, gsize length)
{
  Block longer;

  if (!block_make(&longer, disk, length))
    return FALSE;
  memcpy(longer.bytes, block->bytes, block->length);
  block_end(block);
  *block = longer;
  return TRUE;
}

static gboolean
remap(Block *block, gsize length)
{
  void *bytes = mremap(block->bytes, block->length, length, MREMAP_MAYMOVE);

  if (bytes == MAP_FAILED)
    return FALSE;
  block->bytes = bytes;
  block->length = length;
  return TRUE;
}

static gboolean
block_grow(Block *block, const Disk *disk, gsize length)
{
  if (block->file < 0)
    return block_copy(block, disk, length);
  errno = posix_fallocate(block->file, 0, (off_t)length);
  return errno == 0 && remap(block, length);
}

/* The room on the disk is given back by the mapping, or by the file, which is
 * never shorter than what is mapped.  It does no harm if that fails. */
static gboolean
block_shrink(Block *block, gsize length)
{
  gsize rest = block->length - length;

  if (block->file < 0
      && madvise((char *)block->bytes + length, rest, MADV_REMOVE) != 0)
    g_debug("a temporary file stays as large as its block was");
  if (!remap(block, length))
    return FALSE;
  if (block->file >= 0 && ftruncate(block->file, (off_t)length) != 0)
    g_debug("a temporary file stays longer than its block");
  return TRUE;
}

static gboolean
block_change(Block *block, const Disk *disk, gsize length)
{
  if (length > block->length)
    return block_grow(block, disk, length);
  return length == block->length || block_shrink(block, length);
}

/* With the lock held; the list's length when there is none. */
static guint
find(const Blocks *blocks, const void *bytes)
{
  guint i = 0;

  while (i < blocks->list->len
         && g_array_index(blocks->list, Block, i).bytes != bytes)
    i++;
  return i;
}

/* Whole pages, so that what a block grows by was never written. */
static gsize
whole_pages(guint64 bytes)
{
  gsize page = (gsize)sysconf(_SC_PAGESIZE);

  return (bytes + page - 1) / page * page;
}

static void *
add(Blocks *blocks, gsize length)
{
  Block made;

  if (!block_make(&made, blocks->disk, length))
    return NULL;
  g_array_append_val(blocks->list, made);
  return made.bytes;
}

static void *
change(Blocks *blocks, guint i, gsize length)
{
  Block *block = &g_array_index(blocks->list, Block, i);

  if (length)
    return block_change(block, blocks->disk, length) ? block->bytes : NULL;
  block_end(block);
  g_array_remove_index_fast(blocks->list, i);
  return NULL;
}

void *
blocks_change(Blocks *blocks, void *block, guint64 bytes)
{
  void *changed = NULL;
  guint i;

  errno = EFBIG;
  if (bytes > G_MAXINT64 / 2)
    return NULL;
  errno = 0;
  pthread_mutex_lock(&blocks->lock);
  i = find(blocks, block);
  if (i < blocks->list->len)
    changed = change(blocks, i, whole_pages(bytes));
  else if (!block && bytes)
    changed = add(blocks, whole_pages(bytes));
  pthread_mutex_unlock(&blocks->lock);
  return changed;
}
