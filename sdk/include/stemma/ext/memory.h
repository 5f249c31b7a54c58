/* SPDX-License-Identifier: 0BSD
 *
 * stemma/ext/memory.h - scratch memory that counts towards the stage's
 * `max-memory` and needs no free.
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
} stemma_memory;

STEMMA_END
#endif
