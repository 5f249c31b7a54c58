/* SPDX-License-Identifier: Apache-2.0
 *
 * tree_distance.h - distances of witnesses, and their minimum spanning forest;
 * the first half of tree.h.
 */
#ifndef COMMON_TREE_DISTANCE_H
#define COMMON_TREE_DISTANCE_H

#include "tree.h"

/* Nothing connects the two. */
#define TREE_APART 2.0

/* The weighted share of columns in which two rows of readings differ, among
 * those in which both are extant; TREE_APART when there are none.  `step` is
 * how far apart a row's readings lie. */
double tree_row_distance(const uint32_t *a, const uint32_t *b, size_t step,
                         const double *weights, uint32_t columns);

/* A witness that is extant in a column. */
typedef struct TreeCell {
  uint32_t rank; /* of the different witnesses */
  uint32_t reading;
  double rarity; /* what an agreement in this reading counts: 1 + log2(extant
                  * witnesses / those with this reading), of all witnesses */
} TreeCell;

/* The cells of a table that are no lacunae, column by column. */
typedef struct TreeCells {
  TreeCell *items;
  uint32_t *starts;     /* of each column, and the end */
  uint32_t *majorities; /* of each column the reading that most have */
  uint32_t columns;
  uint32_t ranks;
  TreeWatch watch; /* asked for each column */
} TreeCells;

/* Fills the cells of the witnesses that have a rank (others: TREE_NONE), and
 * counts all.  `items` has room for all cells of the table, `scratch` for a
 * number for each witness. */
void tree_cells(const TreeTable *table, const uint32_t *ranks, TreeCells *cells,
                uint32_t *scratch);

/* Where the distance of two ranks, i > j, stands among the pairs. */
static inline size_t
tree_pair(uint32_t i, uint32_t j)
{
  return (size_t)i * (i - 1) / 2 + j;
}

/* Fills distances[] of the pairs: differing columns / (differing + agreeing
 * ones, each of these times its rarity).  Takes the time of the pairs that
 * share a column.  `agreed` has room for a number for each pair.  When
 * cancelled, what stands there is of no use. */
void tree_distances(const TreeCells *cells, const double *weights,
                    double *distances, double *agreed);

/* Fills parents[] (TREE_NONE for the first witness of each tree) by Prim's
 * method.  `parents` has room for two numbers for each witness, `best` for
 * one.  Of equal distances the lower witness wins. */
void tree_span(const double *distances, uint32_t witnesses, uint32_t *parents,
               double *best);

/* Fills central[] of each witness: the weighted share of its columns in which
 * it has not the majority's reading; 1 when it has no column.  `all` has room
 * for a number for each witness. */
void tree_centrality(const TreeTable *table, const uint32_t *majorities,
                     const double *weights, double *central, double *all);

#endif
