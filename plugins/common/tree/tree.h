/* SPDX-License-Identifier: Apache-2.0
 *
 * tree.h - which witnesses were copied from which: a tree, or a forest, that
 * costs the fewest changes of readings.
 *
 * A witness may be an inner node, since news copies news.  Where two witnesses
 * share readings against the one that both hang on, a node without a text is
 * put in between for their lost common source.
 *
 *   distance   d / (d + a) over the columns in which both are extant: d is
 *              the weight of those in which they differ, a of those in which
 *              they agree, times 1 + log2(extant witnesses / witnesses with
 *              this reading), since a rare reading in common tells more
 *   tree       minimum spanning tree (Prim 1957) of the distances; witnesses
 *              that no column connects stand in trees of their own
 *   lost node  the majority reading of three neighbours in each column, as in
 *              a median network (Bandelt, Forster and Roehl 1999), where it
 *              saves enough changes
 *   root       of each tree the witness closest to the majority readings
 *   support    bootstrap over the columns (Felsenstein 1985): of an edge
 *              between two witnesses the share of resamples that have it, of
 *              any other the share that parts the witnesses alike
 *
 * The result does not depend on the machine; with the same order of witnesses
 * and the same seed it is the same.  A Tree belongs to one thread.
 */
#ifndef COMMON_TREE_H
#define COMMON_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TREE_LACUNA UINT32_MAX /* this witness is not extant here */
#define TREE_NONE UINT32_MAX

#define TREE_WITNESSES 50000u
#define TREE_DIFFERENT 4000u

/* Column by column, in each by witness; equal numbers are equal readings. */
typedef struct TreeTable {
  const uint32_t *readings;
  const double *weights; /* of each column, 0 or more; NULL: all 1 */
  uint32_t columns;
  uint32_t witnesses;
} TreeTable;

typedef struct TreeEdge {
  uint32_t from; /* a node, nearer to the root; witnesses come first */
  uint32_t to;   /* a node */
  uint32_t tree; /* from 0, by the first witness in it */
  uint32_t reserved;
  double length;  /* 0..1: weighted share of columns in which its ends differ */
  double support; /* 0..1; 1 without resamples */
} TreeEdge;

typedef struct TreeResult {
  const TreeEdge *edges; /* by tree, from the root outwards */
  const uint32_t *roots; /* of each tree a witness */
  const uint32_t *rows;  /* readings node by node; a lost node's are inferred */
  const uint32_t *originals; /* of each witness the first with its row */
  uint32_t columns;
  uint32_t edge_count;
  uint32_t node_count; /* witnesses and lost nodes */
  uint32_t tree_count;
  uint32_t witnesses;
  uint32_t reserved;
} TreeResult;

typedef struct Tree Tree;

/* NULL without memory. */
Tree *tree_new(void);
void tree_free(Tree *tree);

/* Whom to ask now and then whether to stop; NULL: nobody. */
typedef struct TreeWatch {
  bool (*cancelled)(const void *data);
  const void *data;
} TreeWatch;

static inline bool
tree_is_cancelled(const TreeWatch *watch)
{
  return watch->cancelled && watch->cancelled(watch->data);
}

/* Asked for each column and each node. */
void tree_watch(Tree *tree, TreeWatch watch);

/* The forest; valid until the next call.  NULL without memory, when cancelled,
 * and with more than TREE_WITNESSES, or TREE_DIFFERENT different ones.
 *
 * Witnesses with the same row hang on the first of them.  Time: in each column
 * the pairs of different witnesses that are extant there, and all such pairs
 * once, for the tree and again for each resample.  Where that is long fewer
 * resamples are drawn, ten at least. */
const TreeResult *tree_build(Tree *tree, const TreeTable *table,
                             uint32_t resamples, uint64_t seed);

#endif
