/* SPDX-License-Identifier: Apache-2.0
 *
 * pool.h - the strings of a table, one after the other, each with a NUL.
 *
 * Offset 0 is the empty string.  Interning finds an equal string through an
 * open hash; entries carry a generation, so that emptying the pool for the
 * next document costs nothing.
 */
#ifndef CORPUS_POOL_H
#define CORPUS_POOL_H

#include <glib.h>
#include <stemma/schema.h>

typedef struct {
  guint32 hash;
  guint32 generation;
  stemma_str str;
} PoolEntry;

typedef struct {
  char *bytes;
  guint32 length;
  guint32 capacity;
  guint32 align; /* of each string's first byte: 1 or 8 */
  PoolEntry *entries;
  guint32 mask; /* entries - 1 */
  guint32 used;
  guint32 generation;
  gboolean full; /* a string did not fit since the last clear */
} Pool;

void pool_init(Pool *pool, guint32 align);
void pool_clear(Pool *pool);
void pool_free(Pool *pool);

/* {0, 0} and `full` when 4 GiB or the memory do not suffice. */
stemma_str pool_add(Pool *pool, const char *bytes, guint32 length);
stemma_str pool_intern(Pool *pool, const char *bytes, guint32 length);

/* Replaces what is there by a copy of another pool's bytes. */
gboolean pool_load(Pool *pool, const char *bytes, guint32 length);

#endif
