/* SPDX-License-Identifier: Apache-2.0 */
#include "nodes.h"

#include <stdlib.h>
#include <string.h>

#include "chance.h"

static bool
is_content(const Nodes *nodes, uint32_t word)
{
  return code_is_content(lexicon_code(&nodes->bag->words, word));
}

uint32_t
node_content(const Nodes *nodes, const Node *node, uint32_t *words)
{
  const unsigned char *at = node_words(nodes, node);
  uint32_t count = 0;

  for (uint32_t i = 0; i < node->words; i++) {
    words[count] = varint_take(&at);
    count += is_content(nodes, words[count]);
  }
  return count;
}

static void
read_nodes(Nodes *nodes, const Bag *bag)
{
  BagReader reader = bag_reader(bag);

  while (bag_next(&reader)) {
    Node *node = &nodes->list[nodes->count++];

    *node = (Node){ .doc = reader.quote.doc,
                    .quote = reader.quote.quote,
                    .at = (uint32_t)(reader.speaker - bag_at(bag, 0)),
                    .words = (uint8_t)reader.quote.count,
                    .indirect = (uint8_t)reader.quote.indirect };
    for (uint32_t i = 0; i < node->words; i++)
      node->content += is_content(nodes, varint_take(&reader.words));
    nodes->quotes += !node->indirect;
  }
}

static int
compare(const void *a, const void *b)
{
  const Node *x = a, *y = b;

  if (x->doc != y->doc)
    return x->doc < y->doc ? -1 : 1;
  return x->quote < y->quote ? -1 : x->quote > y->quote;
}

static bool
is_sorted(const Nodes *nodes)
{
  for (uint32_t i = 1; i < nodes->count; i++)
    if (compare(node_at(nodes, i - 1), node_at(nodes, i)) > 0)
      return false;
  return true;
}

/* Notes where each document's nodes begin, so that looking one up reads two
 * places of a list and not twenty. */
static bool
find_firsts(Nodes *nodes)
{
  uint32_t doc = 0;

  nodes->docs = nodes->count ? node_at(nodes, nodes->count - 1)->doc + 1 : 0;
  nodes->firsts = store_take(nodes->bag->store,
                             ((size_t)nodes->docs + 1) * sizeof *nodes->firsts);
  if (!nodes->firsts)
    return false;
  for (uint32_t i = 0; i < nodes->count; i++)
    while (doc <= node_at(nodes, i)->doc)
      nodes->firsts[doc++] = i;
  nodes->firsts[doc] = nodes->count;
  return true;
}

/* Equal words are equal bytes. */
typedef struct Text {
  const unsigned char *bytes;
  uint32_t length;
  uint32_t hash;
} Text;

static Text
text_of(const Nodes *nodes, const Node *node)
{
  const uint64_t odd = UINT64_C(0xd6e8feb86659fd93);
  Text text = { .bytes = node_words(nodes, node) };
  const unsigned char *at = text.bytes;
  uint64_t hash = node->words;

  for (uint32_t i = 0; i < node->words; i++)
    hash = (hash ^ varint_take(&at)) * odd, hash ^= hash >> 32;
  text.length = (uint32_t)(at - text.bytes);
  text.hash = (uint32_t)hash;
  return text;
}

/* A place of the table of different quotes. */
typedef struct Place {
  uint32_t hash;
  uint32_t node; /* + 1; 0: free */
} Place;

static bool
is_same(const Nodes *nodes, uint32_t other, const Node *node, const Text *text)
{
  const Node *one = node_at(nodes, other);

  return one->words == node->words
         && memcmp(node_words(nodes, one), text->bytes, text->length) == 0;
}

/* The first node with the words of node `i`; `i` itself takes a place if there
 * is none. */
