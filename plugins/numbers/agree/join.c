/* SPDX-License-Identifier: Apache-2.0 */
#include "join.h"

#include <string.h>

/* The mentions, sorted by document and row, in `edges`; the marks are taken
 * note of. */
static bool
sort_sides(Joiner *j)
{
  uint32_t count = j->sides->rows.count;

  if (!array_reserve(&j->edges, count + 1)
      || !array_reserve(&j->spare, count + 1))
    return false;
  for (uint32_t i = 0; i < count; i++) {
    const Side *side = side_at(j, i);

    if (side->sort == SIDE_MENTION)
      j->edges.items[j->edges.count++] =
          (Keyed){ (uint64_t)side->doc << 32 | side->quantity, i, 0 };
    else if (side->sort == SIDE_CAPPED) {
      j->capped_keys += side->quantity;
      j->capped_rows += side->begin;
    } else
      j->many = true;
  }
  radix_sort_keyed(j->edges.items, j->spare.items, j->edges.count);
  return true;
}

static bool
collect_nodes(Joiner *j)
{
  if (!sort_sides(j) || !array_reserve(&j->nodes, j->edges.count + 1)
      || !array_reserve(&j->nodeof, j->sides->rows.count + 1))
    return false;
  for (uint32_t i = 0; i < j->edges.count; i++) {
    uint32_t row = j->edges.items[i].value;
    Node node = { .side = side_at(j, row), .about = UINT32_MAX };

    j->nodeof.items[row] = i;
    j->nodes.items[j->nodes.count++] = node;
    if (!groups_add(&j->groups, node.side->doc))
      return false;
  }
  j->several = j->nodes.count > 0
               && j->nodes.items[0].side->doc
                      != j->nodes.items[j->nodes.count - 1].side->doc;
  return true;
}

/* The two nodes of a pair, by which it is sorted. */
static uint64_t
ends_of(const Joiner *j, const Pair *pair)
{
  return (uint64_t)j->nodeof.items[pair->a] << 32 | j->nodeof.items[pair->b];
}

/* Equal ones first, then by score from the highest down.  The bits of a double
 * from 0 to 2 have the order of the numbers, and the first two are 0. */
static uint64_t
strength_of(const Pair *pair)
{
  uint64_t bits;

  memcpy(&bits, &pair->score, sizeof bits);
  return (uint64_t)(pair->verdict - PAIR_SAME) << 62
         | (~bits & UINT64_MAX >> 2);
}

/* Those of one strength stand in the order of the documents, so that threads
 * change nothing. */
static bool
collect_edges(Joiner *j)
{
  uint32_t count = j->pairs->rows.count;

  array_clear(&j->edges);
  if (!array_reserve(&j->edges, count + 1)
      || !array_reserve(&j->spare, count + 1))
    return false;
  j->edges.count = count;
  for (uint32_t i = 0; i < count; i++)
    j->edges.items[i] = (Keyed){ ends_of(j, pair_at(j, i)), i, 0 };
  radix_sort_keyed(j->edges.items, j->spare.items, count);
  for (uint32_t i = 0; i < count; i++)
    j->edges.items[i].key = strength_of(pair_at(j, j->edges.items[i].value));
  radix_sort_keyed(j->edges.items, j->spare.items, count);
  return true;
}

/* Which of two pairs, UINT32_MAX being none, has the better words for what both
 * are of; the first where they are as good. */
static uint32_t
better_name(const Joiner *j, uint32_t a, uint32_t b)
{
  if (a == UINT32_MAX || b == UINT32_MAX)
    return a == UINT32_MAX ? b : a;
  return pair_at(j, b)->rank < pair_at(j, a)->rank ? b : a;
}

/* Makes one group of two nodes' through pair `number`. */
static bool
unite(Joiner *j, uint32_t a, uint32_t b, uint32_t number)
{
  uint32_t x = groups_root(&j->groups, a), y = groups_root(&j->groups, b);
  uint32_t low = x < y ? x : y, high = x < y ? y : x;
  Node *nodes = j->nodes.items;

  nodes[low].about = better_name(j, nodes[low].about,
                                 better_name(j, nodes[high].about, number));
  return groups_unite(&j->groups, low, high);
}

