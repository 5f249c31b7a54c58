/* SPDX-License-Identifier: Apache-2.0 */
#include "tree_work.h"

/* A lost node must save more than this many columns' worth of changes: fewer
 * that two witnesses share against a third may be chance.  Measured on
 * artificial copies of 60 to 500 words; from 5 to 9 it makes no difference. */
#define LEAST_SAVING 7.5

/* Looking for lost nodes compares all neighbours of a node with each other;
 * beyond this many witnesses it is left out. */
#define MOST_WITNESSES 200

bool
tree_looks_for_lost(const TreeTable *table)
{
  return table->witnesses <= MOST_WITNESSES;
}

/* The weight of the columns in which `a` and `b` agree against `x`. */
static double
saving(Tree *tree, const TreeTable *table, uint32_t x, uint32_t a, uint32_t b)
{
  const uint32_t *rx = tree_row(tree, table, x), *ra = tree_row(tree, table, a);
  const uint32_t *rb = tree_row(tree, table, b);
  double sum = 0;

  tree->work += table->columns;
  for (uint32_t c = 0; c < table->columns; c++)
    if (ra[c] == rb[c] && ra[c] != rx[c] && ra[c] != TREE_LACUNA
        && rx[c] != TREE_LACUNA)
      sum += tree->weights.items[c];
  return sum;
}

/* The most that a lost node between `x` and two of its neighbours saves. */
typedef struct Insertion {
  double saving;
  uint32_t x;
  uint32_t a; /* links */
  uint32_t b;
} Insertion;

static uint32_t
other_end(const Link *link, uint32_t x)
{
  return link->a == x ? link->b : link->b == x ? link->a : TREE_NONE;
}

static void
find_insertion(Tree *tree, const TreeTable *table, uint32_t x, Insertion *best)
{
  const Links *links = &tree->links;

  for (uint32_t i = 0; i < links->count; i++) {
    uint32_t a = other_end(&links->items[i], x);

    for (uint32_t j = 0; a != TREE_NONE && j < i; j++) {
      uint32_t b = other_end(&links->items[j], x);
      double saved;

      if (b == TREE_NONE)
        continue;
      saved = saving(tree, table, x, a, b);
      if (saved > best->saving)
        *best = (Insertion){ saved, x, i, j };
    }
  }
}

/* A node with the reading of two of the three where there is one, else that of
 * `x`. */
static void
insert_node(Tree *tree, const TreeTable *table, const Insertion *at)
{
  Link *a = &tree->links.items[at->a], *b = &tree->links.items[at->b];
  uint32_t node = tree->nodes++;
  const uint32_t *ra = tree_row(tree, table, other_end(a, at->x));
  const uint32_t *rb = tree_row(tree, table, other_end(b, at->x));
  const uint32_t *rx = tree_row(tree, table, at->x);
  uint32_t *row = tree_row(tree, table, node);

  for (uint32_t c = 0; c < table->columns; c++)
    row[c] = ra[c] == rb[c] && ra[c] != TREE_LACUNA ? ra[c] : rx[c];
  *a = (Link){ node, other_end(a, at->x) };
  *b = (Link){ node, other_end(b, at->x) };
  tree->links.items[tree->links.count++] = (Link){ at->x, node };
}

void
tree_put_lost(Tree *tree, const TreeTable *table)
{
  if (!tree_looks_for_lost(table))
    return;
  while (tree->nodes < 2 * table->witnesses && !tree_stops(tree)) {
    Insertion best = { LEAST_SAVING, 0, 0, 0 };

    for (uint32_t x = 0; x < tree->nodes && !tree_stops(tree); x++)
      find_insertion(tree, table, x, &best);
    if (best.saving <= LEAST_SAVING)
      return;
    insert_node(tree, table, &best);
  }
}
