/* SPDX-License-Identifier: Apache-2.0
 *
 * The forest is kept as a list of links between nodes while lost nodes are put
 * in, and hung from its roots at the end.
 */
#include "tree.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "tree_distance.h"

/* A lost node must save more than this many columns' worth of changes: fewer
 * that two witnesses share against a third may be chance.  Measured on
 * artificial copies of 60 to 500 words; from 5 to 9 it makes no difference. */
#define LEAST_SAVING 7.5

/* Looking for lost nodes compares all neighbours of a node with each other;
 * beyond this many witnesses it is left out. */
#define MOST_WITNESSES 200

typedef struct Link {
  uint32_t a;
  uint32_t b;
} Link;

typedef ARRAY(Link) Links;
typedef ARRAY(uint32_t) Numbers;
typedef ARRAY(double) Reals;
typedef ARRAY(uint64_t) Keys;

struct Tree {
  TreeResult result;
  ARRAY(TreeEdge) edges;
  Numbers roots;
  Links links;
  Numbers rows;    /* readings node by node, lost nodes after witnesses */
  Numbers parents; /* see tree_span */
  Numbers queue;
  Numbers tree_of; /* of each node */
  Reals distances;
  Reals best;
  Reals weights; /* of the columns, as given or resampled */
  Reals rarity;  /* of each cell; see tree_rarities */
  Reals central; /* of each witness: how far from the majority */
  Keys keys;     /* of each node: the witnesses below it */
  Keys found;    /* edge keys of a resample */
  uint32_t nodes;
};

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
  array_free(&tree->rarity);
  array_free(&tree->central);
  array_free(&tree->keys);
  array_free(&tree->found);
  free(tree);
}

static bool
reserve_all(Tree *tree, const TreeTable *table)
{
  uint32_t n = table->witnesses, nodes = 2 * n + 2;
  uint64_t cells = (uint64_t)nodes * table->columns;

  if (n > UINT16_MAX || cells > UINT32_MAX)
    return false;
  return array_reserve(&tree->edges, nodes)
         && array_reserve(&tree->roots, n + 1)
         && array_reserve(&tree->links, nodes)
         && array_reserve(&tree->rows, (uint32_t)cells + 1)
         && array_reserve(&tree->parents, 2 * nodes)
         && array_reserve(&tree->queue, nodes)
         && array_reserve(&tree->tree_of, nodes)
         && array_reserve(&tree->distances, n * n + 1)
         && array_reserve(&tree->best, nodes)
         && array_reserve(&tree->weights, table->columns + 1)
         && array_reserve(&tree->rarity, n * table->columns + 1)
         && array_reserve(&tree->central, n + 1)
         && array_reserve(&tree->keys, nodes)
         && array_reserve(&tree->found, 2 * nodes);
}

static uint32_t *
row_of(Tree *tree, const TreeTable *table, uint32_t node)
{
  return tree->rows.items + (size_t)node * table->columns;
}

static void
copy_rows(Tree *tree, const TreeTable *table)
{
  for (uint32_t w = 0; w < table->witnesses; w++) {
    uint32_t *row = row_of(tree, table, w);

    for (uint32_t c = 0; c < table->columns; c++)
      row[c] = table->readings[(size_t)c * table->witnesses + w];
  }
}

/* The weight of the columns in which `a` and `b` agree against `x`. */
static double
saving(Tree *tree, const TreeTable *table, uint32_t x, uint32_t a, uint32_t b)
{
  const uint32_t *rx = row_of(tree, table, x), *ra = row_of(tree, table, a);
  const uint32_t *rb = row_of(tree, table, b);
  double sum = 0;

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
  const uint32_t *ra = row_of(tree, table, other_end(a, at->x));
  const uint32_t *rb = row_of(tree, table, other_end(b, at->x));
  const uint32_t *rx = row_of(tree, table, at->x);
  uint32_t *row = row_of(tree, table, node);

  for (uint32_t c = 0; c < table->columns; c++)
    row[c] = ra[c] == rb[c] && ra[c] != TREE_LACUNA ? ra[c] : rx[c];
  *a = (Link){ node, other_end(a, at->x) };
  *b = (Link){ node, other_end(b, at->x) };
  tree->links.items[tree->links.count++] = (Link){ at->x, node };
}

static void
insert_lost_nodes(Tree *tree, const TreeTable *table)
{
  if (table->witnesses > MOST_WITNESSES)
    return;
  while (tree->nodes < 2 * table->witnesses) {
    Insertion best = { LEAST_SAVING, 0, 0, 0 };

    for (uint32_t x = 0; x < tree->nodes; x++)
      find_insertion(tree, table, x, &best);
    if (best.saving <= LEAST_SAVING)
      return;
    insert_node(tree, table, &best);
  }
}

/* The links of the forest for the weights at hand. */
static void
link_nodes(Tree *tree, const TreeTable *table)
{
  tree_distances(table, tree->weights.items, tree->rarity.items,
                 tree->distances.items);
  tree_span(tree->distances.items, table->witnesses, tree->parents.items,
            tree->best.items);
  tree->nodes = table->witnesses;
  array_clear(&tree->links);
  for (uint32_t w = 0; w < table->witnesses; w++)
    if (tree->parents.items[w] != TREE_NONE)
      tree->links.items[tree->links.count++] =
          (Link){ tree->parents.items[w], w };
  insert_lost_nodes(tree, table);
}

/* Which reading most witnesses have in a column, quadratically: columns have
 * few readings beyond the first. */
