/* SPDX-License-Identifier: Apache-2.0
 *
 * tree_kinds.h - how the two ends of each edge of a forest are related
 * (kinship.h), over all their columns.
 */
#ifndef COMMON_TREE_KINDS_H
#define COMMON_TREE_KINDS_H

#include "kinship.h"
#include "tree.h"

/* The reading of who has nothing. */
#define TREE_OMISSION 0u

/* Columns at which another utterance begins, ascending. */
typedef struct TreeBreaks {
  const uint32_t *columns;
  uint32_t count;
} TreeBreaks;

/* Fills kinds[] with a KINSHIP_... for each edge.  Readings are numbers up to
 * the number of witnesses; `weights` (0..1, of each column; NULL: all .5) say
 * how rare its words are.  Witnesses with one row count once.  Time: columns
 * times witnesses.  False without memory. */
bool tree_kinds(const TreeResult *forest, const double *weights,
                TreeBreaks breaks, uint32_t *kinds);

#endif
