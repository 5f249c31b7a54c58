/* SPDX-License-Identifier: Apache-2.0 */
#include "graph.h"

#include <stdlib.h>
#include <string.h>

/* Two quotes of one document are seldom the same utterance in other words. */
static const float SAME_DOC = .7f, SAME_DOC_COVER = .8f;

/* And those of two people seldomer still, unless the words are equal.  From
 * looking at invented events, also with some of their speakers changed: with
 * nothing, one quote by the wrong name keeps all others apart. */
static const float TWO_PEOPLE = .4f, EQUAL_WORDS = .999f;

/* Two quotes of a document that are this alike do not compete. */
static const float TWINS = .5f;

/* What the links of neighbours add, and the weight that a link needs to get
 * all of it. */
static const float SUPPORT = .1f, SUPPORT_FROM = .15f;

/* How far away neighbours are looked for. */
enum { NEIGHBOURHOOD = 2 };

/* Fewer edges are sorted by insertion. */
enum { FEW = 16 };

/* Two quotes of one document score less, unless one holds the other; those of
 * two people much less, unless they are equal. */
static float
score_of(const Nodes *nodes, const Link *link)
{
  const Node *a = node_at(nodes, link->a), *b = node_at(nodes, link->b);
  float score = (float)link->score / LINK_ONE;

  if (a->doc != b->doc)
    return score;
  if (score < EQUAL_WORDS && nodes_speakers(nodes, a, b) == SPEAKER_OTHER)
    return score * TWO_PEOPLE;
  return (float)link->cover < SAME_DOC_COVER * LINK_ONE ? score * SAME_DOC
                                                        : score;
}

static bool
joins_trunks(const Nodes *nodes, const Link *link)
{
  return node_is_trunk(node_at(nodes, link->a))
         && node_is_trunk(node_at(nodes, link->b));
}

static int
by_target(const void *a, const void *b)
{
  const Edge *x = a, *y = b;

  if (x->to != y->to)
    return x->to < y->to ? -1 : 1;
  return x->score > y->score ? -1 : x->score < y->score;
}

static void
sort_edges(Edge *edges, uint32_t count)
{
  if (count > FEW) {
    qsort(edges, count, sizeof *edges, by_target);
    return;
  }
  for (uint32_t i = 1; i < count; i++) {
    Edge edge = edges[i];
    uint32_t at = i;

    for (; at > 0 && by_target(&edge, &edges[at - 1]) < 0; at--)
      edges[at] = edges[at - 1];
    edges[at] = edge;
  }
}

/* Where the edges of each node begin: a counting sort. */
static void
count_edges(Graph *graph, const Nodes *nodes, const Links *links)
{
  uint32_t *starts = graph->starts;

  for (size_t i = 0; i < links->count; i++)
    if (joins_trunks(nodes, &links->list[i])) {
      starts[links->list[i].a + 1]++;
      starts[links->list[i].b + 1]++;
      graph->count += 2;
    }
  for (uint32_t i = 0; i < nodes->count; i++)
    starts[i + 1] += starts[i];
}

/* Places both directions of each link. */
static bool
place_edges(Graph *graph, const Nodes *nodes, const Links *links)
{
  uint32_t *starts = graph->starts;

  graph->edges = store_take(graph->store,
                            ((size_t)graph->count + 1) * sizeof *graph->edges);
  if (!graph->edges)
    return false;
  for (size_t i = 0; i < links->count; i++) {
    const Link *link = &links->list[i];
    float score = score_of(nodes, link);

    if (!joins_trunks(nodes, link))
      continue;
    graph->edges[starts[link->a]++] = (Edge){ link->b, score, score };
    graph->edges[starts[link->b]++] = (Edge){ link->a, score, score };
  }
  memmove(starts + 1, starts, nodes->count * sizeof *starts);
  starts[0] = 0;
  for (uint32_t i = 0; i < nodes->count; i++)
    sort_edges(graph->edges + starts[i], starts[i + 1] - starts[i]);
  return true;
}

const Edge *
graph_edge(const Graph *graph, uint32_t a, uint32_t b)
{
  uint32_t low = graph->starts[a], high = graph->starts[a + 1];

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (graph->edges[middle].to < b)
      low = middle + 1;
    else
      high = middle;
  }
  return low < graph->starts[a + 1] && graph->edges[low].to == b
             ? &graph->edges[low]
             : NULL;
}

/* How a's edge to `edge->to` stands against a's best one to the same
 * document: 1 when it is the best, or when the best one's quote is a twin. */
