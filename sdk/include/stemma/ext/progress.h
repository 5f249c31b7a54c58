/* SPDX-License-Identifier: 0BSD */
#ifndef STEMMA_EXT_PROGRESS_H
#define STEMMA_EXT_PROGRESS_H
#include "../host.h"
STEMMA_BEGIN
#define STEMMA_PROGRESS_ID "stemma.progress/1"
typedef struct stemma_progress {
  uint32_t size;
  uint32_t reserved;
  /* Non-zero: return STEMMA_CANCELLED soon.  Cheap enough for a loop.  [any] */
  uint32_t (*cancelled)(const stemma_host *host);
  /* [any] */
  void (*step)(const stemma_host *host, uint64_t done, uint64_t total);
} stemma_progress;
STEMMA_END
#endif
