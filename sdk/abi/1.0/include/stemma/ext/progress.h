/* SPDX-License-Identifier: 0BSD
 *
 * stemma/ext/progress.h - how far a long call is, and whether it should stop.
 */
#ifndef STEMMA_EXT_PROGRESS_H
#define STEMMA_EXT_PROGRESS_H

#include "../host.h"

STEMMA_BEGIN

#define STEMMA_PROGRESS_ID "stemma.progress/1"

/* What STEMMA_PROGRESS_ID gives. */
typedef struct stemma_progress {
  uint32_t size;     /* set by the host */
  uint32_t reserved; /* zero */
  /* Not zero: the user, a time limit or another failure ends the run; return
   * STEMMA_CANCELLED soon.  Cheap enough for a loop.  [any] */
  uint32_t (*cancelled)(const stemma_host *host);
  /* `done` of `total` parts of the running call's work, in a unit of the
   * stage's own; 0 as total: not known.  Only a picture of it is shown, so it
   * changes no row.  [any] */
  void (*step)(const stemma_host *host, uint64_t done, uint64_t total);
} stemma_progress;

STEMMA_END
#endif
