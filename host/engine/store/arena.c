/* SPDX-License-Identifier: Apache-2.0
 *
 * arena.c - see arena.h.
 */
#include "arena.h"
#include <string.h>

#define FIRST 65536u
#define KEEP (8u << 20)

void
arena_init(Arena *arena)
{
  memset(arena, 0, sizeof *arena);
  arena->old = g_ptr_array_new_with_free_func(g_free);
}

void
arena_free(Arena *arena)
{
  g_ptr_array_unref(arena->old);
  g_free(arena->block);
}

static gboolean
grow(Arena *arena, gsize bytes)
{
  gsize capacity = MAX(MAX(arena->capacity * 2, FIRST), bytes);
  guint8 *block = g_try_malloc(capacity);

  if (!block)
    return FALSE;
  if (arena->block)
    g_ptr_array_add(arena->old, arena->block);
  arena->block = block;
  arena->capacity = capacity;
  arena->used = 0;
  return TRUE;
}

void *
arena_take(Arena *arena, guint64 bytes, guint64 limit)
{
  gsize rounded = (gsize)((bytes + 15) & ~(guint64)15);
  void *taken;

  if (bytes > G_MAXSIZE / 4 || (limit && arena->total + rounded > limit))
    return NULL;
  if (arena->capacity - arena->used < rounded && !grow(arena, rounded))
    return NULL;
  taken = arena->block + arena->used;
  arena->used += rounded;
  arena->total += rounded;
  return memset(taken, 0, rounded);
}

void
arena_reset(Arena *arena)
{
  if (arena->old->len > 0)
    g_ptr_array_set_size(arena->old, 0);
  if (arena->capacity > KEEP) {
    g_clear_pointer(&arena->block, g_free);
    arena->capacity = 0;
  }
  arena->used = 0;
  arena->total = 0;
}
