/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage cluster: collects all quotes in a bag, finds those that say
 * the same, makes utterances of them and says which quote renders which, and
 * in what role.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <stemma/ext/log.h>

#include "attach.h"
#include "meaning.h"
#include "reported.h"
#include "unite.h"

#define UNSEEN UINT32_MAX
#define TOO_FEW (UINT32_MAX - 1)

typedef struct Membership {
  uint32_t *number;  /* cluster -> utterance, or TOO_FEW documents */
  uint32_t *fullest; /* cluster -> content words of its longest member */
} Membership;

/* A state that is loaded needs the host too, for memory on disk. */
typedef struct Cluster {
  const Options *options;
  const stemma_host *host;
} Cluster;

static stemma_status
open_cluster(const stemma_stage *stage, const stemma_host *host,
             const void *options, void **self, stemma_error *error)
{
  Cluster *cluster = malloc(sizeof *cluster);

  (void)stage;
  *self = cluster;
  if (!cluster)
    return out_of_memory(error);
  *cluster = (Cluster){ options, host };
  return STEMMA_OK;
}

static void
close_cluster(void *self)
{
  free(self);
}

typedef struct State {
  Store store;
  Bag bag;
  Texts texts;
} State;

static void
drop(const void *self, void *state)
{
  State *all = state;

  (void)self;
  if (!all)
    return;
  bag_free(&all->bag);
  texts_free(&all->texts);
  free(all);
}

static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  const Cluster *cluster = self;
  State *new = calloc(1, sizeof *new);

  *state = new;
  if (!new)
    return out_of_memory(error);
  new->bag.store = new->texts.store = &new->store;
  store_use(&new->store, cluster->host);
  return STEMMA_OK;
}

static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  State *all = state;

  (void)self, (void)worker;
  return texts_add(&all->texts, job->doc, job->inputs[0])
                 && bag_add(&all->bag, job->doc->index, job->inputs[0])
             ? STEMMA_OK
             : out_of_memory(error);
}

static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  State *all = into;
  const State *more = from;

  (void)self, (void)worker;
  return texts_append(&all->texts, &more->texts)
                 && bag_append(&all->bag, &more->bag)
             ? STEMMA_OK
             : out_of_memory(error);
}

static uint64_t
bytes(const void *self, const void *state)
{
  const State *all = state;

  (void)self;
  return bag_bytes(&all->bag) + texts_size(&all->texts);
}

/* A saved state is, by document and row, each quote, the codes of its words
 * and its text: what numbers words have depends on the order of adding. */
typedef struct SavedQuote {
  BagQuote quote;
  uint32_t at, end; /* in its document */
  uint32_t text;    /* bytes */
} SavedQuote;

static stemma_status
save_node(const Nodes *nodes, const Node *node, const Texts *texts,
          const KeptText *kept, stemma_output *output)
{
  const Lexicon *words = &nodes->bag->words;
  const unsigned char *at = bag_at(nodes->bag, node->at);
  Speaker speaker = speaker_take(&at);
  SavedQuote saved = { .quote = { node->doc,
                                  node->quote,
                                  node->words,
                                  node->indirect,
                                  { lexicon_code(words, speaker.first),
                                    lexicon_code(words, speaker.last) } } };
  stemma_status status;

  if (kept) {
    saved.at = kept->at;
    saved.end = kept->end;
    saved.text = kept->length;
  }
  status = output->write(output, &saved, sizeof saved);
  for (uint32_t i = 0; i < node->words && status == STEMMA_OK; i++) {
    Code code = lexicon_code(words, varint_take(&at));

    status = output->write(output, &code, sizeof code);
  }
  if (saved.text && status == STEMMA_OK)
    status = output->write(output, texts_bytes(texts, kept), saved.text);
  return status;
}

static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  const State *all = state;
  KeptText *list = texts_order(&all->texts);
  stemma_status status = STEMMA_OK;
  Nodes nodes;

  (void)self;
  if (!nodes_sort(&nodes, &all->bag) || !list)
    status = out_of_memory(error);
  for (uint32_t i = 0; i < nodes.count && status == STEMMA_OK; i++) {
    const Node *node = node_at(&nodes, i);

    status = save_node(
        &nodes, node, &all->texts,
        texts_find(list, all->texts.count, node->doc, node->quote), output);
  }
  nodes_free(&nodes);
  free(list);
  return status;
}

/* The quote at `at`, which moves behind it.  False: it is cut short or
 * damaged. */