static uint32_t
first_same(const Nodes *nodes, Place *places, uint32_t mask, uint32_t i)
{
  const Node *node = node_at(nodes, i);
  Text text = text_of(nodes, node);
  uint32_t at = text.hash & mask;

  for (; places[at].node; at = (at + 1) & mask)
    if (places[at].hash == text.hash
        && is_same(nodes, places[at].node - 1, node, &text))
      return places[at].node - 1;
  places[at] = (Place){ text.hash, i + 1 };
  return i;
}

static bool
find_same(Nodes *nodes)
{
  Store *store = nodes->bag->store;
  size_t room = 16;
  Place *places;

  while (room < (size_t)nodes->count + nodes->count / 4)
    room *= 2;
  places = store_take_zeroed(store, room * sizeof *places);
  nodes->same =
      store_take(store, ((size_t)nodes->count + 1) * sizeof *nodes->same);
  for (uint32_t i = 0; places && nodes->same && i < nodes->count; i++)
    nodes->same[i] = node_at(nodes, i)->indirect
                         ? i
                         : first_same(nodes, places, (uint32_t)(room - 1), i);
  store_give_back(store, places);
  return places && nodes->same;
}

/* Each word of a quote once: `last` is the node that had it last, and 1. */
static void
count_node(Nodes *nodes, uint32_t *last, uint32_t i)
{
  const Node *node = node_at(nodes, i);
  const unsigned char *at = node_words(nodes, node);

  for (uint32_t k = 0; k < node->words; k++) {
    uint32_t word = varint_take(&at);

    nodes->counts[word] += last[word] != i + 1;
    last[word] = i + 1;
  }
}

static bool
count_words(Nodes *nodes)
{
  size_t words = (size_t)nodes->bag->words.count + 1;
  uint32_t *last = calloc(words, sizeof *last);

  nodes->counts = calloc(words, sizeof *nodes->counts);
  for (uint32_t i = 0; last && nodes->counts && i < nodes->count; i++)
    if (nodes->same[i] == i && !node_at(nodes, i)->indirect)
      count_node(nodes, last, i);
  free(last);
  return last && nodes->counts;
}

static void
inform(Nodes *nodes)
{
  for (uint32_t word = 1; word <= nodes->bag->words.count; word++)
    if (is_content(nodes, word))
      nodes->infos[word] = (unsigned char)word_info(
          nodes->counts[word] ? nodes->counts[word] : 1, nodes->quotes);
}

bool
nodes_sort(Nodes *nodes, const Bag *bag)
{
  *nodes = (Nodes){ .bag = bag };
  nodes->list =
      store_take(bag->store, ((size_t)bag->quotes + 1) * sizeof *nodes->list);
  if (!nodes->list)
    return false;
  read_nodes(nodes, bag);
  if (!is_sorted(nodes))
    qsort(nodes->list, nodes->count, sizeof *nodes->list, compare);
  return find_firsts(nodes);
}

bool
nodes_weigh(Nodes *nodes)
{
  nodes->infos = calloc((size_t)nodes->bag->words.count + 1, 1);
  if (!nodes->infos || !find_same(nodes) || !count_words(nodes))
    return false;
  inform(nodes);
  return true;
}

uint32_t
nodes_first(const Nodes *nodes, uint32_t doc)
{
  return doc < nodes->docs ? nodes->firsts[doc] : nodes->count;
}

uint32_t
nodes_find(const Nodes *nodes, uint32_t doc, uint32_t quote)
{
  uint32_t low = nodes_first(nodes, doc), end = nodes_first(nodes, doc + 1);
  uint32_t high = end;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (node_at(nodes, middle)->quote < quote)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end && node_at(nodes, low)->quote == quote ? low : UINT32_MAX;
}

void
nodes_free(Nodes *nodes)
{
  Store *store = nodes->bag ? nodes->bag->store : NULL;

  store_give_back(store, nodes->list);
  store_give_back(store, nodes->firsts);
  store_give_back(store, nodes->same);
  free(nodes->counts);
  free(nodes->infos);
  *nodes = (Nodes){ .bag = NULL };
}
