/* SPDX-License-Identifier: Apache-2.0 */
#include "meaning.h"

#include <stdlib.h>

#include "match.h"
#include "near.h"

/* Of more quotes not every two are compared: it takes half a second for so
 * many, and four times as long for twice as many. */
enum { SMALL_CORPUS = 500 };

/* By nodes; of the same ones the strongest first. */
static int
by_nodes(const void *a, const void *b)
{
  const Link *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  if (x->b != y->b)
    return x->b < y->b ? -1 : 1;
  return x->score > y->score ? -1 : x->score < y->score;
}

/* Keeps one link, the strongest, of each two nodes. */
static void
keep_strongest(Links *links)
{
  size_t kept = 0;

  if (links->count)
    qsort(links->list, links->count, sizeof *links->list, by_nodes);
  for (size_t i = 0; i < links->count; i++)
    if (kept == 0 || links->list[i].a != links->list[kept - 1].a
        || links->list[i].b != links->list[kept - 1].b)
      links->list[kept++] = links->list[i];
  links->count = kept;
}

static Range
next_doc(const Matches *m, uint32_t first)
{
  const Pieces *p = &m->pieces;
  uint32_t last = first, doc;

  if (first == p->count)
    return (Range){ first, first };
  doc = node_at(m->nodes, p->list[first].first)->doc;
  while (last < p->count && node_at(m->nodes, p->list[last].first)->doc == doc)
    last++;
  return (Range){ first, last };
}

static bool
compare_all(Matches *m)
{
  uint32_t count = m->pieces.count;

  for (Range x = next_doc(m, 0); x.first < count; x = next_doc(m, x.last))
    for (Range y = next_doc(m, x.last); y.first < count;
         y = next_doc(m, y.last)) {
      matches_clear(m, x, y);
      matches_compare(m, x, y);
      if (!matches_link(m, x, y))
        return false;
    }
  return true;
}

/* By document: its pieces. */
static Range *
find_ranges(const Matches *m)
{
  Range *ranges = calloc((size_t)m->nodes->docs + 1, sizeof *ranges);

  for (Range x = next_doc(m, 0); ranges && x.first < m->pieces.count;
       x = next_doc(m, x.last))
    ranges[node_at(m->nodes, m->pieces.list[x.first].first)->doc] = x;
  return ranges;
}

/* Two nodes that stand near linked ones. */
static void
compare_near(void *data, uint32_t a, uint32_t b)
{
  matches_compare_nodes(data, a, b);
}

/* Documents that share a link, and in them what stands near one. */
static bool
compare_linked(Matches *m)
{
  Range *ranges = find_ranges(m);
  Near near = { NULL, 0 };
  bool good = ranges && near_find(&near, m->links, m->nodes);

  for (size_t first = 0, end; good && first < near.count; first = end) {
    Range x = ranges[near.list[first].docs[0]];
    Range y = ranges[near.list[first].docs[1]];

    end = near_end(&near, first);
    matches_clear(m, x, y);
    near_meet(&near, first, end, m->nodes, compare_near, m);
    good = matches_link(m, x, y);
  }
  near_free(&near);
  free(ranges);
  return good;
}

bool
meaning_link(Links *links, Links *ties, const Nodes *nodes, const Texts *texts)
{
  Matches m = { .links = links, .ties = ties };
  bool good;

  if (texts->many || !texts->count)
    return true;
  good =
      matches_start(&m, nodes, texts)
      && (nodes->count > SMALL_CORPUS ? compare_linked(&m) : compare_all(&m));
  keep_strongest(links);
  matches_free(&m);
  return good;
}

static int
strongest_first(const void *a, const void *b)
{
  const Link *x = a, *y = b;

  return x->score != y->score ? (x->score > y->score ? -1 : 1) : by_nodes(a, b);
}

void
meaning_tie(Clusters *clusters, Links *ties, const Nodes *nodes)
{
  if (ties->count)
    qsort(ties->list, ties->count, sizeof *ties->list, strongest_first);
  for (size_t i = 0; i < ties->count; i++) {
    const Link *tie = &ties->list[i];

    if (clusters->size[clusters->of[tie->a]] == 1
        && node_is_trunk(node_at(nodes, tie->b)))
      clusters_merge(clusters, tie->b, tie->a, false);
  }
}
