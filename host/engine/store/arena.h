/* SPDX-License-Identifier: Apache-2.0
 *
 * arena.h - scratch memory of one worker: zeroed, aligned to 16, all of it
 * gone at once.
 */
#ifndef ENGINE_ARENA_H
#define ENGINE_ARENA_H

#include <glib.h>

typedef struct {
  GPtrArray *old; /* blocks that were too small, until the reset */
  guint8 *block;
  gsize capacity;
  gsize used;  /* of the block */
  gsize total; /* handed out since the reset */
} Arena;

void arena_init(Arena *arena);
void arena_free(Arena *arena);

/* NULL when memory is short or more than `limit` bytes (0: no limit) would be
 * handed out. */
void *arena_take(Arena *arena, guint64 bytes, guint64 limit);

/* Keeps one block for the next call. */
void arena_reset(Arena *arena);

#endif
