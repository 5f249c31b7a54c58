/* SPDX-License-Identifier: 0BSD */
#ifndef STEMMA_EXT_MEMORY_H
#define STEMMA_EXT_MEMORY_H
#include "../host.h"
STEMMA_BEGIN
#define STEMMA_MEMORY_ID "stemma.memory/1"
typedef struct stemma_memory {
  uint32_t size;
  uint32_t reserved;
  /* Zeroed, aligned to 16, gone when the running call returns; NULL when the
   * host's limit is reached.  [worker] */
  void *(*scratch)(const stemma_job *job, uint64_t bytes);
} stemma_memory;
STEMMA_END
#endif
