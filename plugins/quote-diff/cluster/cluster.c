/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage cluster: collects all quotes in a bag, finds those that say
 * the same, makes utterances of them and says which quote renders which, and
 * in what role.
 */
#include <stdio.h>
#include <stdlib.h>

#include <stemma/ext/log.h>

#include "attach.h"
#include "meaning.h"
#include "members.h"
#include "reported.h"
#include "state.h"
#include "unite.h"

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

static void
drop(const void *self, void *state)
{
  (void)self;
  state_free(state);
}

static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  const Cluster *cluster = self;

  *state = state_new(cluster->host);
  return *state ? STEMMA_OK : out_of_memory(error);
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

static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  (void)self;
  return state_save(state, output, error);
}

static stemma_status
load(const void *self, const void *saved, uint64_t length, void **state,
     stemma_error *error)
{
  stemma_status status = start(self, state, error);

  if (status == STEMMA_OK)
    status = state_load(*state, saved, length, error);
  if (status == STEMMA_OK)
    return STEMMA_OK;
  drop(self, *state);
  *state = NULL;
  return status;
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
  Members members = { .store = NULL };
  Clusters clusters = { 0 };
  Nodes nodes = { 0 };
  stemma_status status;

  (void)worker;
  tell_many(&((State *)state)->texts, job->host);
  if (group(&nodes, state, &clusters, cluster->options->significance)
      && members_number(&members, &clusters, &nodes,
                        (uint32_t)cluster->options->min_witnesses))
    status = members_write(&members, &clusters, &nodes, job->outputs[0]);
  else
    status = out_of_memory(error);
  members_free(&members);
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
