/* SPDX-License-Identifier: Apache-2.0 */
#include "tree_distance.h"

#include <math.h>
#include <stdlib.h>

double
tree_row_distance(const uint32_t *a, const uint32_t *b, size_t step,
                  const double *weights, uint32_t columns)
{
  double differ = 0, all = 0;

  for (uint32_t c = 0; c < columns; c++) {
    uint32_t one = a[c * step], two = b[c * step];

    if (one == TREE_LACUNA || two == TREE_LACUNA)
      continue;
    all += weights[c];
    if (one != two)
      differ += weights[c];
  }
  return all > 0 ? differ / all : TREE_APART;
}

static int
ascending(const void *a, const void *b)
{
  uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;

  return (one > two) - (one < two);
}

/* How many of the sorted readings are less than this one. */
static uint32_t
rank_of(const uint32_t *sorted, uint32_t count, uint32_t reading)
{
  uint32_t low = 0, high = count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (sorted[middle] < reading)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Adds the cells of a column; `next` is where. */
static uint32_t
add_column(const TreeTable *table, uint32_t column, const uint32_t *ranks,
           TreeCells *cells, uint32_t next, uint32_t *sorted)
{
  const uint32_t *row = table->readings + (size_t)column * table->witnesses;
  uint32_t extant = 0, most = 0;

  for (uint32_t i = 0; i < table->witnesses; i++)
    if (row[i] != TREE_LACUNA)
      sorted[extant++] = row[i];
  if (extant > 0)
    qsort(sorted, extant, sizeof *sorted, ascending);
  cells->majorities[column] = TREE_LACUNA;
  for (uint32_t i = 0; i < table->witnesses; i++) {
    uint32_t alike;

    if (row[i] == TREE_LACUNA || ranks[i] == TREE_NONE)
      continue;
    alike =
        rank_of(sorted, extant, row[i] + 1) - rank_of(sorted, extant, row[i]);
    if (alike > most) {
      most = alike;
      cells->majorities[column] = row[i];
    }
    cells->items[next++] =
        (TreeCell){ ranks[i], row[i], 1 + log2((double)extant / alike) };
  }
  return next;
}

void
tree_cells(const TreeTable *table, const uint32_t *ranks, TreeCells *cells,
           uint32_t *scratch)
{
  uint32_t next = 0;

  cells->columns = table->columns;
  cells->ranks = 0;
  for (uint32_t i = 0; i < table->witnesses; i++)
    cells->ranks += ranks[i] != TREE_NONE;
  for (uint32_t c = 0; c < table->columns; c++) {
    cells->starts[c] = next;
    next = add_column(table, c, ranks, cells, next, scratch);
  }
  cells->starts[table->columns] = next;
}

static void
compare_column(const TreeCell *cells, uint32_t count, double weight,
               double *differed, double *agreed)
{
  for (uint32_t i = 1; i < count; i++) {
    size_t base = tree_pair(cells[i].rank, 0);

    for (uint32_t j = 0; j < i; j++)
      if (cells[i].reading == cells[j].reading)
        agreed[base + cells[j].rank] += weight * cells[i].rarity;
      else
        differed[base + cells[j].rank] += weight;
  }
}

void
tree_distances(const TreeCells *cells, const double *weights, double *distances,
               double *agreed)
{
  size_t pairs = cells->ranks > 0 ? tree_pair(cells->ranks, 0) : 0;

  for (size_t i = 0; i < pairs; i++)
    distances[i] = agreed[i] = 0;
  for (uint32_t c = 0; c < cells->columns && !tree_is_cancelled(&cells->watch);
       c++)
    if (weights[c] > 0)
      compare_column(cells->items + cells->starts[c],
                     cells->starts[c + 1] - cells->starts[c], weights[c],
                     distances, agreed);
  for (size_t i = 0; i < pairs; i++)
    distances[i] = distances[i] + agreed[i] > 0
                       ? distances[i] / (distances[i] + agreed[i])
                       : TREE_APART;
}

/* The witness outside the tree that is closest to it. */
static uint32_t
closest(const double *best, const uint32_t *taken, uint32_t n)
{
  uint32_t found = TREE_NONE;

  for (uint32_t i = 0; i < n; i++)
    if (!taken[i] && (found == TREE_NONE || best[i] < best[found]))
      found = i;
  return found;
}

void
tree_span(const double *distances, uint32_t witnesses, uint32_t *parents,
          double *best)
{
  uint32_t *taken = parents + witnesses;

  for (uint32_t i = 0; i < witnesses; i++) {
    parents[i] = TREE_NONE;
    best[i] = TREE_APART;
    taken[i] = 0;
  }
  for (uint32_t k = 0; k < witnesses; k++) {
    uint32_t next = closest(best, taken, witnesses);

    taken[next] = 1;
    for (uint32_t i = 0; i < witnesses; i++) {
      double distance;

      if (taken[i])
        continue;
      distance = distances[i > next ? tree_pair(i, next) : tree_pair(next, i)];
      if (distance < best[i]) {
        best[i] = distance;
        parents[i] = next;
      }
    }
  }
}

void
tree_centrality(const TreeTable *table, const uint32_t *majorities,
                const double *weights, double *central, double *all)
{
  for (uint32_t w = 0; w < table->witnesses; w++)
    central[w] = all[w] = 0;
  for (uint32_t c = 0; c < table->columns; c++) {
    const uint32_t *row = table->readings + (size_t)c * table->witnesses;

    for (uint32_t w = 0; w < table->witnesses; w++) {
      if (row[w] == TREE_LACUNA)
        continue;
      all[w] += weights[c];
      if (row[w] != majorities[c])
        central[w] += weights[c];
    }
  }
  for (uint32_t w = 0; w < table->witnesses; w++)
    central[w] = all[w] > 0 ? central[w] / all[w] : 1;
}
