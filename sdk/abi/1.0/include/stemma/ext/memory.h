/* SPDX-License-Identifier: 0BSD
 *
 * stemma/ext/memory.h - scratch memory that counts towards the stage's
 * `max-memory` and needs no free, and memory on disk that does not count.
 */
#ifndef STEMMA_EXT_MEMORY_H
#define STEMMA_EXT_MEMORY_H

#include "../host.h"

STEMMA_BEGIN

#define STEMMA_MEMORY_ID "stemma.memory/1"

/* What STEMMA_MEMORY_ID gives. */
typedef struct stemma_memory {
  uint32_t size;     /* set by the host */
  uint32_t reserved; /* zero */
  /* Zeroed, aligned to 16 bytes, the host's, gone when the running call
   * returns; NULL when the limit is reached: return STEMMA_E_MEMORY.  `job` is
   * the one of the running call.  [worker] */
  void *(*scratch)(const stemma_job *job, uint64_t bytes);
  /* Bytes that one fold state may hold between calls, so that all threads'
   * together stay within `max-memory`; 0: unknown. */
  uint64_t budget;
  /* Memory in a file without a name, which the kernel writes to disk under
   * pressure and which counts towards no limit.  As realloc: makes a block
   * (`block` NULL), changes its length and perhaps its place, or gives it back
   * (0 bytes).  Aligned to 4096 bytes; what is new is zeroed.  The host's; gone
   * at the latest when the stage is closed.  NULL: the disk is full, or there
   * is none here, as in an isolated stage outside of the host's calls; the old
   * block stays.  Any thread, one block on one at a time.  [any] */
  void *(*on_disk)(const stemma_host *host, void *block, uint64_t bytes);
} stemma_memory;

STEMMA_END
#endif
