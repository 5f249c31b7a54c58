/* SPDX-License-Identifier: Apache-2.0
 *
 * clusters.h - which nodes render one utterance.
 *
 * Links are taken from the strongest on; two clusters become one when the mean
 * weight over all pairs between them is high enough, a missing link counting
 * as 0.  One quote that is like two clusters therefore does not chain them.
 */
#ifndef QUOTE_DIFF_CLUSTERS_H
#define QUOTE_DIFF_CLUSTERS_H

#include "graph.h"

typedef struct Clusters {
  Store *store;
  uint32_t *of;        /* node -> its cluster, which is the number of a node */
  uint32_t *size;      /* cluster -> nodes */
  uint32_t *different; /* cluster -> nodes, those with equal words once */
  uint32_t *next;      /* node -> the next of its cluster, a ring */
} Clusters;

/* Each node alone.  False without memory. */
bool clusters_start(Clusters *clusters, const Nodes *nodes);

/* `equal`: a and b have the same words. */
void clusters_merge(Clusters *clusters, uint32_t a, uint32_t b, bool equal);

/* Merges along the graph.  False without memory. */
bool clusters_grow(Clusters *clusters, const Graph *graph, const Nodes *nodes);

void clusters_free(Clusters *clusters);

#endif
