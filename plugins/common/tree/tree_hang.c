/* SPDX-License-Identifier: Apache-2.0 */
#include "tree_work.h"

/* Lists the neighbours of each node, in the order of the links. */
static void
list_neighbours(Tree *tree)
{
  uint32_t *begins = tree->begins.items, *around = tree->around.items;

  for (uint32_t node = 0; node < tree->nodes + 2; node++)
    begins[node] = 0;
  for (uint32_t i = 0; i < tree->links.count; i++) {
    begins[tree->links.items[i].a + 2]++;
    begins[tree->links.items[i].b + 2]++;
  }
  for (uint32_t node = 2; node < tree->nodes + 2; node++)
    begins[node] += begins[node - 1];
  for (uint32_t i = 0; i < tree->links.count; i++) {
    const Link *link = &tree->links.items[i];

    around[begins[link->a + 1]++] = link->b;
    around[begins[link->b + 1]++] = link->a;
  }
}

/* All nodes that links connect with `start`, nearest first, in the queue. */
static void
walk(Tree *tree, uint32_t start, uint32_t number)
{
  uint32_t head = 0, tail = 0;

  tree->queue.items[tail++] = start;
  tree->tree_of.items[start] = number;
  while (head < tail) {
    uint32_t x = tree->queue.items[head++];

    for (uint32_t i = tree->begins.items[x]; i < tree->begins.items[x + 1];
         i++) {
      uint32_t y = tree->around.items[i];

      if (tree->tree_of.items[y] == number)
        continue;
      tree->tree_of.items[y] = number;
      tree->parents.items[y] = x;
      tree->queue.items[tail++] = y;
    }
  }
  tree->queue.count = tail;
}

static void
number_trees(Tree *tree, const TreeTable *table)
{
  array_clear(&tree->roots);
  for (uint32_t node = 0; node < tree->nodes; node++)
    tree->tree_of.items[node] = TREE_NONE;
  for (uint32_t w = 0; w < table->witnesses; w++) {
    uint32_t number = tree->roots.count, root = w;

    if (tree->tree_of.items[w] != TREE_NONE)
      continue;
    walk(tree, w, number);
    for (uint32_t i = 0; i < tree->queue.count; i++) {
      uint32_t x = tree->queue.items[i];

      if (x < table->witnesses
          && (tree->central.items[x] < tree->central.items[root]
              || (tree->central.items[x] == tree->central.items[root]
                  && x < root)))
        root = x;
    }
    tree->roots.items[tree->roots.count++] = root;
  }
}

static void
hang_edges(Tree *tree)
{
  array_clear(&tree->edges);
  for (uint32_t node = 0; node < tree->nodes; node++)
    tree->tree_of.items[node] = TREE_NONE;
  for (uint32_t number = 0; number < tree->roots.count; number++) {
    walk(tree, tree->roots.items[number], number);
    for (uint32_t i = 1; i < tree->queue.count; i++) {
      uint32_t to = tree->queue.items[i], from = tree->parents.items[to];

      tree->edges.items[tree->edges.count++] =
          (TreeEdge){ from, to, number, 0, 0, 1 };
    }
  }
}

void
tree_hang(Tree *tree, const TreeTable *table)
{
  list_neighbours(tree);
  tree_centrality(table, tree->cells.majorities, tree->weights.items,
                  tree->central.items, tree->best.items);
  number_trees(tree, table);
  hang_edges(tree);
}
