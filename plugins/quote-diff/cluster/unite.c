/* SPDX-License-Identifier: Apache-2.0 */
#include "unite.h"

#include <stdlib.h>

/* What counts as a link, and how many of the pairs must have one.  From looking
 * at invented events. */
static const float LEAST_WEIGHT = .32f;
static const double LEAST_SHARE = .33;
enum { LEAST_LINKS = 2 };

/* Among more quotes than that of a few articles two statements that are alike
 * are too often such clusters: with 1,900 quotes pair precision fell by .02. */
enum { MOST_QUOTES = 400 };

/* Larger clusters are left as they are. */
enum { MOST_MEMBERS = 64 };

/* Two clusters, and the links between them. */
typedef struct Between {
  uint32_t a, b; /* a < b */
  uint32_t links;
  double share;
} Between;

static int
by_clusters(const void *a, const void *b)
{
  const Between *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static int
largest_share_first(const void *a, const void *b)
{
  const Between *x = a, *y = b;

  if (x->share > y->share || x->share < y->share)
    return x->share > y->share ? -1 : 1;
  return by_clusters(a, b);
}

/* A row for each link between two clusters, with all of them counted in the
 * first of equal ones; the number of different ones. */
static uint32_t
list_between(const Clusters *c, const Graph *graph, uint32_t nodes,
             Between *list)
{
  uint32_t count = 0, kept = 0;

  for (uint32_t node = 0; node < nodes; node++)
    for (uint32_t x = graph->starts[node]; x < graph->starts[node + 1]; x++) {
      uint32_t a = c->of[node], b = c->of[graph->edges[x].to];

      if (graph->edges[x].weight >= LEAST_WEIGHT && a < b)
        list[count++] = (Between){ a, b, 1, 0 };
    }
  if (count)
    qsort(list, count, sizeof *list, by_clusters);
  for (uint32_t i = 0; i < count; i++)
    if (kept && by_clusters(&list[kept - 1], &list[i]) == 0)
      list[kept - 1].links++;
    else
      list[kept++] = list[i];
  return kept;
}

static bool
share_document(const Clusters *c, const Nodes *nodes, uint32_t a, uint32_t b)
{
  uint32_t x = a, y = b;

  do {
    do {
      if (node_at(nodes, x)->doc == node_at(nodes, y)->doc)
        return true;
      y = c->next[y];
    } while (y != b);
    x = c->next[x];
  } while (x != a);
  return false;
}

static bool
are_one(const Clusters *c, const Nodes *nodes, const Between *between)
{
  return between->links >= LEAST_LINKS && between->share >= LEAST_SHARE
         && c->size[between->a] <= MOST_MEMBERS
         && c->size[between->b] <= MOST_MEMBERS
         && !share_document(c, nodes, between->a, between->b);
}

/* Unites what can be, the surest first; false when nothing was. */
static bool
unite_once(Clusters *c, const Graph *graph, const Nodes *nodes, Between *list)
{
  uint32_t count = list_between(c, graph, nodes->count, list);
  bool changed = false;

  for (uint32_t i = 0; i < count; i++)
    list[i].share =
        (double)list[i].links
        / ((double)c->different[list[i].a] * c->different[list[i].b]);
  if (count)
    qsort(list, count, sizeof *list, largest_share_first);
  for (uint32_t i = 0; i < count; i++)
    /* one that was united in this round has other links now */
    if (c->of[list[i].a] == list[i].a && c->of[list[i].b] == list[i].b
        && list[i].links && are_one(c, nodes, &list[i])) {
      clusters_merge(c, list[i].a, list[i].b, false);
      for (uint32_t k = i + 1; k < count; k++)
        if (list[k].a == list[i].a || list[k].b == list[i].a
            || list[k].a == list[i].b || list[k].b == list[i].b)
          list[k].links = 0;
      changed = true;
    }
  return changed;
}

bool
clusters_unite(Clusters *clusters, const Graph *graph, const Nodes *nodes)
{
  Between *list;

  if (nodes->count > MOST_QUOTES)
    return true;
  list = malloc(((size_t)graph->count + 1) * sizeof *list);
  if (!list)
    return false;
  while (unite_once(clusters, graph, nodes, list))
    ;
  free(list);
  return true;
}
