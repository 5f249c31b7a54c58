/* SPDX-License-Identifier: Apache-2.0 */
#include "tree_distance.h"

#include <math.h>

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

void
tree_rarities(const TreeTable *table, double *rarity)
{
  uint32_t n = table->witnesses;

  for (uint32_t c = 0; c < table->columns; c++) {
    const uint32_t *cells = table->readings + (size_t)c * n;
    uint32_t extant = 0;

    for (uint32_t i = 0; i < n; i++)
      extant += cells[i] != TREE_LACUNA;
    for (uint32_t i = 0; i < n; i++) {
      uint32_t alike = 0;

      for (uint32_t j = 0; j < n; j++)
        alike += cells[j] == cells[i];
      rarity[(size_t)c * n + i] = 1 + log2((double)extant / alike);
    }
  }
}

static double
pair_distance(const TreeTable *table, const double *weights,
              const double *rarity, uint32_t i, uint32_t j)
{
  double differ = 0, agree = 0;
  uint32_t n = table->witnesses;

  for (uint32_t c = 0; c < table->columns; c++) {
    const uint32_t *cells = table->readings + (size_t)c * n;

    if (cells[i] == TREE_LACUNA || cells[j] == TREE_LACUNA)
      continue;
    if (cells[i] == cells[j])
      agree += weights[c] * rarity[(size_t)c * n + i];
    else
      differ += weights[c];
  }
  return differ + agree > 0 ? differ / (differ + agree) : TREE_APART;
}

void
tree_distances(const TreeTable *table, const double *weights,
               const double *rarity, double *distances)
{
  uint32_t n = table->witnesses;

  for (uint32_t i = 0; i < n; i++) {
    distances[(size_t)i * n + i] = 0;
    for (uint32_t j = 0; j < i; j++)
      distances[(size_t)i * n + j] = distances[(size_t)j * n + i] =
          pair_distance(table, weights, rarity, i, j);
  }
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
      double distance = distances[(size_t)next * witnesses + i];

      if (!taken[i] && distance < best[i]) {
        best[i] = distance;
        parents[i] = next;
      }
    }
  }
}
