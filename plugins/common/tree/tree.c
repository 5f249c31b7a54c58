/* SPDX-License-Identifier: Apache-2.0 */
#include "tree.h"

#include <stdlib.h>

#include "tree_work.h"

Tree *
tree_new(void)
{
  return calloc(1, sizeof(Tree));
}

void
tree_free(Tree *tree)
{
  if (!tree)
    return;
  array_free(&tree->edges);
  array_free(&tree->roots);
  array_free(&tree->links);
  array_free(&tree->rows);
  array_free(&tree->parents);
  array_free(&tree->queue);
  array_free(&tree->tree_of);
  array_free(&tree->distances);
  array_free(&tree->best);
  array_free(&tree->weights);
  array_free(&tree->originals);
  array_free(&tree->ranks);
  array_free(&tree->ranked);
  array_free(&tree->starts);
  array_free(&tree->majorities);
  array_free(&tree->around);
  array_free(&tree->begins);
  array_free(&tree->items);
  array_free(&tree->row_keys);
  array_free(&tree->agreed);
  array_free(&tree->central);
  array_free(&tree->keys);
  array_free(&tree->found);
  free(tree);
}

void
tree_watch(Tree *tree, TreeWatch watch)
{
  tree->cells.watch = watch;
}

static bool
reserve_nodes(Tree *tree, uint32_t n)
{
  uint32_t nodes = 2 * n + 2;

  return array_reserve(&tree->edges, nodes)
         && array_reserve(&tree->roots, nodes)
         && array_reserve(&tree->links, nodes)
         && array_reserve(&tree->parents, 2 * nodes)
         && array_reserve(&tree->queue, nodes)
         && array_reserve(&tree->tree_of, nodes)
         && array_reserve(&tree->originals, nodes)
         && array_reserve(&tree->ranks, nodes)
         && array_reserve(&tree->ranked, nodes)
         && array_reserve(&tree->around, 2 * nodes)
         && array_reserve(&tree->begins, nodes + 2)
         && array_reserve(&tree->row_keys, nodes)
         && array_reserve(&tree->best, nodes)
         && array_reserve(&tree->central, nodes)
         && array_reserve(&tree->keys, nodes)
         && array_reserve(&tree->found, 2 * nodes);
}

static bool
reserve_all(Tree *tree, const TreeTable *table)
{
  uint32_t n = table->witnesses, columns = table->columns;
  uint64_t rows = tree_looks_for_lost(table) ? 2 * (uint64_t)n : n;

  if (n > TREE_WITNESSES || rows * columns >= UINT32_MAX)
    return false;
  return reserve_nodes(tree, n)
         && array_reserve(&tree->rows, (uint32_t)(rows * columns) + 1)
         && array_reserve(&tree->weights, columns + 1)
         && array_reserve(&tree->starts, columns + 1)
         && array_reserve(&tree->majorities, columns + 1);
}

static void
copy_rows(Tree *tree, const TreeTable *table)
{
  for (uint32_t w = 0; w < table->witnesses; w++) {
    uint32_t *row = tree_row(tree, table, w);

    for (uint32_t c = 0; c < table->columns; c++)
      row[c] = table->readings[(size_t)c * table->witnesses + w];
  }
}

/* The originals and their cells.  False without memory, and when there are
 * too many. */
static bool
list_cells(Tree *tree, const TreeTable *table)
{
  uint32_t count = 0, all = 0;
  size_t pairs;

  for (uint32_t w = 0; w < table->witnesses; w++) {
    bool own = tree->originals.items[w] == w;

    tree->ranks.items[w] = own ? count : TREE_NONE;
    if (!own)
      continue;
    tree->ranked.items[count++] = w;
    for (uint32_t c = 0; c < table->columns; c++)
      all += tree_row(tree, table, w)[c] != TREE_LACUNA;
  }
  if (count > TREE_DIFFERENT)
    return false;
  pairs = count > 0 ? tree_pair(count, 0) : 0;
  if (!array_reserve(&tree->items, all + 1)
      || !array_reserve(&tree->distances, (uint32_t)pairs + 1)
      || !array_reserve(&tree->agreed, (uint32_t)pairs + 1))
    return false;
  tree->cells.items = tree->items.items;
  tree->cells.starts = tree->starts.items;
  tree->cells.majorities = tree->majorities.items;
  tree_cells(table, tree->ranks.items, &tree->cells, tree->queue.items);
  return true;
}

/* The links of the forest for the weights at hand. */
static void
link_nodes(Tree *tree, const TreeTable *table)
{
  uint32_t *parents = tree->parents.items;

  tree_distances(&tree->cells, tree->weights.items, tree->distances.items,
                 tree->agreed.items);
  tree_span(tree->distances.items, tree->cells.ranks, parents,
            tree->best.items);
  tree->nodes = table->witnesses;
  array_clear(&tree->links);
  for (uint32_t w = 0; w < table->witnesses; w++) {
    uint32_t rank = tree->ranks.items[w];
    uint32_t parent = tree->originals.items[w];

    if (rank != TREE_NONE)
      parent = parents[rank] == TREE_NONE ? TREE_NONE
                                          : tree->ranked.items[parents[rank]];
    if (parent != TREE_NONE)
      tree->links.items[tree->links.count++] = (Link){ parent, w };
  }
  tree_put_lost(tree, table);
}

void
tree_grow(Tree *tree, const TreeTable *table)
{
  link_nodes(tree, table);
  tree_hang(tree, table);
}

void
tree_weigh(Tree *tree, const TreeTable *table)
{
  for (uint32_t c = 0; c < table->columns; c++)
    tree->weights.items[c] = table->weights ? table->weights[c] : 1;
}

static void
measure_lengths(Tree *tree, const TreeTable *table)
{
  for (uint32_t i = 0; i < tree->edges.count; i++) {
    TreeEdge *edge = &tree->edges.items[i];

    edge->length = tree_row_distance(tree_row(tree, table, edge->from),
                                     tree_row(tree, table, edge->to), 1,
                                     tree->weights.items, table->columns);
    if (edge->length > 1)
      edge->length = 1;
  }
}

const TreeResult *
tree_build(Tree *tree, const TreeTable *table, uint32_t resamples,
           uint64_t seed)
{
  if (!reserve_all(tree, table))
    return NULL;
  copy_rows(tree, table);
  tree_copies(tree->rows.items, table->columns, table->witnesses,
              tree->row_keys.items, tree->originals.items);
  if (!list_cells(tree, table))
    return NULL;
  tree_weigh(tree, table);
  tree->work = 0;
  tree_grow(tree, table);
  if (!tree_support(tree, table, resamples, seed) || tree_stops(tree))
    return NULL;
  measure_lengths(tree, table);
  tree->result = (TreeResult){
    .edges = tree->edges.items,
    .roots = tree->roots.items,
    .rows = tree->rows.items,
    .originals = tree->originals.items,
    .columns = table->columns,
    .edge_count = tree->edges.count,
    .node_count = tree->nodes,
    .tree_count = tree->roots.count,
    .witnesses = table->witnesses,
  };
  return &tree->result;
}