/* So many members of a group are looked at for an amount that it has twice. */
enum { LOOKED_AT = 32 };

static bool
same_amount(const Side *a, const Side *b)
{
  return a->row.present == b->row.present && a->said == b->said
         && a->said_high == b->said_high && a->months == b->months;
}

/* Has the group of `i` no other amount than that of `node` in its document?  A
 * headline and the text below it say one thing. */
static bool
has_room(Joiner *j, uint32_t i, const Node *node)
{
  uint32_t member = groups_root(&j->groups, i), looked = 0;

  if (!groups_has(&j->groups, i, node->side->doc))
    return true;
  for (; member != UINT32_MAX; member = j->groups.nodes.items[member].next) {
    const Side *side = j->nodes.items[member].side;

    if (looked++ == LOOKED_AT
        || (side->doc == node->side->doc && !same_amount(side, node->side)))
      return false;
  }
  return true;
}

/* Do two documents give each another amount in the one group and in the other,
 * as far as they are looked at?  Then the groups are of two things, as three
 * soldiers and six people are; one alone may follow a toll that rises. */
static bool
are_of_two_things(Joiner *j, uint32_t a, uint32_t b)
{
  uint32_t member = groups_root(&j->groups, a), looked = 0, doc = UINT32_MAX;

  for (; member != UINT32_MAX && looked++ < LOOKED_AT;
       member = j->groups.nodes.items[member].next) {
    const Node *node = &j->nodes.items[member];

    if (node->side->doc == doc || has_room(j, b, node))
      continue;
    if (doc != UINT32_MAX)
      return true;
    doc = node->side->doc;
  }
  return false;
}

/* May two amounts that differ be given for one thing?  Not where a group has
 * another amount in the other's document already: then the other is something
 * else. */
static bool
may_differ(Joiner *j, uint32_t a, uint32_t b)
{
  const Node *nodes = j->nodes.items;

  return has_room(j, b, &nodes[a]) && has_room(j, a, &nodes[b])
         && !are_of_two_things(j, a, b);
}

/* False without memory. */
static bool
join(Joiner *j)
{
  for (uint32_t i = 0; i < j->edges.count; i++) {
    uint32_t number = j->edges.items[i].value;
    const Pair *pair = pair_at(j, number);
    uint32_t a = j->nodeof.items[pair->a], b = j->nodeof.items[pair->b];

    if (groups_root(&j->groups, a) == groups_root(&j->groups, b))
      continue;
    if ((pair->verdict == PAIR_SAME || may_differ(j, a, b))
        && !unite(j, a, b, number))
      return false;
  }
  return true;
}

/* Lists the nodes group by group, groups and members in the order of the
 * documents: counts, then places, as in a counting sort. */
static bool
order_groups(Joiner *j)
{
  uint32_t n = j->nodes.count, sum = 0;
  Node *nodes = j->nodes.items;

  if (!array_reserve(&j->order, n) || !array_reserve(&j->starts, n + 1))
    return false;
  j->order.count = n;
  j->starts.count = n + 1;
  memset(j->starts.items, 0, (n + 1) * sizeof *j->starts.items);
  for (uint32_t i = 0; i < n; i++) {
    nodes[i].root = groups_root(&j->groups, i);
    j->starts.items[nodes[i].root]++;
  }
  for (uint32_t i = 0; i <= n; i++) {
    uint32_t size = j->starts.items[i];

    j->starts.items[i] = sum;
    sum += size;
  }
  for (uint32_t i = 0; i < n; i++)
    j->order.items[j->starts.items[nodes[i].root]++] = i;
  return true;
}

bool
joiner_join(Joiner *j)
{
  return collect_nodes(j) && collect_edges(j) && join(j) && order_groups(j);
}

void
joiner_free(Joiner *j)
{
  array_free(&j->nodes);
  array_free(&j->nodeof);
  array_free(&j->edges);
  array_free(&j->spare);
  groups_free(&j->groups);
  array_free(&j->order);
  array_free(&j->starts);
}
