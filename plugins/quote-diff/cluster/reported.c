/* SPDX-License-Identifier: Apache-2.0 */
#include "reported.h"

#include <stdlib.h>

/* What a link to a rendering needs, when the same speaker is named and when
 * one of both has none. */
static const uint32_t LEAST_SAME = LINK_ONE * 38 / 100,
                      LEAST_UNKNOWN = LINK_ONE * 50 / 100;

typedef struct Home {
  uint32_t node; /* a rendering in other words */
  uint32_t score;
} Home;

static bool
is_strong(const Nodes *nodes, const Node *reported, const Node *trunk,
          uint32_t score)
{
  unsigned speaker = nodes_speakers(nodes, reported, trunk);

  return node_is_trunk(trunk) && speaker != SPEAKER_OTHER
         && score >= (speaker == SPEAKER_SAME ? LEAST_SAME : LEAST_UNKNOWN);
}

/* Keeps the best; of equal ones the first node, whatever the links' order. */
static void
consider(Home *home, const Nodes *nodes, uint32_t reported, uint32_t trunk,
         uint32_t score)
{
  Home *best = &home[reported];

  if (!is_strong(nodes, node_at(nodes, reported), node_at(nodes, trunk), score))
    return;
  if (score > best->score || (score == best->score && trunk < best->node))
    *best = (Home){ trunk, score };
}

bool
attach_reported(Clusters *clusters, const Nodes *nodes, const Links *links)
{
  Home *home = store_take_zeroed(clusters->store,
                                 ((size_t)nodes->count + 1) * sizeof *home);

  if (!home)
    return false;
  for (size_t i = 0; i < links->count; i++) {
    const Link *link = &links->list[i];

    if (node_at(nodes, link->a)->indirect)
      consider(home, nodes, link->a, link->b, link->score);
    else if (node_at(nodes, link->b)->indirect)
      consider(home, nodes, link->b, link->a, link->score);
  }
  for (uint32_t i = 0; i < nodes->count; i++)
    if (home[i].score)
      clusters_merge(clusters, home[i].node, i, false);
  store_give_back(clusters->store, home);
  return true;
}
