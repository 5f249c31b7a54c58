/* SPDX-License-Identifier: Apache-2.0
 *
 * arena.h - memory that is given back all at once, for a worker's scratch.
 *
 * arena_reset keeps the largest block, so that documents of the usual size
 * cost no call of malloc at all.
 */
#ifndef COMMON_ARENA_H
#define COMMON_ARENA_H

#include <stddef.h>
#include <stdint.h>

typedef struct Arena {
  struct ArenaBlock *block; /* the newest; NULL at first */
} Arena;

/* `bytes` of zeroed memory, aligned to 16; NULL without memory.  Lives until
 * arena_reset or arena_free. */
void *arena_alloc(Arena *arena, size_t bytes);

/* A copy of `length` bytes with a NUL after them. */
char *arena_copy(Arena *arena, const char *bytes, size_t length);

/* Gives everything back but keeps memory for the next round. */
void arena_reset(Arena *arena);

void arena_free(Arena *arena);

#endif
