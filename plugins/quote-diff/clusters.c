/* SPDX-License-Identifier: Apache-2.0 */
#include "clusters.h"

#include <stdlib.h>

/* The mean weight that two clusters need.  Found on renderings of the same
 * sentences by several translators. */
static const float LEAST_MEAN = .32f;

/* Two quotes that did not meet are still expected to be this much alike if
 * their clusters are one: the larger the corpus, the rarer the words must be
 * that quotes meet by, and the more of them do not. */
static const float ABSENT = .15f;

/* Equal quotes, whatever else is linked. */
static const float SAME_WORDS = .999f;

/* Of a very large cluster each quote is linked to a part only (link.c): a
 * quote is expected to have at most so many links into it. */
enum { MOST_LINKS = 24 };

typedef struct Candidate {
  uint32_t a, b; /* a < b */
  float weight;
} Candidate;

bool
clusters_start(Clusters *c, uint32_t nodes)
{
  size_t room = (size_t)nodes + 1;

  *c = (Clusters){ malloc(room * sizeof *c->of), malloc(room * sizeof *c->size),
                   malloc(room * sizeof *c->different),
                   malloc(room * sizeof *c->next) };
  if (!c->of || !c->size || !c->different || !c->next) {
    clusters_free(c);
    return false;
  }
  for (uint32_t i = 0; i < nodes; i++) {
    c->of[i] = c->next[i] = i;
    c->size[i] = c->different[i] = 1;
  }
  return true;
}

/* Relabels the smaller one, so that a node is relabelled log2(n) times. */
void
clusters_merge(Clusters *c, uint32_t a, uint32_t b, bool equal)
{
  uint32_t into = c->of[a], from = c->of[b], node, swap;

  if (into == from)
    return;
  if (c->size[into] < c->size[from]) {
    swap = into;
    into = from;
    from = swap;
  }
  node = from;
  do {
    c->of[node] = into;
    node = c->next[node];
  } while (node != from);
  swap = c->next[into];
  c->next[into] = c->next[from];
  c->next[from] = swap;
  c->size[into] += c->size[from];
  c->different[into] += c->different[from] - equal;
}

static int
strongest_first(const void *a, const void *b)
{
  const Candidate *x = a, *y = b;

  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

/* The links in the order of their weight; to be freed. */
static Candidate *
candidates(const Graph *graph, uint32_t nodes, uint32_t *count)
{
  Candidate *list = malloc(((size_t)graph->count / 2 + 1) * sizeof *list);

  *count = 0;
  for (uint32_t a = 0; list && a < nodes; a++)
    for (uint32_t x = graph->starts[a]; x < graph->starts[a + 1]; x++) {
      const Edge *edge = &graph->edges[x];

      if (a < edge->to && edge->weight >= LEAST_MEAN)
        list[(*count)++] = (Candidate){ a, edge->to, edge->weight };
    }
  if (list)
    qsort(list, *count, sizeof *list, strongest_first);
  return list;
}

/* The mean weight of all pairs, when the links that there are weigh `sum`. */
static float
mean_of(double sum, uint32_t links, double pairs)
{
  if (links < pairs)
    sum += (double)ABSENT * (pairs - links);
  return (float)(sum / pairs);
}

/* Mean weight between the clusters of a and b: the links of the smaller one's
 * nodes are looked through. */
static float
mean_weight(const Clusters *c, const Graph *graph, uint32_t a, uint32_t b)
{
  uint32_t small = c->of[a], large = c->of[b], node, links = 0;
  double sum = 0, pairs, most;

  if (c->size[small] > c->size[large]) {
    small = c->of[b];
    large = c->of[a];
  }
  node = small;
  do {
    for (uint32_t x = graph->starts[node]; x < graph->starts[node + 1]; x++)
      if (c->of[graph->edges[x].to] == large) {
        sum += (double)graph->edges[x].weight;
        links++;
      }
    node = c->next[node];
  } while (node != small);
  pairs = (double)c->different[small] * c->different[large];
  most = (double)MOST_LINKS * c->different[small];
  return mean_of(sum, links, pairs < most ? pairs : most);
}

bool
clusters_grow(Clusters *c, const Graph *graph, const Nodes *nodes)
{
  uint32_t count;
  Candidate *list = candidates(graph, nodes->count, &count);

  if (!list)
    return false;
  for (uint32_t i = 0; i < count; i++) {
    const Edge *edge;

    if (c->of[list[i].a] == c->of[list[i].b])
      continue;
    edge = graph_edge(graph, list[i].a, list[i].b);
    if (edge->score >= SAME_WORDS)
      clusters_merge(c, list[i].a, list[i].b, true);
    else if (mean_weight(c, graph, list[i].a, list[i].b) >= LEAST_MEAN)
      clusters_merge(c, list[i].a, list[i].b, false);
  }
  free(list);
  return true;
}

void
clusters_free(Clusters *c)
{
  free(c->of);
  free(c->size);
  free(c->different);
  free(c->next);
  *c = (Clusters){ 0 };
}
