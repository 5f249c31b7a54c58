/* SPDX-License-Identifier: Apache-2.0
 *
 * lineage.c - the module org.stemma.lineage and its one stage, which says which
 * documents share renderings, as a forest.
 *
 * A fold that reads corpus layers alone: add is never called, the state is
 * empty, and finish does the work once.
 */
#include <stemma/stemma.h>

#include <stdio.h>
#include <stdlib.h>

#include "rows.h"

STEMMA_NOTE("org.stemma.lineage", "0.1.0", "Apache-2.0");

enum { READING, RENDERING };

typedef struct Options {
  int64_t resamples;
  int64_t seed; /* -1: the run's */
  const char *language;
} Options;

typedef struct Worker {
  Entries entries;
  Components components;
  Tree *tree;
  Lexis *lexis;
  Builder text;
} Worker;

static stemma_status
stage_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  Options *copy = malloc(sizeof *copy);

  (void)stage;
  (void)host;
  if (!copy)
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
  *copy = *(const Options *)options;
  *self = copy;
  return STEMMA_OK;
}

static void
stage_close(void *self)
{
  free(self);
}

static void
worker_close(void *worker)
{
  Worker *w = worker;

  array_free(&w->entries);
  components_clear(&w->components);
  tree_free(w->tree);
  lexis_free(w->lexis);
  builder_free(&w->text);
  free(w);
}

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  const Options *options = self;
  Worker *w = calloc(1, sizeof *w);

  if (w) {
    w->tree = tree_new();
    w->lexis = lexis_new(options->language);
    if (w->tree && w->lexis) {
      *worker = w;
      return STEMMA_OK;
    }
    worker_close(w);
  }
  return stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
}

static stemma_status
state_start(const void *self, void **state, stemma_error *error)
{
  (void)self;
  (void)error;
  *state = NULL;
  return STEMMA_OK;
}

static stemma_status
state_add(const void *self, void *worker, void *state, const stemma_job *job,
          stemma_error *error)
{
  (void)self;
  (void)worker;
  (void)state;
  (void)job;
  (void)error;
  return STEMMA_OK;
}

static stemma_status
state_merge(const void *self, void *worker, void *into, void *from,
            stemma_error *error)
{
  (void)self;
  (void)worker;
  (void)into;
  (void)from;
  (void)error;
  return STEMMA_OK;
}

static uint64_t
state_bytes(const void *self, const void *state)
{
  (void)self;
  (void)state;
  return 0;
}

static stemma_status
state_save(const void *self, const void *state, stemma_output *output,
           stemma_error *error)
{
  (void)self;
  (void)state;
  (void)output;
  (void)error;
  return STEMMA_OK;
}

static stemma_status
state_load(const void *self, const void *bytes, uint64_t length, void **state,
           stemma_error *error)
{
  (void)self;
  (void)bytes;
  *state = NULL;
  return length == 0 ? STEMMA_OK
                     : stemma_fail(error, STEMMA_E_INPUT,
                                   "a saved state of lineage has no bytes");
}

static void
state_drop(const void *self, void *state)
{
  (void)self;
  (void)state;
}

static stemma_status
too_large(const Components *components, stemma_error *error)
{
  char message[240];

  if (components->members.count <= TREE_DIFFERENT && !components->too_many)
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for a tree");
  snprintf(message, sizeof message,
           "%u documents are connected by shared utterances; a tree takes at "
           "most %u that differ, and %u in all: split the corpus by topic or "
           "date",
           (unsigned)components->members.count, TREE_DIFFERENT, TREE_WITNESSES);
  return stemma_fail(error, STEMMA_E_LIMIT, message);
}

static bool
cancelled(const void *data)
{
  const stemma_job *job = data;
  const stemma_progress *progress =
      job->host ? job->host->extension(job->host, STEMMA_PROGRESS_ID) : NULL;

  return progress && progress->cancelled(job->host);
}

