/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage cluster: makes utterances of the links and says which quote
 * renders which, and in what role.
 */
#include <stdlib.h>
#include <string.h>

#include "attach.h"
#include "reported.h"

#define UNSEEN UINT32_MAX
#define TOO_FEW (UINT32_MAX - 1)

typedef struct Membership {
  uint32_t *number;  /* cluster -> utterance, or TOO_FEW documents */
  uint32_t *fullest; /* cluster -> content words of its longest member */
} Membership;

static void
drop(const void *self, void *state)
{
  (void)self;
  if (state)
    nodes_free(state);
  free(state);
}

static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  (void)self;
  *state = calloc(1, sizeof(Nodes));
  return *state ? STEMMA_OK : out_of_memory(error);
}

static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  (void)self, (void)worker;
  return nodes_add(state, job->doc->index, job->inputs[0])
             ? STEMMA_OK
             : out_of_memory(error);
}

static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  (void)self, (void)worker;
  return nodes_append(into, from) ? STEMMA_OK : out_of_memory(error);
}

static uint64_t
bytes(const void *self, const void *state)
{
  const Nodes *nodes = state;

  (void)self;
  return nodes->list.room + nodes->codes.room;
}

/* A saved state is, node after node, the Node and its codes. */
static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  Nodes sorted = { 0 };
  stemma_status status = STEMMA_OK;

  (void)self;
  if (!nodes_append(&sorted, state) || !nodes_sort(&sorted)) {
    nodes_free(&sorted);
    return out_of_memory(error);
  }
  for (uint32_t i = 0; i < sorted.count && status == STEMMA_OK; i++) {
    Node node = *node_at(&sorted, i);
    const Code *codes = node_codes(&sorted, &node);

    node.codes = 0; /* where they lie depends on the order of adding */
    status = output->write(output, &node, sizeof node);
    if (status == STEMMA_OK)
      status =
          output->write(output, codes, node.content * (uint32_t)sizeof *codes);
  }
  nodes_free(&sorted);
  return status;
}

static bool
load_node(Nodes *nodes, const char *saved, uint64_t length, uint64_t *at,
          bool *whole)
{
  Nodes one = { 0 };
  Node node;
  bool good;

  *whole = length - *at >= sizeof node;
  if (!*whole)
    return true;
  memcpy(&node, saved + *at, sizeof node);
  *at += sizeof node;
  *whole = length - *at >= node.content * sizeof(Code)
           && node.content <= node.words && node.begin <= node.end
           && node.indirect <= 1 && node.reserved == 0 && node.codes == 0;
  if (!*whole)
    return true;
  good = buffer_need(&one.list, 1, sizeof node)
         && buffer_need(&one.codes, (size_t)node.content + 1, sizeof(Code));
  if (good) {
    memcpy(one.list.data, &node, sizeof node);
    memcpy(one.codes.data, saved + *at, node.content * sizeof(Code));
    one.count = 1;
    one.code_count = node.content;
    good = nodes_append(nodes, &one);
  }
  *at += node.content * sizeof(Code);
  nodes_free(&one);
  return good;
}

static stemma_status
load(const void *self, const void *saved, uint64_t length, void **state,
     stemma_error *error)
{
  bool whole = true, good = true;
  uint64_t at = 0;

  if (start(self, state, error) != STEMMA_OK)
    return STEMMA_E_MEMORY;
  while (at < length && whole && good)
    good = load_node(*state, saved, length, &at, &whole);
  if (whole && good)
    return STEMMA_OK;
  drop(self, *state);
  *state = NULL;
  return good ? stemma_fail(error, STEMMA_E_INPUT,
                            "a saved list of quotes is cut short or damaged")
              : out_of_memory(error);
}

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

/* Numbers the clusters by their first node. */
static bool
number(Membership *m, const Clusters *clusters, const Nodes *nodes,
       uint32_t min_witnesses)
{
  size_t room = (size_t)nodes->count + 1;
  uint32_t next = 0;

  m->number = malloc(room * sizeof *m->number);
  m->fullest = calloc(room, sizeof *m->fullest);
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

static stemma_status
write_members(const Membership *m, const Clusters *clusters, const Nodes *nodes,
              stemma_writer *out)
{
  for (uint32_t i = 0; i < nodes->count; i++) {
    const Node *node = node_at(nodes, i);
    uint32_t cluster = clusters->of[i];
    QuoteMembership row = { .row = { node->begin, node->end, 0, 0 },
                            .doc = node->doc,
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

static bool
read_frequencies(Counts *counts, uint32_t *quotes, const stemma_table *table)
{
  *quotes = 0;
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const WordFrequency *row = STEMMA_AT(WordFrequency, table->rows, i);

    if (i == 0)
      *quotes = row->quotes;
    else if (!counts_add(counts, row->code, row->quotes))
      return false;
  }
  return true;
}

static bool
make_clusters(Clusters *clusters, const Nodes *nodes, const stemma_table *links,
              const stemma_table *frequencies)
{
  Counts counts = { 0 };
  Graph graph;
  uint32_t quotes;
  bool good;

  if (!graph_build(&graph, nodes, links))
    return false;
  good = clusters_grow(clusters, &graph, nodes);
  graph_free(&graph);
  good = good && read_frequencies(&counts, &quotes, frequencies)
         && attach_small(clusters, nodes, &counts, quotes)
         && attach_reported(clusters, nodes, links);
  counts_free(&counts);
  return good;
}

static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  const Options *options = self;
  Nodes *nodes = state;
  Membership m = { 0 };
  Clusters clusters;
  stemma_status status;

  (void)worker;
  if (!nodes_sort(nodes) || !clusters_start(&clusters, nodes->count))
    return out_of_memory(error);
  if (make_clusters(&clusters, nodes, job->inputs[1], job->inputs[2])
      && number(&m, &clusters, nodes, (uint32_t)options->min_witnesses))
    status = write_members(&m, &clusters, nodes, job->outputs[0]);
  else
    status = out_of_memory(error);
  free(m.number);
  free(m.fullest);
  clusters_free(&clusters);
  return status;
}

static const stemma_port reads[] = {
  { &quote_words_layer, 0, 0, 0 },
  { &quote_link_layer, 0, 0, 0 },
  { &word_frequency_layer, 0, 0, 0 },
};
static const stemma_port writes[] = { { &quote_membership_layer, 0, 0, 0 } };
static const stemma_life life = {
  .size = sizeof life,
  .open = options_open,
  .close = options_close,
};
static const stemma_fold fold = {
  .size = sizeof fold,
  .start = start,
  .add = add,
  .merge = merge,
  .bytes = bytes,
  .save = save,
  .load = load,
  .finish = finish,
  .drop = drop,
};

const stemma_stage cluster_stage = {
  .size = sizeof cluster_stage,
  .id = "cluster",
  .version = "1.0.0",
  .summary = "makes utterances of linked quotes",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_NO_LIST,
  .life = &life,
  .fold = &fold,
};
