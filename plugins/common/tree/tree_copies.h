/* SPDX-License-Identifier: Apache-2.0
 *
 * tree_copies.h - which witnesses have the same readings everywhere; a part of
 * tree.h.
 */
#ifndef COMMON_TREE_COPIES_H
#define COMMON_TREE_COPIES_H

#include "tree.h"

typedef struct TreeRowKey {
  uint64_t hash;
  uint32_t witness;
  uint32_t reserved;
} TreeRowKey;

/* Fills originals[] with the first witness that has the same row, which may be
 * the witness itself; one that is extant nowhere is like no other.  rows[] has
 * the witnesses one after the other, `keys` room for one of each. */
void tree_copies(const uint32_t *rows, uint32_t columns, uint32_t witnesses,
                 TreeRowKey *keys, uint32_t *originals);

#endif
