/* SPDX-License-Identifier: Apache-2.0
 *
 * blocks.c - see blocks.h.
 */
#include "blocks.h"
#include "spill.h"
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
  void *bytes;
  gsize length;
  int file;
} Block;

struct Blocks {
  pthread_mutex_t lock;
  GArray *list; /* of Block */
};

Blocks *
blocks_new(void)
{
  Blocks *blocks = g_new0(Blocks, 1);

  pthread_mutex_init(&blocks->lock, NULL);
  blocks->list = g_array_new(FALSE, FALSE, sizeof(Block));
  return blocks;
}

static void
block_end(const Block *block)
{
  munmap(block->bytes, block->length);
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

/* The file's space is taken now: a page that finds no room on the disk when it
 * is written ends the process. */
static gboolean
block_make(Block *block, gsize length)
{
  block->length = length;
  block->file = spill_file_new();
  if (block->file < 0)
    return FALSE;
  block->bytes = posix_fallocate(block->file, 0, (off_t)length) == 0
                     ? mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED,
                            block->file, 0)
                     : MAP_FAILED;
  if (block->bytes != MAP_FAILED)
    return TRUE;
  close(block->file);
  return FALSE;
}

/* The file is the longer one of both lengths while the mapping changes. */
static gboolean
block_change(Block *block, gsize length)
{
  void *bytes;

  if (length > block->length
      && posix_fallocate(block->file, 0, (off_t)length) != 0)
    return FALSE;
  bytes = mremap(block->bytes, block->length, length, MREMAP_MAYMOVE);
  if (bytes == MAP_FAILED)
    return FALSE;
  if (length < block->length && ftruncate(block->file, (off_t)length) != 0)
    g_debug("a temporary file stays longer than its block");
  block->bytes = bytes;
  block->length = length;
  return TRUE;
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

  if (!block_make(&made, length))
    return NULL;
  g_array_append_val(blocks->list, made);
  return made.bytes;
}

static void *
change(Blocks *blocks, guint i, gsize length)
{
  Block *block = &g_array_index(blocks->list, Block, i);

  if (length)
    return block_change(block, length) ? block->bytes : NULL;
  block_end(block);
  g_array_remove_index_fast(blocks->list, i);
  return NULL;
}

void *
blocks_change(Blocks *blocks, void *block, guint64 bytes)
{
  void *changed = NULL;
  guint i;

  if (bytes > G_MAXINT64 / 2)
    return NULL;
  pthread_mutex_lock(&blocks->lock);
  i = find(blocks, block);
  if (i < blocks->list->len)
    changed = change(blocks, i, whole_pages(bytes));
  else if (!block && bytes)
    changed = add(blocks, whole_pages(bytes));
  pthread_mutex_unlock(&blocks->lock);
  return changed;
}
