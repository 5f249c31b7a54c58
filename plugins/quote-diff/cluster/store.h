/* SPDX-License-Identifier: Apache-2.0
 *
 * store.h - memory for what a large corpus has many of: the process's as long
 * as the stage may hold more of it, then memory that the host keeps on disk.
 *
 * A store belongs to one fold state, and so to one thread at a time.  In all
 * functions NULL stands for a store that only has the process's memory.
 */
#ifndef QUOTE_DIFF_STORE_H
#define QUOTE_DIFF_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include <stemma/stemma.h>

typedef struct Store {
  const stemma_host *host;     /* NULL: not asked yet */
  const stemma_memory *memory; /* NULL: it has no memory on disk */
  uint64_t held;               /* bytes of the process's memory */
} Store;

/* Asks the host, once, for memory on disk. */
void store_use(Store *store, const stemma_host *host);

/* A block, aligned to 64 bytes; NULL without memory. */
void *store_take(Store *store, size_t bytes);
void *store_take_zeroed(Store *store, size_t bytes);

/* As realloc; aligned to 16 bytes then. */
void *store_resize(Store *store, void *block, size_t bytes);

/* `block` may be NULL. */
void store_give_back(Store *store, void *block);

/* The bytes of the process's memory that a block has; 0 for NULL. */
size_t store_bytes(const void *block);

#endif
