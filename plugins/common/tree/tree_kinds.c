/* SPDX-License-Identifier: Apache-2.0 */
#include "tree_kinds.h"

#include <stdlib.h>

#define MIDDLE_WEIGHT 0.5

/* One column: how many different witnesses are extant, and how many have each
 * reading. */
typedef struct Column {
  const TreeResult *forest;
  uint32_t *having;
  uint32_t extant;
  uint32_t column;
  double weight;
} Column;

static uint32_t
reading(const Column *column, uint32_t node)
{
  const TreeResult *forest = column->forest;

  return forest->rows[(size_t)node * forest->columns + column->column];
}

static bool
has_word(uint32_t value)
{
  return value != TREE_LACUNA && value != TREE_OMISSION;
}

/* Adds `sign` for each different witness. */
static void
count_readings(Column *column, uint32_t sign)
{
  for (uint32_t w = 0; w < column->forest->witnesses; w++) {
    uint32_t value = reading(column, w);

    if (column->forest->originals[w] != w || value == TREE_LACUNA)
      continue;
    column->having[value] += sign;
    column->extant += sign;
  }
}

/* The witness that is counted for a node; TREE_NONE: it is a lost one. */
static uint32_t
counted_for(const TreeResult *forest, uint32_t node)
{
  return node < forest->witnesses ? forest->originals[node] : TREE_NONE;
}

/* What the others do where both ends have the reading `value`. */
static double
expected(const Column *column, const TreeEdge *edge, uint32_t value)
{
  uint32_t from = counted_for(column->forest, edge->from);
  uint32_t to = counted_for(column->forest, edge->to);
  uint32_t ends =
      (from != TREE_NONE ? 1u : 0) + (to != TREE_NONE && to != from ? 1u : 0);

  return kinship_expected(column->weight, column->extant - ends,
                          column->having[value] - ends);
}

static void
add_column(const Column *column, Kinship *kinships)
{
  for (uint32_t i = 0; i < column->forest->edge_count; i++) {
    const TreeEdge *edge = &column->forest->edges[i];
    uint32_t a = reading(column, edge->from), b = reading(column, edge->to);
    bool same = a == b && has_word(a);

    kinship_column(&kinships[i], has_word(a), has_word(b), column->weight, same,
                   same ? expected(column, edge, a) : 0);
  }
}

static void
break_all(Kinship *kinships, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    kinship_break(&kinships[i]);
}

/* Texts without words are copies too. */
static bool
is_copy(const TreeResult *forest, const TreeEdge *edge)
{
  return edge->from < forest->witnesses && edge->to < forest->witnesses
         && forest->originals[edge->from] == forest->originals[edge->to];
}

bool
tree_kinds(const TreeResult *forest, const double *weights, TreeBreaks breaks,
           uint32_t *kinds)
{
  uint32_t edges = forest->edge_count, next = 0;
  Kinship *kinships = calloc((size_t)edges + 1, sizeof *kinships);
  Column column = { forest, NULL, 0, 0, MIDDLE_WEIGHT };

  column.having = calloc((size_t)forest->witnesses + 2, sizeof(uint32_t));
  for (uint32_t c = 0; kinships && column.having && c < forest->columns; c++) {
    if (next < breaks.count && breaks.columns[next] == c) {
      break_all(kinships, edges);
      next++;
    }
    column.column = c;
    column.weight = weights ? weights[c] : MIDDLE_WEIGHT;
    count_readings(&column, 1);
    add_column(&column, kinships);
    count_readings(&column, (uint32_t)-1);
  }
  for (uint32_t i = 0; kinships && column.having && i < edges; i++)
    kinds[i] = is_copy(forest, &forest->edges[i]) ? KINSHIP_VERBATIM
                                                  : kinship_kind(&kinships[i]);
  next = kinships && column.having;
  free(kinships);
  free(column.having);
  return next;
}
