/* SPDX-License-Identifier: Apache-2.0
 *
 * join.h - joins the pairs that match has found into groups of mentions.
 *
 * Equal amounts are joined first.  A pair that differs is used only where
 * neither side has an equal amount in the other's document, and where joining
 * brings no two different amounts of one document together: a false conflict
 * is worse than a missed one.
 */
#ifndef NUMBERS_JOIN_H
#define NUMBERS_JOIN_H

#include "array.h"
#include "groups.h"
#include "pairs.h"
#include "radix.h"

typedef struct Node {
  const Side *side;
  uint32_t root;  /* when all is joined: the first member of its group */
  uint32_t about; /* the pair that names the group; UINT32_MAX: none */
} Node;

/* Set the tables and zero the rest to begin. */
typedef struct Joiner {
  const stemma_table *sides;
  const stemma_table *pairs;
  ARRAY(Node) nodes; /* mentions, by document and row */
  ARRAY(uint32_t)
  order;                /* nodes, group by group; groups and members in the
                         * order of the documents */
  uint64_t capped_keys; /* with more mentions than are compared */
  uint64_t capped_rows; /* those that were left out */
  bool several;         /* more documents than one */
  bool many;            /* more than rows of one source are written for */
  /* Scratch. */
  ARRAY(uint32_t) nodeof; /* of each row of sides */
  ARRAY(Keyed) edges;     /* pairs, the strongest first */
  ARRAY(Keyed) spare;
  ARRAY(uint32_t) starts; /* where the group of a root begins in `order` */
  Groups groups;          /* of nodes */
} Joiner;

/* Fills `nodes`, `order` and what the marks say.  False without memory. */
bool joiner_join(Joiner *joiner);
void joiner_free(Joiner *joiner);

static inline const Side *
side_at(const Joiner *j, uint32_t i)
{
  return STEMMA_AT(Side, j->sides->rows, i);
}

static inline const Pair *
pair_at(const Joiner *j, uint32_t i)
{
  return STEMMA_AT(Pair, j->pairs->rows, i);
}

#endif
