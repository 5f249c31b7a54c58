/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "draw.h"
#include "tree_work.h"

/* A forest of many witnesses is grown again less often: comparisons of two
 * cells, over all resamples, about two seconds' worth. */
#define MOST_WORK 1000000000.0
#define FEWEST_RESAMPLES 10

static uint64_t
witness_key(uint32_t witness)
{
  uint64_t state = witness + 1;

  return draw_next(&state);
}

/* What an edge is known by in another resample: its two witnesses, or how it
 * parts the witnesses of its tree. */
static void
key_edges(Tree *tree, const TreeTable *table, Keys *out)
{
  uint32_t n = table->witnesses;

  for (uint32_t node = 0; node < tree->nodes; node++)
    tree->keys.items[node] = node < n ? witness_key(node) : 0;
  for (uint32_t i = tree->edges.count; i-- > 0;)
    tree->keys.items[tree->edges.items[i].from] ^=
        tree->keys.items[tree->edges.items[i].to];
  array_clear(out);
  for (uint32_t i = 0; i < tree->edges.count; i++) {
    const TreeEdge *edge = &tree->edges.items[i];
    uint64_t all = tree->keys.items[tree->roots.items[edge->tree]];
    uint64_t below = tree->keys.items[edge->to], key = below;

    if (edge->from < n && edge->to < n)
      key = witness_key(edge->from) + witness_key(edge->to);
    else if ((all ^ below) < below)
      key = all ^ below;
    out->items[out->count++] = key;
  }
}

static void
draw_weights(Tree *tree, const TreeTable *table, uint64_t *seed)
{
  for (uint32_t c = 0; c < table->columns; c++)
    tree->weights.items[c] = 0;
  for (uint32_t i = 0; i < table->columns; i++) {
    uint32_t c = draw_below(seed, table->columns);

    tree->weights.items[c] += table->weights ? table->weights[c] : 1;
  }
}

static int
by_key(const void *a, const void *b)
{
  uint64_t one = *(const uint64_t *)a, two = *(const uint64_t *)b;

  return (one > two) - (one < two);
}

static void
count_keys(const Keys *wanted, Keys *found, uint32_t *counts)
{
  if (found->count == 0)
    return;
  qsort(found->items, found->count, sizeof *found->items, by_key);
  for (uint32_t i = 0; i < wanted->count; i++)
    counts[i] += bsearch(&wanted->items[i], found->items, found->count,
                         sizeof *found->items, by_key)
                 != NULL;
}

/* How many resamples the forest at hand allows. */
static uint32_t
bound_resamples(const Tree *tree, const TreeTable *table, uint32_t resamples)
{
  double n = tree->cells.ranks, most;
  double work = tree->work + n * n + (double)table->columns * table->witnesses;

  for (uint32_t c = 0; c < table->columns; c++) {
    double extant = tree->cells.starts[c + 1] - tree->cells.starts[c];

    work += extant * extant / 2;
  }
  most = MOST_WORK / (work + 1);
  if (most < FEWEST_RESAMPLES)
    most = FEWEST_RESAMPLES;
  return resamples < most ? resamples : (uint32_t)most;
}

bool
tree_support(Tree *tree, const TreeTable *table, uint32_t resamples,
             uint64_t seed)
{
  uint32_t nodes = 2 * table->witnesses + 2;
  uint32_t *counts = calloc(nodes, sizeof *counts);
  Keys wanted = { 0 };
  bool done = counts && array_reserve(&wanted, nodes);

  resamples = bound_resamples(tree, table, resamples);
  if (done)
    key_edges(tree, table, &wanted);
  for (uint32_t r = 0; done && r < resamples && !tree_stops(tree); r++) {
    draw_weights(tree, table, &seed);
    tree_grow(tree, table);
    key_edges(tree, table, &tree->found);
    count_keys(&wanted, &tree->found, counts);
  }
  tree_weigh(tree, table);
  if (done && resamples > 0)
    tree_grow(tree, table);
  for (uint32_t i = 0; done && resamples > 0 && i < tree->edges.count; i++)
    tree->edges.items[i].support = (double)counts[i] / resamples;
  free(counts);
  array_free(&wanted);
  return done;
}
