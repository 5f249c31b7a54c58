/* SPDX-License-Identifier: Apache-2.0
 *
 * variance.c - the module org.stemma.variance and its one stage, which says how
 * far the renderings of an utterance lie apart.
 *
 * A group stage over the layer reading.  scatter carries the words of the
 * collation under their utterance; gather lays them out again and compares the
 * witnesses.
 */
#include <stemma/stemma.h>

#include <stdlib.h>

#include "rows.h"

STEMMA_NOTE("org.stemma.variance", "0.1.0", "Apache-2.0");

enum { READING, RENDERING, UTTERANCE };

typedef struct Worker {
  Lexis *lexis;
  Measures measures;
  Arena arena;
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

  lexis_free(w->lexis);
  measures_clear(&w->measures);
  arena_free(&w->arena);
  free(w);
}

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  const Options *options = self;
  Worker *w = calloc(1, sizeof *w);

  if (w) {
    w->lexis = lexis_new(options->language);
    if (w->lexis && measures_init(&w->measures, options->language)) {
      *worker = w;
      return STEMMA_OK;
    }
    worker_close(w);
  }
  return stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
}

static stemma_status
carry(const stemma_table *readings, uint32_t i, stemma_emitter *emitter)
{
  const stemma_reading *reading = STEMMA_AT(stemma_reading, readings->rows, i);
  stemma_writer *rows = emitter->rows;
  stemma_key key = { 0, reading->utterance };
  stemma_status status;
  Cell cell = {
    { 0, 0, 0, 0 }, reading->column, reading->rendering, reading->content, 0,
    { 0, 0 }
  };

  if (reading->text.length > 0)
    cell.text = rows->intern(rows, stemma_text(readings, reading->text),
                             reading->text.length);
  status = stemma_append(rows, &cell, sizeof cell);
  return status == STEMMA_OK ? emitter->key(emitter, key) : status;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const stemma_table *readings = job->inputs[READING];
  stemma_status status = STEMMA_OK;

  (void)self;
  (void)worker;
  (void)error;
  for (uint32_t i = 0;
       readings && i < readings->rows.count && status == STEMMA_OK; i++)
    status = carry(readings, i, emitter);
  return status;
}

static bool
cancelled(const stemma_job *job)
{
  const stemma_progress *progress =
      job->host ? job->host->extension(job->host, STEMMA_PROGRESS_ID) : NULL;

  return progress && progress->cancelled(job->host);
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  Worker *w = worker;
  Rows rows = {
    self, &w->measures, &w->arena, job, (uint32_t)key.low, cancelled
  };
  Sheet sheet;

  (void)origins;
  arena_reset(&w->arena);
  if (!sheet_build(members, job->inputs[RENDERING], w->lexis, &w->arena,
                   &sheet))
    return stemma_fail(error, STEMMA_E_MEMORY,
                       "no memory for the collation of an utterance");
  return rows_write(&rows, &sheet, error);
}

static const stemma_port reads[] = {
  { &stemma_reading_layer, NULL, 0, 0 },
  { &stemma_rendering_layer, NULL, 0, 0 },
  { &stemma_utterance_layer, NULL, 0, 0 },
};
static const stemma_port writes[] = { { &stemma_variance_layer, NULL, 0, 0 } };
static const char *const metric_names[] = { "words",   "meaning", "bleu",
                                            "chrf",    "ter",     "eddy",
                                            "entropy", NULL };
static const stemma_option options[] = {
  STEMMA_OPTION_AMONG(Options, metrics, STEMMA_OPTION_CHOICES, "metrics",
                      "words, meaning, bleu, chrf, ter, eddy, entropy",
                      metric_names,
                      "what is measured; words and meaning make the score"),
  STEMMA_OPTION(Options, count_omissions, STEMMA_OPTION_BOOL, "count-omissions",
                "no", "what a witness leaves out raises the score"),
  STEMMA_OPTION_NUMBER(Options, resamples, STEMMA_OPTION_INT, "resamples",
                       "100", 0, 10000, "",
                       "draws for the score's interval; 0: no interval"),
  STEMMA_OPTION(Options, language, STEMMA_OPTION_TEXT, "language", "en",
                "of the renderings, for the forms of a word"),
};
#define METRIC_ROW(name, summary, scope, reduce)                               \
  {                                                                            \
    name, summary, "0..1", "variance", "score", "scope", scope, reduce, 0      \
  }
static const stemma_metric metrics[] = {
  METRIC_ROW("mean", "mean score of the utterances with two witnesses or more",
             STEMMA_VARIANCE_ALL, STEMMA_MEAN),
  METRIC_ROW("max", "the highest score of an utterance", STEMMA_VARIANCE_ALL,
             STEMMA_MAX),
  METRIC_ROW("min", "the lowest score of an utterance", STEMMA_VARIANCE_ALL,
             STEMMA_MIN),
  METRIC_ROW("pairs", "mean score of the pairs of witnesses",
             STEMMA_VARIANCE_PAIR, STEMMA_MEAN),
  METRIC_ROW("witness.mean",
             "mean over the witnesses of utterances, against the others",
             STEMMA_VARIANCE_WITNESS, STEMMA_MEAN),
  METRIC_ROW("witness.max", "the highest score of a witness against the others",
             STEMMA_VARIANCE_WITNESS, STEMMA_MAX),
  { "entropy.mean", "mean column entropy of the utterances", "0..1", "variance",
    "entropy_share", "entropy_share", 1, STEMMA_MEAN, 0 },
};
static const stemma_life life = {
  sizeof(stemma_life), 0, stage_open, stage_close, worker_open, worker_close
};
static const stemma_group group = { sizeof(stemma_group), 0, scatter, gather };
static const stemma_stage stage = {
  .size = sizeof(stemma_stage),
  .id = "variance",
  .version = "0.1.0",
  .summary = "says how far the renderings of an utterance lie apart",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(Options),
  .carries = &cell_layer,
  .life = &life,
  .group = &group,
  .metrics = STEMMA_LIST(metrics),
};
static const stemma_stage *const stages[] = { &stage };
static const stemma_module module = {
  .size = sizeof(stemma_module),
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = "org.stemma.variance",
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
