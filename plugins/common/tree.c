/* SPDX-License-Identifier: Apache-2.0
 *
 * The forest is kept as a list of links between nodes while lost nodes are put
 * in, and hung from its roots at the end.
 */
#include "tree.h"

#include <stdlib.h>

#include "array.h"
#include "tree_copies.h"
#include "tree_distance.h"

/* A lost node must save more than this many columns' worth of changes: fewer
 * that two witnesses share against a third may be chance.  Measured on
 * artificial copies of 60 to 500 words; from 5 to 9 it makes no difference. */
#define LEAST_SAVING 7.5

/* A forest of many witnesses is grown again less often: comparisons of two
 * cells, over all resamples, about two seconds' worth. */
#define MOST_WORK 1000000000.0
#define FEWEST_RESAMPLES 10

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
  Numbers tree_of;   /* of each node */
  Numbers originals; /* of each witness the first with the same row */
  Numbers ranks;     /* of each witness that is its own original */
  Numbers ranked;    /* the other way round */
  Numbers starts;    /* of the columns among `cells` */
  Numbers majorities;
  Numbers around; /* neighbours of each node, node by node; see walk */
  Numbers begins; /* where a node's neighbours begin */
  ARRAY(TreeCell) items;
  ARRAY(TreeRowKey) row_keys;
  TreeCells cells;
  Reals distances;
  Reals agreed;
  Reals best;
  Reals weights; /* of the columns, as given or resampled */
  Reals central; /* of each witness: how far from the majority */
  Keys keys;     /* of each node: the witnesses below it */
  Keys found;    /* edge keys of a resample */
  double work;   /* cells compared for the forest at hand */
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
is_cancelled(const Tree *tree)
{
  return tree_is_cancelled(&tree->cells.watch);
}

static bool
looks_for_lost(const TreeTable *table)
{
  return table->witnesses <= MOST_WITNESSES;
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
  uint64_t rows = looks_for_lost(table) ? 2 * (uint64_t)n : n;

  if (n > TREE_WITNESSES || rows * columns >= UINT32_MAX)
    return false;
  return reserve_nodes(tree, n)
         && array_reserve(&tree->rows, (uint32_t)(rows * columns) + 1)
         && array_reserve(&tree->weights, columns + 1)
         && array_reserve(&tree->starts, columns + 1)
         && array_reserve(&tree->majorities, columns + 1);
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
      all += row_of(tree, table, w)[c] != TREE_LACUNA;
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

/* The weight of the columns in which `a` and `b` agree against `x`. */
static double
saving(Tree *tree, const TreeTable *table, uint32_t x, uint32_t a, uint32_t b)
{
  const uint32_t *rx = row_of(tree, table, x), *ra = row_of(tree, table, a);
  const uint32_t *rb = row_of(tree, table, b);
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
  if (!looks_for_lost(table))
    return;
  while (tree->nodes < 2 * table->witnesses && !is_cancelled(tree)) {
    Insertion best = { LEAST_SAVING, 0, 0, 0 };

    for (uint32_t x = 0; x < tree->nodes && !is_cancelled(tree); x++)
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
  insert_lost_nodes(tree, table);
}

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
measure_lengths(Tree *tree, const TreeTable *table)
{
  for (uint32_t i = 0; i < tree->edges.count; i++) {
    TreeEdge *edge = &tree->edges.items[i];

    edge->length = tree_row_distance(row_of(tree, table, edge->from),
                                     row_of(tree, table, edge->to), 1,
                                     tree->weights.items, table->columns);
    if (edge->length > 1)
      edge->length = 1;
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
  list_neighbours(tree);
  tree_centrality(table, tree->cells.majorities, tree->weights.items,
                  tree->central.items, tree->best.items);
  number_trees(tree, table);
  hang_edges(tree);
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
  for (uint32_t r = 0; done && r < resamples && !is_cancelled(tree); r++) {
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
  tree_copies(tree->rows.items, table->columns, table->witnesses,
              tree->row_keys.items, tree->originals.items);
  if (!list_cells(tree, table))
    return NULL;
  for (uint32_t c = 0; c < table->columns; c++)
    tree->weights.items[c] = table->weights ? table->weights[c] : 1;
  tree->work = 0;
  grow_forest(tree, table);
  resamples = bound_resamples(tree, table, resamples);
  if (!measure_support(tree, table, resamples, seed) || is_cancelled(tree))
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
