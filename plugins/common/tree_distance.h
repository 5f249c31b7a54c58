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

/* Fills rarity[] for each cell of the table: 1 + log2(extant witnesses / those
 * with this reading), what an agreement in this reading counts. */
void tree_rarities(const TreeTable *table, double *rarity);

/* Fills distances[i * witnesses + j]: differing columns / (differing + agreeing
 * ones, each of these times its rarity). */
void tree_distances(const TreeTable *table, const double *weights,
                    const double *rarity, double *distances);

/* Fills parents[] (TREE_NONE for the first witness of each tree) by Prim's
 * method.  `parents` has room for two numbers for each witness, `best` for
 * one.  Of equal distances the lower witness wins. */
void tree_span(const double *distances, uint32_t witnesses, uint32_t *parents,
               double *best);

#endif
