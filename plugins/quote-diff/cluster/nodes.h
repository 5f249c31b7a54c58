/* SPDX-License-Identifier: Apache-2.0
 *
 * nodes.h - the quotes of a bag, sorted by document and row, and what their
 * words tell.
 */
#ifndef QUOTE_DIFF_NODES_H
#define QUOTE_DIFF_NODES_H

#include "bag.h"

typedef struct Node {
  uint32_t doc;
  uint32_t quote;  /* its row in the document's "quote" */
  uint32_t at;     /* in the bag: the speaker, then the words */
  uint8_t words;   /* all but marks */
  uint8_t content; /* the content words among them */
  uint8_t indirect;
  uint8_t grammars; /* different words of the grammar; see rare.h */
  uint16_t info;    /* of its different content words; see rare.h */
  uint16_t reserved;
} Node;

/* With fewer content words two people may well have said the same, each for
 * himself: "It is a disgrace." */
enum { NODE_OWN_WORDS = 3 };

typedef struct Nodes {
  const Bag *bag;
  Node *list;
  uint32_t count;
  uint32_t docs;    /* one more than the last document's number */
  uint32_t *firsts; /* the first node of each document and of one more */
  uint32_t *same;   /* the first node with the same words; of an indirect quote
                     * itself */
  uint32_t *counts; /* by word: how many different quotes have it; a reprint
                     * counts once, indirect ones do not */
  unsigned char *infos; /* by word: what it tells; 0: of the grammar */
  uint32_t quotes;      /* all that are not indirect */
} Nodes;

/* The quotes of `bag`, which must outlive them.  False without memory; free
 * them in any case. */
bool nodes_sort(Nodes *nodes, const Bag *bag);

/* And what comes of all of them together: same, counts, infos.  False without
 * memory. */
bool nodes_weigh(Nodes *nodes);
void nodes_free(Nodes *nodes);

static inline const Node *
node_at(const Nodes *nodes, uint32_t i)
{
  return &nodes->list[i];
}

/* Where the numbers of its words lie. */
static inline const unsigned char *
node_words(const Nodes *nodes, const Node *node)
{
  const unsigned char *at = bag_at(nodes->bag, node->at);

  for (uint32_t left = 2; left > 0; left -= *at++ < 128)
    ;
  return at;
}

/* The content words, in order, at most QUOTE_MOST; their number. */
uint32_t node_content(const Nodes *nodes, const Node *node, uint32_t *words);

/* A speaker by the numbers of the words, at the place of a node in the bag;
 * moves on to its words. */
static inline Speaker
speaker_take(const unsigned char **at)
{
  uint32_t first = varint_take(at);

  return (Speaker){ first, varint_take(at) };
}

static inline Speaker
node_speaker(const Nodes *nodes, const Node *node)
{
  const unsigned char *at = bag_at(nodes->bag, node->at);

  return speaker_take(&at);
}

/* SPEAKER_...: are they said to be of the same speaker? */
static inline unsigned
nodes_speakers(const Nodes *nodes, const Node *a, const Node *b)
{
  return speaker_compare(node_speaker(nodes, a), node_speaker(nodes, b));
}

/* A word or a few, such as stand in a headline or in the middle of a sentence
 * of the narrator: too little to be an utterance of its own. */
static inline bool
node_is_small(const Node *node)
{
  return node->words < 5 && node->content <= 3 && !node->indirect;
}

/* Is it enough to make an utterance of, in the words of who said it? */
static inline bool
node_is_trunk(const Node *node)
{
  return !node_is_small(node) && !node->indirect;
}

/* The node of a quote; UINT32_MAX when there is none. */
uint32_t nodes_find(const Nodes *nodes, uint32_t doc, uint32_t quote);

/* The first node of document `doc` or of a later one. */
uint32_t nodes_first(const Nodes *nodes, uint32_t doc);

#endif
