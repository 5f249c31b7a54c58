/* SPDX-License-Identifier: Apache-2.0
 *
 * quotes.c - the module org.stemma.quotes and its one stage, which finds what
 * people are quoted as saying, and who they are.
 */
#include <stemma/stemma.h>

#include <stdlib.h>

#include "attribute.h"
#include "frames.h"
#include "indirect.h"
#include "items.h"
#include "kind.h"
#include "labels.h"
#include "marks.h"
#include "names.h"
#include "rows.h"

STEMMA_NOTE("org.stemma.quotes", "0.1.0", "Apache-2.0");

static const char *const styles[] = { "double", "single", NULL };

typedef struct Worker {
  Paragraphs paragraphs;
  MarkScratch marks;
  Quotes quotes;
  Items items;
  Sents sents;
  Frames frames;
  Founds founds;
  Register names;
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

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = calloc(1, sizeof(Worker));
  return *worker ? STEMMA_OK
                 : stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
}

static void
worker_close(void *worker)
{
  Worker *w = worker;

  array_free(&w->paragraphs);
  marks_free(&w->marks);
  array_free(&w->quotes);
  array_free(&w->items);
  array_free(&w->sents);
  array_free(&w->frames);
  array_free(&w->founds);
  names_free(&w->names);
  free(w);
}

static bool
read_paragraph(const Text *text, Worker *w, uint32_t number, Turn *turn)
{
  const Paragraph *at = &w->paragraphs.items[number];

  if (!items_build(text, at, &w->quotes, &w->items, &w->sents))
    return false;
  for (uint32_t i = 0; i < w->sents.count; i++) {
    const Sent *sent = &w->sents.items[i];
    array_clear(&w->frames);
    if (!frames_find(text, &w->items, sent, &w->frames)
        || !attribute_sentence(text, &w->items, sent, &w->frames, &w->quotes,
                               number, turn, &w->founds)
        || (text->options->indirect
            && !indirect_sentence(&w->items, sent, &w->frames, &w->founds))
        || !names_sentence(&w->names, text, &w->items, sent))
      return false;
  }
  return true;
}

/* Quotes within quotes, with no speaker: the text does not name one. */
static bool
add_nested(const Text *text, Worker *w)
{
  for (uint32_t i = 0; i < w->quotes.count; i++) {
    const Quoted *quote = &w->quotes.items[i];
    Found found = { .span = quote->inside, .entity = NONE };
    if (!quote->depth)
      continue;
    found.kind = kind_begins_high(text, quote) ? STEMMA_DIRECT : STEMMA_MIXED;
    if (!array_push(&w->founds, found))
      return false;
  }
  return true;
}

static bool
read_document(const Text *text, Worker *w)
{
  Turn turn;

  array_clear(&w->quotes);
  array_clear(&w->founds);
  attribute_start(&turn);
  names_start(&w->names);
  if (!items_paragraphs(text, &w->paragraphs))
    return false;
  labels_find(text, &w->paragraphs);
  if (!marks_find(text->doc, &w->paragraphs, text->options->styles, &w->marks,
                  &w->quotes))
    return false;
  for (uint32_t i = 0; i < w->paragraphs.count; i++)
    if (!read_paragraph(text, w, i, &turn))
      return false;
  return !text->options->nested || add_nested(text, w);
}

static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  Worker *w = worker;
  Text text = { job->doc, job->inputs[0], job->inputs[1], self };

  if (!read_document(&text, w))
    return stemma_fail(error, STEMMA_E_MEMORY,
                       "no memory for the document's quotes");
  return rows_write(&text, &w->founds, &w->names, job->outputs[0]);
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
