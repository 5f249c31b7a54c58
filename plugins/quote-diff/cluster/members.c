/* SPDX-License-Identifier: Apache-2.0 */
#include "members.h"

#include <string.h>

#include "parts.h"

#define UNSEEN UINT32_MAX
#define TOO_FEW (UINT32_MAX - 1)

/* How many documents a cluster has that quote it; nodes are sorted by
 * document, but a ring is not. */
static uint32_t
count_docs(const Clusters *clusters, const Nodes *nodes, uint32_t cluster,
           uint32_t enough)
{
  uint32_t docs[64], count = 0, node = cluster;

  if (enough > 64)
    enough = 64;
  do {
    uint32_t doc = node_at(nodes, node)->doc, i = 0;

    while (i < count && docs[i] != doc)
      i++;
    if (i == count && !node_at(nodes, node)->indirect)
      docs[count++] = doc;
    node = clusters->next[node];
  } while (node != cluster && count < enough);
  return count;
}

bool
members_number(Members *m, const Clusters *clusters, const Nodes *nodes,
               uint32_t min_witnesses)
{
  size_t room = (size_t)nodes->count + 1;
  uint32_t next = 0;

  m->store = clusters->store;
  m->number = store_take(m->store, room * sizeof *m->number);
  m->fullest = store_take_zeroed(m->store, room * sizeof *m->fullest);
  if (!m->number || !m->fullest)
    return false;
  memset(m->number, 0xff, room * sizeof *m->number);
  for (uint32_t i = 0; i < nodes->count; i++) {
    uint32_t cluster = clusters->of[i];
    uint32_t content = node_at(nodes, i)->content;

    if (content > m->fullest[cluster] && !node_at(nodes, i)->indirect)
      m->fullest[cluster] = content;
    if (m->number[cluster] == UNSEEN)
      m->number[cluster] =
          count_docs(clusters, nodes, cluster, min_witnesses) >= min_witnesses
              ? next++
              : TOO_FEW;
  }
  return true;
}

/* In a cluster of small quotes only, each is all that is known. */
static uint32_t
role_of(const Node *node, uint32_t fullest)
{
  if (node->indirect)
    return STEMMA_REPORTED;
  if (2u * node->content >= fullest && (!node_is_small(node) || fullest <= 3))
    return STEMMA_FULL;
  return node_is_small(node) ? STEMMA_FRAGMENT : STEMMA_EXCERPT;
}

stemma_status
members_write(const Members *m, const Clusters *clusters, const Nodes *nodes,
              stemma_writer *out)
{
  for (uint32_t i = 0; i < nodes->count; i++) {
    const Node *node = node_at(nodes, i);
    uint32_t cluster = clusters->of[i];
    QuoteMembership row = { .doc = node->doc,
                            .quote = node->quote,
                            .utterance = m->number[cluster],
                            .role = role_of(node, m->fullest[cluster]) };
    stemma_status status;

    if (row.utterance == TOO_FEW)
      continue;
    status = stemma_append(out, &row, sizeof row);
    if (status != STEMMA_OK)
      return status;
  }
  return STEMMA_OK;
}

void
members_free(Members *m)
{
  store_give_back(m->store, m->number);
  store_give_back(m->store, m->fullest);
  *m = (Members){ .store = m->store };
}
