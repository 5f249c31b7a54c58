/* SPDX-License-Identifier: Apache-2.0 */
#include "rare.h"

#include <stdlib.h>
#include <string.h>

#include "chance.h"

/* The rarest words of a quote, the rarest first. */
typedef struct Ranking {
  uint32_t words[RARE];
  Code codes[RARE];
  unsigned char infos[RARE];
  uint32_t count;
} Ranking;

/* Is the word rarer than the one of rank `at`?  By information, as that is
 * what all that compare quotes know. */
static bool
rarer(const Ranking *r, unsigned char info, Code code, uint32_t at)
{
  return info != r->infos[at] ? info > r->infos[at] : code < r->codes[at];
}

static void
rank_word(Ranking *r, uint32_t word, unsigned char info, Code code)
{
  uint32_t at;

  if (r->count == RARE && !rarer(r, info, code, RARE - 1))
    return;
  r->count += r->count < RARE;
  for (at = r->count - 1; at > 0 && rarer(r, info, code, at - 1); at--) {
    r->words[at] = r->words[at - 1];
    r->codes[at] = r->codes[at - 1];
    r->infos[at] = r->infos[at - 1];
  }
  r->words[at] = word;
  r->codes[at] = code;
  r->infos[at] = info;
}

/* Reads the words of node `i`, each once: `last` is the node that had a word
 * last, and 1.  Words that no other quote has can make no key. */
static void
read_words(Nodes *nodes, uint32_t *last, uint32_t i, Ranking *ranking)
{
  Node *node = &nodes->list[i];
  const unsigned char *at = node_words(nodes, node);
  uint32_t info = 0;

  ranking->count = 0;
  for (uint32_t k = 0; k < node->words; k++) {
    uint32_t word = varint_take(&at);

    if (last[word] == i + 1)
      continue;
    last[word] = i + 1;
    info += nodes->infos[word];
    if (!nodes->infos[word])
      node->grammars++;
    else if (nodes->counts[word] > 1)
      rank_word(ranking, word, nodes->infos[word],
                lexicon_code(&nodes->bag->words, word));
  }
  node->info = (uint16_t)(info < UINT16_MAX ? info : UINT16_MAX);
}

/* With how many of the next ranks word `rank` tells enough: the later ones tell
 * ever less. */
static uint32_t
reach_of(const Ranking *r, uint32_t rank, uint32_t least)
{
  uint32_t reach = 0;

  while (reach < SPAN && rank + reach + 1 < r->count
         && (uint32_t)r->infos[rank] + r->infos[rank + reach + 1] >= least)
    reach++;
  return reach;
}

static void
sort_rare(Rare *rare, const Ranking *r, uint32_t least)
{
  *rare = (Rare){ .count = (unsigned char)r->count, .apart = 1 };
  for (uint32_t rank = 0; rank < r->count; rank++) {
    Code code = r->codes[rank];
    uint64_t bit = UINT64_C(1) << ((code >> 1) & 63);
    uint32_t at = rank;

    for (; at > 0 && rare->words[at - 1] > code; at--) {
      rare->words[at] = rare->words[at - 1];
      rare->ranks[at] = rare->ranks[at - 1];
    }
    rare->words[at] = code;
    rare->ranks[at] = (unsigned char)(rank << 2 | reach_of(r, rank, least));
    rare->apart &= !(rare->mask & bit);
    rare->mask |= bit;
  }
}

Rare *
rare_find(Nodes *nodes)
{
  uint32_t least = key_info(nodes->quotes);
  uint32_t *last = calloc((size_t)nodes->bag->words.count + 1, sizeof *last);
  Rare *rare = malloc(((size_t)nodes->count + 1) * sizeof *rare);
  Ranking ranking;

  for (uint32_t i = 0; last && rare && i < nodes->count; i++) {
    read_words(nodes, last, i, &ranking);
    if (node_is_small(node_at(nodes, i)) || nodes->same[i] != i)
      ranking.count = 0;
    sort_rare(&rare[i], &ranking, least);
  }
  if (!last) {
    free(rare);
    rare = NULL;
  }
  free(last);
  return rare;
}
