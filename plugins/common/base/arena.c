/* SPDX-License-Identifier: Apache-2.0 */
#include "arena.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK ((size_t)1 << 14)
#define ALIGN ((size_t)16)

/* The head is 32 bytes, so that what follows it is aligned as the block. */
struct ArenaBlock {
  struct ArenaBlock *older;
  size_t used;
  size_t size;
  size_t padding;
};

static struct ArenaBlock *
block_new(Arena *arena, size_t bytes)
{
  size_t size = arena->block ? arena->block->size * 2 : FIRST_BLOCK;
  struct ArenaBlock *block;

  if (size < bytes)
    size = bytes;
  block = malloc(sizeof *block + size);
  if (!block)
    return NULL;
  block->older = arena->block;
  block->used = 0;
  block->size = size;
  arena->block = block;
  return block;
}

void *
arena_alloc(Arena *arena, size_t bytes)
{
  struct ArenaBlock *block = arena->block;
  char *result;

  if (bytes > SIZE_MAX / 4)
    return NULL;
  bytes = (bytes + ALIGN - 1) & ~(ALIGN - 1);
  if (!block || block->size - block->used < bytes)
    block = block_new(arena, bytes);
  if (!block)
    return NULL;
  result = (char *)(block + 1) + block->used;
  block->used += bytes;
  return memset(result, 0, bytes);
}

char *
arena_copy(Arena *arena, const char *bytes, size_t length)
{
  char *copy = arena_alloc(arena, length + 1);

  return copy ? memcpy(copy, bytes, length) : NULL;
}

void
arena_reset(Arena *arena)
{
  struct ArenaBlock *block = arena->block;

  if (!block)
    return;
  while (block->older) {
    struct ArenaBlock *older = block->older;

    block->older = older->older;
    free(older);
  }
  block->used = 0;
}

void
arena_free(Arena *arena)
{
  while (arena->block) {
    struct ArenaBlock *older = arena->block->older;

    free(arena->block);
    arena->block = older;
  }
}
