/* SPDX-License-Identifier: Apache-2.0
 *
 * blocks.h - memory on disk: blocks of bytes, each a file without a name that
 * is mapped, so that the kernel writes it out when memory is short.
 *
 * All functions: any thread; one block on one thread at a time.
 */
#ifndef ENGINE_BLOCKS_H
#define ENGINE_BLOCKS_H

#include "../../worker/disk.h"

typedef struct Blocks Blocks;

/* `disk` must live longer. */
Blocks *blocks_new(const Disk *disk);
/* Also gives back the blocks that are left. */
void blocks_free(Blocks *blocks);

/* Makes a block (`block` NULL), gives it another length, or gives it back
 * (0 bytes; then NULL).  Aligned to a page; what is new is zeroed.  NULL:
 * the disk or the address space is full (errno), or `block` is not one of these
 * (errno 0); the old block stays as it is. */
void *blocks_change(Blocks *blocks, void *block, guint64 bytes);

#endif
