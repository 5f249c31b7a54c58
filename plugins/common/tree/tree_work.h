/* SPDX-License-Identifier: Apache-2.0
 *
 * tree_work.h - the forest while it grows, and the steps by which it does; the
 * inside of tree.h.
 *
 * It is a list of links between nodes while lost nodes are put in, and is hung
 * from its roots at the end.  All numbers of nodes count the witnesses first.
 */
#ifndef COMMON_TREE_WORK_H
#define COMMON_TREE_WORK_H

#include "array.h"
#include "tree.h"
#include "tree_copies.h"
#include "tree_distance.h"

typedef struct Link {
  uint32_t a;
  uint32_t b;
} Link;

typedef ARRAY(Link) Links;
typedef ARRAY(uint32_t) Numbers;
typedef ARRAY(double) Reals;
typedef ARRAY(uint64_t) Keys;

struct Tree {
  TreeResult result;
  ARRAY(TreeEdge) edges;
  Numbers roots;
  Links links;
  Numbers rows;    /* readings node by node, lost nodes after witnesses */
  Numbers parents; /* see tree_span */
  Numbers queue;
  Numbers tree_of;   /* of each node */
  Numbers originals; /* of each witness the first with the same row */
  Numbers ranks;     /* of each witness that is its own original */
  Numbers ranked;    /* the other way round */
  Numbers starts;    /* of the columns among `cells` */
  Numbers majorities;
  Numbers around; /* neighbours of each node, node by node; see walk */
  Numbers begins; /* where a node's neighbours begin */
  ARRAY(TreeCell) items;
  ARRAY(TreeRowKey) row_keys;
  TreeCells cells;
  Reals distances;
  Reals agreed;
  Reals best;
  Reals weights; /* of the columns, as given or resampled */
  Reals central; /* of each witness: how far from the majority */
  Keys keys;     /* of each node: the witnesses below it */
  Keys found;    /* edge keys of a resample */
  double work;   /* cells compared for the forest at hand */
  uint32_t nodes;
};

static inline bool
tree_stops(const Tree *tree)
{
  return tree_is_cancelled(&tree->cells.watch);
}

static inline uint32_t *
tree_row(Tree *tree, const TreeTable *table, uint32_t node)
{
  return tree->rows.items + (size_t)node * table->columns;
}

/* Whether a table is small enough to look for lost nodes in it. */
bool tree_looks_for_lost(const TreeTable *table);

/* Puts lost nodes between linked ones where they save changes, the greatest
 * saving first. */
void tree_put_lost(Tree *tree, const TreeTable *table);

/* The roots, and the edges from them outwards, of the links. */
void tree_hang(Tree *tree, const TreeTable *table);

/* The forest for tree->weights: its links, hung. */
void tree_grow(Tree *tree, const TreeTable *table);

/* Grows the forest again from drawn columns, then the true one, whose edges
 * get their support.  Fewer resamples are drawn where one takes long.  False
 * without memory. */
bool tree_support(Tree *tree, const TreeTable *table, uint32_t resamples,
                  uint64_t seed);

/* The columns' own weights. */
void tree_weigh(Tree *tree, const TreeTable *table);

#endif