static uint32_t
majority(const TreeTable *table, uint32_t column)
{
  const uint32_t *cells = table->readings + (size_t)column * table->witnesses;
  uint32_t best = TREE_LACUNA, most = 0;

  for (uint32_t i = 0; i < table->witnesses; i++) {
    uint32_t count = 0;

    if (cells[i] == TREE_LACUNA || cells[i] == best)
      continue;
    for (uint32_t j = i; j < table->witnesses; j++)
      count += cells[j] == cells[i];
    if (count > most) {
      most = count;
      best = cells[i];
    }
  }
  return best;
}

static void
measure_centrality(Tree *tree, const TreeTable *table)
{
  double *central = tree->central.items, *all = tree->best.items;

  for (uint32_t w = 0; w < table->witnesses; w++)
    central[w] = all[w] = 0;
  for (uint32_t c = 0; c < table->columns; c++) {
    uint32_t best = majority(table, c);

    for (uint32_t w = 0; w < table->witnesses; w++) {
      uint32_t reading = table->readings[(size_t)c * table->witnesses + w];

      if (reading == TREE_LACUNA)
        continue;
      all[w] += tree->weights.items[c];
      if (reading != best)
        central[w] += tree->weights.items[c];
    }
  }
  for (uint32_t w = 0; w < table->witnesses; w++)
    central[w] = all[w] > 0 ? central[w] / all[w] : 1;
}

/* Numbers the trees; in each witness's tree_of.  Label propagation over links
 * is quadratic at worst, so nodes are walked from each unseen witness. */
static void
walk(Tree *tree, uint32_t start, uint32_t number)
{
  uint32_t head = 0, tail = 0;

  tree->queue.items[tail++] = start;
  tree->tree_of.items[start] = number;
  while (head < tail) {
    uint32_t x = tree->queue.items[head++];

    for (uint32_t i = 0; i < tree->links.count; i++) {
      uint32_t y = other_end(&tree->links.items[i], x);

      if (y == TREE_NONE || tree->tree_of.items[y] == number)
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

static double
edge_length(Tree *tree, const TreeTable *table, uint32_t a, uint32_t b)
{
  double length =
      tree_row_distance(row_of(tree, table, a), row_of(tree, table, b), 1,
                        tree->weights.items, table->columns);

  return length > 1 ? 1 : length;
}

static void
hang_edges(Tree *tree, const TreeTable *table)
{
  array_clear(&tree->edges);
  for (uint32_t node = 0; node < tree->nodes; node++)
    tree->tree_of.items[node] = TREE_NONE;
  for (uint32_t number = 0; number < tree->roots.count; number++) {
    walk(tree, tree->roots.items[number], number);
    for (uint32_t i = 1; i < tree->queue.count; i++) {
      uint32_t to = tree->queue.items[i], from = tree->parents.items[to];

      tree->edges.items[tree->edges.count++] = (TreeEdge){
        from, to, number, 0, edge_length(tree, table, from, to), 1
      };
    }
  }
}

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t
next(uint64_t *state)
{
  uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
  return z ^ z >> 31;
}

static uint64_t
witness_key(uint32_t witness)
{
  uint64_t state = witness + 1;

  return next(&state);
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
    uint32_t c = (uint32_t)((next(seed) >> 32) * table->columns >> 32);

    tree->weights.items[c] += table->weights ? table->weights[c] : 1;
  }
}

/* A forest for the weights at hand. */
static void
grow_forest(Tree *tree, const TreeTable *table)
{
  link_nodes(tree, table);
  measure_centrality(tree, table);
  number_trees(tree, table);
  hang_edges(tree, table);
}

static void
count_keys(const Keys *wanted, const Keys *found, uint32_t *counts)
{
  for (uint32_t i = 0; i < wanted->count; i++)
    for (uint32_t j = 0; j < found->count; j++)
      if (wanted->items[i] == found->items[j]) {
        counts[i]++;
        break;
      }
}

/* Grows the forest again from drawn columns, then the true one, whose edges
 * get their support. */
static bool
measure_support(Tree *tree, const TreeTable *table, uint32_t resamples,
                uint64_t seed)
{
  uint32_t nodes = 2 * table->witnesses + 2;
  uint32_t *counts = calloc(nodes, sizeof *counts);
  Keys wanted = { 0 };
  bool done = counts && array_reserve(&wanted, nodes);

  if (done)
    key_edges(tree, table, &wanted);
  for (uint32_t r = 0; done && r < resamples; r++) {
    draw_weights(tree, table, &seed);
    grow_forest(tree, table);
    key_edges(tree, table, &tree->found);
    count_keys(&wanted, &tree->found, counts);
  }
  for (uint32_t c = 0; c < table->columns; c++)
    tree->weights.items[c] = table->weights ? table->weights[c] : 1;
  if (done && resamples > 0)
    grow_forest(tree, table);
  for (uint32_t i = 0; done && resamples > 0 && i < tree->edges.count; i++)
    tree->edges.items[i].support = (double)counts[i] / resamples;
  free(counts);
  array_free(&wanted);
  return done;
}

const TreeResult *
tree_build(Tree *tree, const TreeTable *table, uint32_t resamples,
           uint64_t seed)
{
  if (!reserve_all(tree, table))
    return NULL;
  copy_rows(tree, table);
  tree_rarities(table, tree->rarity.items);
  for (uint32_t c = 0; c < table->columns; c++)
    tree->weights.items[c] = table->weights ? table->weights[c] : 1;
  grow_forest(tree, table);
  if (!measure_support(tree, table, resamples, seed))
    return NULL;
  tree->result = (TreeResult){
    .edges = tree->edges.items,
    .roots = tree->roots.items,
    .rows = tree->rows.items,
    .columns = table->columns,
    .edge_count = tree->edges.count,
    .node_count = tree->nodes,
    .tree_count = tree->roots.count,
    .witnesses = table->witnesses,
  };
  return &tree->result;
}