static stemma_status
grow_trees(Worker *w, const Options *options, const stemma_job *job,
           stemma_error *error)
{
  uint64_t seed = options->seed < 0 ? job->seed : (uint64_t)options->seed;
  uint32_t nodes = 0, trees = 0;
  stemma_status status = STEMMA_OK;

  w->components.watch = (TreeWatch){ cancelled, job };
  tree_watch(w->tree, w->components.watch);
  while (status == STEMMA_OK) {
    const TreeTable *table = &w->components.table;
    const TreeResult *forest;

    if (!components_next(&w->components, &w->entries, job->inputs[READING],
                         w->lexis))
      return cancelled(job) ? STEMMA_CANCELLED
                            : too_large(&w->components, error);
    if (table->witnesses == 0)
      break;
    forest = tree_build(w->tree, table, (uint32_t)options->resamples, seed);
    if (cancelled(job))
      return STEMMA_CANCELLED;
    if (!forest)
      return too_large(&w->components, error);
    status = rows_write(job, &w->components, forest, &w->text, &nodes, &trees);
  }
  return status;
}

static stemma_status
state_finish(const void *self, void *worker, void *state, const stemma_job *job,
             stemma_error *error)
{
  Worker *w = worker;

  (void)state;
  if (!entries_read(job->inputs[READING], job->inputs[RENDERING], &w->entries)
      || !components_find(&w->components, &w->entries))
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the readings");
  return grow_trees(w, self, job, error);
}

static const stemma_port reads[] = {
  { &stemma_reading_layer, NULL, 0, 0 },
  { &stemma_rendering_layer, NULL, 0, 0 },
};
static const stemma_port writes[] = {
  { &stemma_lineage_layer, NULL, 0, 0 },
  { &stemma_lineage_tree_layer, NULL, 0, 0 },
};
static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(Options, resamples, STEMMA_OPTION_INT, "resamples",
                       "100", 0, 10000, "",
                       "draws for the support of an edge; 0: support is 1"),
  STEMMA_OPTION_NUMBER(Options, seed, STEMMA_OPTION_INT, "seed", "-1", -1,
                       4294967295.0, "", "of the draws; -1: the run's"),
  STEMMA_OPTION(Options, language, STEMMA_OPTION_TEXT, "language", "en",
                "of the renderings, for the forms of a word"),
};
#define METRIC_ROW(name, summary, layer, where, equals)                        \
  {                                                                            \
    name, summary, "", layer, NULL, where, equals, STEMMA_COUNT, 0             \
  }
static const stemma_metric metrics[] = {
  METRIC_ROW("trees", "groups of documents that share renderings",
             "lineage_tree", NULL, 0),
  METRIC_ROW("verbatim.count", "edges between copies", "lineage", "kind",
             STEMMA_VERBATIM),
  METRIC_ROW("edited.count", "edges between a text and its revision", "lineage",
             "kind", STEMMA_EDITED),
  METRIC_ROW("independent.count", "edges between translations of their own",
             "lineage", "kind", STEMMA_INDEPENDENT),
};
static const stemma_life life = {
  sizeof(stemma_life), 0, stage_open, stage_close, worker_open, worker_close
};
static const stemma_fold fold = {
  sizeof(stemma_fold), 0,          state_start, state_add,    state_merge,
  state_bytes,         state_save, state_load,  state_finish, state_drop
};
static const stemma_stage stage = {
  .size = sizeof(stemma_stage),
  .id = "lineage",
  .version = "0.1.0",
  .summary = "finds which documents share renderings, as trees",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(Options),
  .life = &life,
  .fold = &fold,
  .metrics = STEMMA_LIST(metrics),
};
static const stemma_stage *const stages[] = { &stage };
static const stemma_module module = {
  .size = sizeof(stemma_module),
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = "org.stemma.lineage",
  .version = "0.1.0",
  .license = "Apache-2.0",
  .vendor = "stemma",
  .url = "",
  .stages = STEMMA_LIST(stages),
};

const stemma_module *
stemma_module_v1(void)
{
  return &module;
}
