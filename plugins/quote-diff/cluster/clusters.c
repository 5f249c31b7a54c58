/* SPDX-License-Identifier: Apache-2.0 */
#include "clusters.h"

#include <string.h>

#include "radix.h"

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
} Candidate;

typedef struct Candidates {
  Store *store;
  Candidate *list; /* by a, then by b */
  uint32_t count;
  uint64_t *order, *spare;
  const uint64_t *sorted; /* one of both: the numbers of the list in the lower
                           * half, by weight */
} Candidates;

bool
clusters_start(Clusters *c, const Nodes *nodes)
{
  Store *store = nodes->bag->store;
  size_t bytes = ((size_t)nodes->count + 1) * sizeof(uint32_t);

  *c = (Clusters){ store, store_take(store, bytes), store_take(store, bytes),
                   store_take(store, bytes), store_take(store, bytes) };
  if (!c->of || !c->size || !c->different || !c->next) {
    clusters_free(c);
    return false;
  }
  for (uint32_t i = 0; i < nodes->count; i++) {
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

/* A weight's bits ascend with it, as it is not negative: so many less than
 * those of 2, which no weight reaches, are a number of ORDER_BITS that ascends
 * from the strongest to LEAST_MEAN. */
enum { ORDER_BITS = 25 };
static uint32_t
order_of(float weight)
{
  static const uint32_t most = 0x40000000;
  uint32_t bits;

  memcpy(&bits, &weight, sizeof bits);
  return bits < most ? most - bits : 0;
}

static void
list_candidates(Candidates *c, const Graph *graph, uint32_t nodes)
{
  for (uint32_t a = 0; a < nodes; a++)
    for (uint32_t x = graph->starts[a]; x < graph->starts[a + 1]; x++) {
      const Edge *edge = &graph->edges[x];

      if (a > edge->to || edge->weight < LEAST_MEAN)
        continue;
      c->list[c->count] = (Candidate){ a, edge->to };
      c->order[c->count] = (uint64_t)order_of(edge->weight) << 32 | c->count;
      c->count++;
    }
}

/* The links in the order of their weight, those of one weight by their nodes.
 * False without memory; to be freed in any case. */
static bool
candidates_find(Candidates *c, const Graph *graph, uint32_t nodes)
{
  size_t most = (size_t)graph->count / 2 + 1;

  *c = (Candidates){ .store = graph->store };
  c->list = store_take(c->store, most * sizeof *c->list);
  c->order = store_take(c->store, most * sizeof *c->order);
  c->spare = store_take(c->store, most * sizeof *c->spare);
  if (!c->list || !c->order || !c->spare)
    return false;
  list_candidates(c, graph, nodes);
  c->sorted = radix_sort(c->order, c->spare, c->count, 32, ORDER_BITS);
  return true;
}

static void
candidates_free(Candidates *c)
{
  store_give_back(c->store, c->list);
  store_give_back(c->store, c->order);
  store_give_back(c->store, c->spare);
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

static void
grow_along(Clusters *c, const Graph *graph, const Candidate *link)
{
  const Edge *edge;

  if (c->of[link->a] == c->of[link->b])
    return;
  edge = graph_edge(graph, link->a, link->b);
  if (edge->score >= SAME_WORDS)
    clusters_merge(c, link->a, link->b, true);
  else if (mean_weight(c, graph, link->a, link->b) >= LEAST_MEAN)
    clusters_merge(c, link->a, link->b, false);
}

bool
clusters_grow(Clusters *c, const Graph *graph, const Nodes *nodes)
{
  Candidates candidates;
  bool good = candidates_find(&candidates, graph, nodes->count);

  for (uint32_t i = 0; good && i < candidates.count; i++)
    grow_along(c, graph, &candidates.list[(uint32_t)candidates.sorted[i]]);
  candidates_free(&candidates);
  return good;
}

void
clusters_free(Clusters *c)
{
  store_give_back(c->store, c->of);
  store_give_back(c->store, c->size);
  store_give_back(c->store, c->different);
  store_give_back(c->store, c->next);
  *c = (Clusters){ .store = c->store };
}
