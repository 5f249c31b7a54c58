/* SPDX-License-Identifier: Apache-2.0
 *
 * nodes.h - all quotes of the corpus, as compact as clustering needs them.
 */
#ifndef QUOTE_DIFF_NODES_H
#define QUOTE_DIFF_NODES_H

#include "buffer.h"
#include "parts.h"

typedef struct Node {
  uint32_t doc;
  uint32_t quote; /* its row in the document's "quote" */
  uint32_t begin, end;
  Speaker speaker;
  uint32_t codes;  /* the first of its codes, in Nodes.codes */
  uint8_t words;   /* all but marks */
  uint8_t content; /* its codes: those of content words, in order */
  uint8_t indirect;
  uint8_t reserved;
} Node;

/* Sorted by document and quote once nodes_sort was called. */
typedef struct Nodes {
  Buffer list;   /* of Node */
  Buffer codes;  /* of Code */
  Buffer firsts; /* of uint32_t: the first node of each document and of one
                  * more, once they are sorted */
  uint32_t count;
  uint32_t code_count;
  uint32_t docs; /* one more than the last document's number, once sorted */
} Nodes;

static inline const Node *
node_at(const Nodes *nodes, uint32_t i)
{
  return (const Node *)nodes->list.data + i;
}

static inline const Code *
node_codes(const Nodes *nodes, const Node *node)
{
  return (const Code *)nodes->codes.data + node->codes;
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

/* These return false without memory, and then nothing has changed. */
bool nodes_add(Nodes *nodes, uint32_t doc, const stemma_table *quote_words);
bool nodes_append(Nodes *nodes, const Nodes *from);

/* False without memory. */
bool nodes_sort(Nodes *nodes);

/* The node of a quote of sorted nodes; UINT32_MAX when there is none. */
uint32_t nodes_find(const Nodes *nodes, uint32_t doc, uint32_t quote);

/* The first node of document `doc` or of a later one. */
uint32_t nodes_first(const Nodes *nodes, uint32_t doc);

void nodes_free(Nodes *nodes);

#endif
