/* SPDX-License-Identifier: Apache-2.0
 *
 * sentiment.c - the module org.stemma.sentiment and its one stage, which says
 * how a text, its sentences, its quotes and its targets sound.
 */
#include <stemma/stemma.h>

#include <stdlib.h>

#include "embed.h"
#include "work.h"

STEMMA_NOTE("org.stemma.sentiment", "0.1.0", "Apache-2.0");

EMBED(stop_names);

/* Weights of the user's own. */
static stemma_status
read_file(Self *self, const stemma_host *host, stemma_error *error)
{
  const stemma_resource *resource = host->extension(host, STEMMA_RESOURCE_ID);
  const char *bytes;
  uint64_t length;
  char message[256];
  stemma_status status;

  if (!resource)
    return stemma_fail(error, STEMMA_E_HOST,
                       "a model of one's own needs a host with "
                       "stemma.resource/1");
  status = resource->map(host, self->options.model, &bytes, &length, error);
  if (status != STEMMA_OK)
    return status;
  if (!model_open(&self->model, bytes, length, message, sizeof message))
    return stemma_fail(error, STEMMA_E_RESOURCE, message);
  if (!model_list_ordinary(&self->model, embed_stop_names,
                           embed_stop_names_size))
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the word lists");
  return STEMMA_OK;
}

static stemma_status
fill(Self *self, const stemma_host *host, stemma_error *error)
{
  if (self->options.model && *self->options.model)
    return read_file(self, host, error);
  if (!model_open_builtin(&self->model))
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the word lists");
  return STEMMA_OK;
}

static void
stage_close(void *data)
{
  Self *self = data;

  model_close(&self->model);
  free(self);
}

static stemma_status
stage_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **data, stemma_error *error)
{
  Self *self = calloc(1, sizeof *self);
  stemma_status status;

  (void)stage;
  if (!self)
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
  self->options = *(const Options *)options;
  status = fill(self, host, error);
  if (status == STEMMA_OK)
    *data = self;
  else
    stage_close(self);
  return status;
}

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = calloc(1, sizeof(Work));
  return *worker ? STEMMA_OK
                 : stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
}

static void
worker_close(void *worker)
{
  work_free(worker);
  free(worker);
}

static stemma_status
process(const void *data, void *worker, const stemma_job *job,
        stemma_error *error)
{
  const Self *self = data;
  Work *work = worker;
  const stemma_table *targets = job->inputs[3];
  bool names = (!targets || !targets->rows.count)
               && (self->options.scopes >> STEMMA_SCOPE_TARGET & 1);

  array_clear(&work->mentions);
  if (!passages_read(&self->model, job->doc, job->inputs[0], job->inputs[1],
                     work)
      || (names && !names_find(self, job->doc, job->inputs[0], work))
      || !passages_score(&self->model, job->inputs[2], work))
    return stemma_fail(error, STEMMA_E_MEMORY,
                       "no memory for the document's sentiment");
  return rows_write(self, work, job, error);
}

static const stemma_port reads[] = {
  { &stemma_token_layer, NULL, 0, 0 },
  { &stemma_sentence_layer, NULL, 0, 0 },
  { &stemma_quote_layer, NULL, 0, STEMMA_PORT_OPTIONAL },
  { &stemma_target_layer, NULL, 0, STEMMA_PORT_OPTIONAL | STEMMA_PORT_SPANS },
};
static const stemma_port writes[] = {
  { &stemma_sentiment_layer, NULL, 0, 0 },
  { &stemma_sentiment_word_layer, NULL, 0, 0 },
};
static const stemma_option options[] = {
  STEMMA_OPTION_AMONG(Options, scopes, STEMMA_OPTION_CHOICES, "scopes",
                      "document, narration, speech, sentence, quote, target",
                      stemma_sentiment_scopes, "what is scored"),
  STEMMA_OPTION(Options, model, STEMMA_OPTION_FILE, "model", "",
                "weights of one's own, made by train/train.py"),
  STEMMA_OPTION(Options, skip_quotes, STEMMA_OPTION_BOOL,
                "skip-quotes-in-narration", "yes",
                "narration is what stands outside quotes"),
  STEMMA_OPTION(Options, words, STEMMA_OPTION_BOOL, "words", "yes",
                "write the words that a score rests on"),
  STEMMA_OPTION_NUMBER(Options, mentions, STEMMA_OPTION_INT, "min-mentions",
                       "3", 1, 1000, "mentions",
                       "without given targets: how often a name must stand in "
                       "the document"),
};
static const stemma_metric metrics[] = {
  { "mean", "mean score of the documents", "-1..1", "sentiment", "score",
    "scope", STEMMA_SCOPE_DOCUMENT, STEMMA_MEAN, 0 },
  { "min", "lowest score of a document", "-1..1", "sentiment", "score", "scope",
    STEMMA_SCOPE_DOCUMENT, STEMMA_MIN, 0 },
  { "max", "highest score of a document", "-1..1", "sentiment", "score",
    "scope", STEMMA_SCOPE_DOCUMENT, STEMMA_MAX, 0 },
  { "narration.mean", "mean score of what journalists write", "-1..1",
    "sentiment", "score", "scope", STEMMA_SCOPE_NARRATION, STEMMA_MEAN, 0 },
  { "speech.mean", "mean score of what is quoted", "-1..1", "sentiment",
    "score", "scope", STEMMA_SCOPE_SPEECH, STEMMA_MEAN, 0 },
};
static const stemma_life life = {
  sizeof(stemma_life), 0, stage_open, stage_close, worker_open, worker_close
};
static const stemma_map map = { sizeof(stemma_map), 0, process };
static const stemma_stage stage = {
  .size = sizeof(stemma_stage),
  .id = "sentiment",
  .version = "0.1.0",
  .summary = "scores how texts, sentences, quotes and targets sound",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(Options),
  .life = &life,
  .map = &map,
  .metrics = STEMMA_LIST(metrics),
};
static const stemma_stage *const stages[] = { &stage };
static const stemma_module module = {
  .size = sizeof(stemma_module),
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = "org.stemma.sentiment",
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
