/* SPDX-License-Identifier: Apache-2.0
 *
 * graph.h - the links between quotes, weighed by what else is known.
 *
 * A link's weight is its score, less where the same document has a quote that
 * fits better (a renderer says a sentence once), and more where the quotes
 * around both are linked as well (documents about one event tell it in one
 * order).
 */
#ifndef QUOTE_DIFF_GRAPH_H
#define QUOTE_DIFF_GRAPH_H

#include "links.h"

typedef struct Edge {
  uint32_t to;  /* node */
  float score;  /* of the link, 0..1 */
  float weight; /* 0..1 and a little more */
} Edge;

typedef struct Graph {
  Store *store;
  uint32_t *starts; /* nodes + 1: a node's first edge */
  Edge *edges;      /* by node, then by `to`; each link twice */
  uint32_t count;
} Graph;

/* Small nodes have no edges.  False without memory. */
bool graph_build(Graph *graph, const Nodes *nodes, const Links *links);
void graph_free(Graph *graph);

/* The edge from `a` to `b`, or NULL. */
const Edge *graph_edge(const Graph *graph, uint32_t a, uint32_t b);

#endif
