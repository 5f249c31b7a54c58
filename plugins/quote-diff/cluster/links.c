/* SPDX-License-Identifier: Apache-2.0 */
#include "links.h"

#include <stdlib.h>

#include "fetch.h"
#include "radix.h"
#include "rare.h"
#include "score.h"

/* Links below are not worth keeping. */
static const double LEAST_SCORE = .25;

/* Pairs that meet are kept until there is one for so many nodes, and MORE: then
 * they are compared, quote by quote. */
enum { SHARE = 4, MORE = 512 };

/* The words of the quotes so far ahead are on their way to the cache. */
enum { AHEAD = 8 };

typedef struct Linking {
  const Nodes *nodes;
  Links *links;
  Comparer *comparer;
  Least least;
  uint64_t *pairs; /* the one that is marked, then the other */
  uint64_t *spare;
  size_t count;
  size_t room;
} Linking;

bool
links_add(Links *links, Link link)
{
  if (links->count == links->room) {
    size_t room = links->room + links->room / 4 + 1024;
    Link *list = store_resize(links->store, links->list, room * sizeof *list);

    if (!list)
      return false;
    links->list = list;
    links->room = room;
  }
  links->list[links->count++] = link;
  return true;
}

static uint16_t
scaled(double share)
{
  return (uint16_t)((share > 1 ? 1 : share) * LINK_ONE + .5);
}

static bool
link_alike(Linking *l, uint32_t a, uint32_t b, const Likeness *like)
{
  return like->evidence < l->least.evidence || like->score < l->least.score
         || links_add(l->links,
                      (Link){ a, b, scaled(like->score), scaled(like->cover) });
}

ALWAYS_INLINE void
fetch_ahead(const Linking *l, const uint64_t *pairs, size_t i)
{
  const Nodes *nodes = l->nodes;
  const unsigned char *words;

  if (i + 2 * AHEAD < l->count)
    __builtin_prefetch(node_at(nodes, (uint32_t)pairs[i + 2 * AHEAD]));
  if (i + AHEAD >= l->count)
    return;
  words = bag_at(nodes->bag, node_at(nodes, (uint32_t)pairs[i + AHEAD])->at);
  __builtin_prefetch(words);
  __builtin_prefetch(words + 32);
}

static unsigned
bits_of(uint32_t number)
{
  unsigned bits = 0;

  for (; number; number >>= 1)
    bits++;
  return bits;
}

/* Compares the pairs that are kept. */
static bool
compare_pairs(Linking *l)
{
  const uint64_t *pairs =
      radix_sort(l->pairs, l->spare, l->count, 32, bits_of(l->nodes->count));
  uint32_t taken = UINT32_MAX;

  for (size_t i = 0; i < l->count; i++) {
    uint32_t one = (uint32_t)(pairs[i] >> 32), other = (uint32_t)pairs[i];
    Likeness like;

    fetch_ahead(l, pairs, i);
    if (one != taken)
      comparer_take(l->comparer, one);
    taken = one;
    like = comparer_with(l->comparer, other, &l->least);
    if (!link_alike(l, one, other, &like))
      return false;
  }
  l->count = 0;
  return true;
}

static bool
keep_pair(void *data, uint32_t x, uint32_t y)
{
  Linking *l = data;

  if (l->count == l->room && !compare_pairs(l))
    return false;
  l->pairs[l->count++] = (uint64_t)x << 32 | y;
  return true;
}

/* Links quotes to the first of the same words, whoever said that. */
static bool
link_same(Linking *l)
{
  bool good = true;

  for (uint32_t i = 0; good && i < l->nodes->count; i++) {
    uint32_t first = l->nodes->same[i];

    if (first != i) {
      Likeness like = compare_equal(l->nodes, first, i);

      good = link_alike(l, first, i, &like);
    }
  }
  return good;
}

static bool
start(Linking *l, Links *links, const Nodes *nodes, double significance)
{
  *l = (Linking){ .nodes = nodes,
                  .links = links,
                  .comparer = comparer_new(nodes),
                  .least = { LEAST_SCORE,
                             evidence_needed(nodes->quotes, significance) },
                  .room = nodes->count / SHARE + (size_t)MORE };
  l->pairs = store_take(links->store, l->room * sizeof *l->pairs);
  l->spare = store_take(links->store, l->room * sizeof *l->spare);
  return l->comparer && l->pairs && l->spare;
}

bool
links_find(Links *links, Nodes *nodes, double significance)
{
  Rare *rare = rare_find(nodes);
  Linking l = { .nodes = NULL };
  bool good;

  *links = (Links){ .store = nodes->bag->store };
  good = rare && start(&l, links, nodes, significance)
         && rare_meet(rare, nodes, key_info(nodes->quotes), &l.least, keep_pair,
                      &l);
  rare_free(rare, nodes);
  good = good && compare_pairs(&l) && link_same(&l);
  comparer_free(l.comparer);
  store_give_back(links->store, l.pairs);
  store_give_back(links->store, l.spare);
  return good;
}

void
links_free(Links *links)
{
  store_give_back(links->store, links->list);
  *links = (Links){ .store = links->store };
}