static float
against_rivals(const Graph *graph, const Nodes *nodes, uint32_t a,
               const Edge *edge)
{
  uint32_t doc = node_at(nodes, edge->to)->doc;
  const Edge *best = edge, *first = graph->edges + graph->starts[a];
  const Edge *last = graph->edges + graph->starts[a + 1], *twin;

  for (const Edge *e = edge; e > first && node_at(nodes, e[-1].to)->doc == doc;
       e--)
    if (e[-1].score > best->score)
      best = e - 1;
  for (const Edge *e = edge + 1; e < last && node_at(nodes, e->to)->doc == doc;
       e++)
    if (e->score > best->score)
      best = e;
  if (best == edge)
    return 1;
  twin = graph_edge(graph, best->to, edge->to);
  return twin && twin->score >= TWINS ? 1 : edge->score / best->score;
}

/* The weight of a link by its edge from the lesser node and the one back. */
typedef float (*Weigher)(const Graph *graph, const Nodes *nodes,
                         const Edge *edge, const Edge *back);

/* Gives both edges of each link the weight that it has by `weigh`, which sees
 * the old weights.  Nodes are walked through in their order, so the edges back
 * to them come in order too: next[b] is the one of b that is next. */
static void
weigh_links(Graph *graph, const Nodes *nodes, Weigher weigh, float *weights,
            uint32_t *next)
{
  memcpy(next, graph->starts, nodes->count * sizeof *next);
  for (uint32_t a = 0; a < nodes->count; a++)
    for (uint32_t x = graph->starts[a]; x < graph->starts[a + 1]; x++) {
      uint32_t b = graph->edges[x].to;

      if (a < b) {
        uint32_t y = next[b]++;

        weights[x] = weights[y] =
            weigh(graph, nodes, &graph->edges[x], &graph->edges[y]);
      }
    }
  for (uint32_t x = 0; x < graph->count; x++)
    graph->edges[x].weight = weights[x];
}

static float
weigh_rivals(const Graph *graph, const Nodes *nodes, const Edge *edge,
             const Edge *back)
{
  uint32_t a = back->to, b = edge->to;

  if (node_at(nodes, a)->doc == node_at(nodes, b)->doc)
    return edge->score;
  return edge->score
         * (against_rivals(graph, nodes, a, edge)
            * against_rivals(graph, nodes, b, back));
}

/* The best link between quotes shortly before, or shortly after, both. */
static float
support(const Graph *graph, const Nodes *nodes, uint32_t a, uint32_t b)
{
  float best = 0;

  for (int side = -1; side <= 1; side += 2)
    for (int i = 1; i <= NEIGHBOURHOOD; i++)
      for (int k = 1; k <= NEIGHBOURHOOD; k++) {
        int64_t x = (int64_t)a + side * i, y = (int64_t)b + side * k;
        const Edge *edge;

        if (x < 0 || y < 0 || x >= nodes->count || y >= nodes->count
            || node_at(nodes, (uint32_t)x)->doc != node_at(nodes, a)->doc
            || node_at(nodes, (uint32_t)y)->doc != node_at(nodes, b)->doc)
          continue;
        edge = graph_edge(graph, (uint32_t)x, (uint32_t)y);
        if (edge && edge->weight > best)
          best = edge->weight;
      }
  return best;
}

static float
weigh_support(const Graph *graph, const Nodes *nodes, const Edge *edge,
              const Edge *back)
{
  uint32_t a = back->to, b = edge->to;
  float part = edge->weight / SUPPORT_FROM;

  if (node_at(nodes, a)->doc == node_at(nodes, b)->doc)
    return edge->weight;
  return edge->weight
         + SUPPORT * support(graph, nodes, a, b) * (part > 1 ? 1 : part);
}

static bool
weigh(Graph *graph, const Nodes *nodes)
{
  float *weights =
      store_take(graph->store, ((size_t)graph->count + 1) * sizeof *weights);
  uint32_t *next =
      store_take(graph->store, ((size_t)nodes->count + 1) * sizeof *next);

  if (weights && next) {
    weigh_links(graph, nodes, weigh_rivals, weights, next);
    weigh_links(graph, nodes, weigh_support, weights, next);
  }
  store_give_back(graph->store, weights);
  store_give_back(graph->store, next);
  return weights && next;
}

bool
graph_build(Graph *graph, const Nodes *nodes, const Links *links)
{
  *graph = (Graph){ .store = nodes->bag->store };
  graph->starts = store_take_zeroed(graph->store, ((size_t)nodes->count + 2)
                                                      * sizeof *graph->starts);
  if (graph->starts && links->count < UINT32_MAX / 2) {
    count_edges(graph, nodes, links);
    if (place_edges(graph, nodes, links) && weigh(graph, nodes))
      return true;
  }
  graph_free(graph);
  return false;
}

void
graph_free(Graph *graph)
{
  store_give_back(graph->store, graph->starts);
  store_give_back(graph->store, graph->edges);
  *graph = (Graph){ .count = 0 };
}
