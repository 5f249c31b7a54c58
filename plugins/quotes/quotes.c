/* SPDX-License-Identifier: Apache-2.0
 *
 * quotes.c - the module org.stemma.quotes and its one stage, which finds what
 * people are quoted as saying, and who they are.
 */
#include <stemma/stemma.h>

#include <stdlib.h>

#include "document.h"
#include "rows.h"

STEMMA_NOTE("org.stemma.quotes", "0.1.0", "Apache-2.0");

static const char *const styles[] = { "double", "single", NULL };

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

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = calloc(1, sizeof(Document));
  return *worker ? STEMMA_OK
                 : stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
}

static void
worker_close(void *worker)
{
  document_free(worker);
  free(worker);
}

static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  Document *document = worker;
  Text text = { job->doc, job->inputs[0], job->inputs[1], self };

  if (!document_read(&text, document))
    return stemma_fail(error, STEMMA_E_MEMORY,
                       "no memory for the document's quotes");
  return rows_write(&text, &document->founds, &document->names,
                    job->outputs[0]);
}

static const stemma_port reads[] = {
  { &stemma_token_layer, NULL, 0, 0 },
  { &stemma_sentence_layer, NULL, 0, 0 },
};
static const stemma_port writes[] = { { &stemma_quote_layer, NULL, 0, 0 } };
static const stemma_option options[] = {
  STEMMA_OPTION_AMONG(Options, styles, STEMMA_OPTION_CHOICES, "styles",
                      "double, single", styles,
                      "the quotation marks that count"),
  STEMMA_OPTION_NUMBER(Options, min_words, STEMMA_OPTION_INT, "min-words", "1",
                       1, 1000, "words", "shorter quotes are left out"),
  STEMMA_OPTION_NUMBER(Options, distance, STEMMA_OPTION_INT,
                       "max-speaker-distance", "2", 0, 100, "paragraphs",
                       "how far from the quote its speaker may be named"),
  STEMMA_OPTION(Options, indirect, STEMMA_OPTION_BOOL, "indirect", "yes",
                "find reported speech too"),
  STEMMA_OPTION(Options, nested, STEMMA_OPTION_BOOL, "nested", "no",
                "quotes within quotes have rows of their own"),
  STEMMA_OPTION(Options, scare, STEMMA_OPTION_BOOL, "scare-quotes", "no",
                "keep marked words and titles that nobody is said to say"),
};
static const stemma_metric metrics[] = {
  { "count", "quotes, direct, mixed and indirect", "quotes", "quote", NULL,
    NULL, 0, STEMMA_COUNT, 0 },
  { "direct.count", "direct quotes", "quotes", "quote", NULL, "kind",
    STEMMA_DIRECT, STEMMA_COUNT, 0 },
  { "mixed.count", "quotes that are part of a sentence", "quotes", "quote",
    NULL, "kind", STEMMA_MIXED, STEMMA_COUNT, 0 },
  { "indirect.count", "reported speech", "quotes", "quote", NULL, "kind",
    STEMMA_INDIRECT, STEMMA_COUNT, 0 },
  { "unattributed.count", "quotes without a speaker", "quotes", "quote", NULL,
    "speaker", 0, STEMMA_COUNT, STEMMA_METRIC_FINDING },
  { "translated.count", "quotes that the text calls translated", "quotes",
    "quote", NULL, "translated", 1, STEMMA_COUNT, 0 },
};
static const stemma_life life = {
  sizeof(stemma_life), 0, stage_open, stage_close, worker_open, worker_close
};
static const stemma_map map = { sizeof(stemma_map), 0, process };
static const stemma_stage stage = {
  .size = sizeof(stemma_stage),
  .id = "quotes",
  .version = "0.1.0",
  .summary = "finds quotes, their speakers and reported speech",
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
  .id = "org.stemma.quotes",
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