static bool
read_saved(const char *saved, uint64_t length, uint64_t *at, SavedQuote *quote)
{
  uint64_t more;

  if (length - *at < sizeof *quote)
    return false;
  memcpy(quote, saved + *at, sizeof *quote);
  *at += sizeof *quote;
  if (quote->quote.count > QUOTE_MOST || quote->quote.indirect > 1
      || quote->text > TEXTS_LONGEST)
    return false;
  more = quote->quote.count * sizeof(Code) + quote->text;
  if (length - *at < more)
    return false;
  *at += more;
  return true;
}

/* The saved quote whose codes and text end at `end`. */
static bool
put_saved(State *state, const SavedQuote *quote, const char *end)
{
  const char *text = end - quote->text;
  KeptText kept = { .doc = quote->quote.doc,
                    .quote = quote->quote.quote,
                    .at = quote->at,
                    .end = quote->end,
                    .length = quote->text };

  return bag_put(&state->bag, &quote->quote,
                 text - quote->quote.count * sizeof(Code))
         && texts_put(&state->texts, kept, text);
}

static stemma_status
load(const void *self, const void *saved, uint64_t length, void **state,
     stemma_error *error)
{
  bool whole = true, good = true;
  uint64_t at = 0;
  SavedQuote quote;

  if (start(self, state, error) != STEMMA_OK)
    return STEMMA_E_MEMORY;
  while (at < length && whole && good) {
    whole = read_saved(saved, length, &at, &quote);
    if (whole)
      good = put_saved(*state, &quote, (const char *)saved + at);
  }
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

  m->number = store_take(clusters->store, room * sizeof *m->number);
  m->fullest = store_take_zeroed(clusters->store, room * sizeof *m->fullest);
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

static bool
make_clusters(Clusters *clusters, const Nodes *nodes, const Links *links,
              Links *ties)
{
  Graph graph;
  bool good = graph_build(&graph, nodes, links);

  if (!good)
    return false;
  good = clusters_grow(clusters, &graph, nodes)
         && clusters_unite(clusters, &graph, nodes);
  graph_free(&graph);
  if (!good || !attach_small(clusters, nodes))
    return false;
  meaning_tie(clusters, ties, nodes);
  return attach_reported(clusters, nodes, links);
}

static bool
group(Nodes *nodes, State *state, Clusters *clusters, double significance)
{
  Links links = { .list = NULL }, ties = { .list = NULL };
  bool good;

  bag_close(&state->bag);
  good = nodes_sort(nodes, &state->bag) && nodes_weigh(nodes)
         && links_find(&links, nodes, significance)
         && meaning_link(&links, &ties, nodes, &state->texts)
         && clusters_start(clusters, nodes)
         && make_clusters(clusters, nodes, &links, &ties);

  links_free(&links);
  links_free(&ties);
  return good;
}

/* A user who adds documents is to know why fewer quotes are linked then. */
static void
tell_many(const Texts *texts, const stemma_host *host)
{
  const stemma_log *log = host ? host->extension(host, STEMMA_LOG_ID) : NULL;

  char line[160];

  if (!log || !texts->many)
    return;
  snprintf(line, sizeof line,
           "there are more than %d quotes: they are compared by the stems and "
           "spellings of their words, not by what the words mean",
           (int)TEXTS_MOST);
  log->say(host, STEMMA_INFO, line);
}

static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  const Cluster *cluster = self;
  Membership m = { 0 };
  Clusters clusters = { 0 };
  Nodes nodes = { 0 };
  stemma_status status;

  (void)worker;
  tell_many(&((State *)state)->texts, job->host);
  if (group(&nodes, state, &clusters, cluster->options->significance)
      && number(&m, &clusters, &nodes,
                (uint32_t)cluster->options->min_witnesses))
    status = write_members(&m, &clusters, &nodes, job->outputs[0]);
  else
    status = out_of_memory(error);
  store_give_back(clusters.store, m.number);
  store_give_back(clusters.store, m.fullest);
  clusters_free(&clusters);
  nodes_free(&nodes);
  return status;
}

static const stemma_port reads[] = {
  { &quote_words_layer, 0, 0, 0 },
};
static const stemma_port writes[] = { { &quote_membership_layer, 0, 0, 0 } };
static const stemma_life life = {
  .size = sizeof life,
  .open = open_cluster,
  .close = close_cluster,
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
  .summary = "makes utterances of the quotes that say the same",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_NO_LIST,
  .life = &life,
  .fold = &fold,
};
