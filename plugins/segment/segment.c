/* SPDX-License-Identifier: Apache-2.0
 *
 * segment.c - the module org.stemma.segment and its one stage, which cuts a
 * text into tokens and sentences.
 */
#include <stemma/stemma.h>

#include <stdlib.h>

#include <stemma/ext/log.h>

#include "doubt.h"
#include "rules.h"
#include "scan.h"

STEMMA_NOTE("org.stemma.segment", "0.1.0", "Apache-2.0");

typedef struct Options {
  uint32_t language;
  uint32_t reserved;
} Options;

enum { ENGLISH = 0, ANY = 1 };
static const char *const languages[] = { "en", "any", NULL };

typedef struct Segment {
  Rules rules;
  Words english; /* empty for any language */
  const stemma_log *log;
} Segment;

typedef struct Worker {
  Tokens tokens;
  Notes notes;
  Sentences sentences;
} Worker;

static void
stage_close(void *self)
{
  Segment *segment = self;

  rules_close(&segment->rules);
  words_free(&segment->english);
  free(segment);
}

static stemma_status
stage_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  const Options *set = options;
  bool english = set->language == ENGLISH;
  Segment *segment = calloc(1, sizeof *segment);

  (void)stage;
  if (segment && rules_open(&segment->rules, english)
      && (!english || doubt_open(&segment->english))) {
    segment->log = host ? host->extension(host, STEMMA_LOG_ID) : NULL;
    *self = segment;
    return STEMMA_OK;
  }
  if (segment)
    stage_close(segment);
  return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the word lists");
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

  array_free(&w->tokens);
  array_free(&w->notes);
  array_free(&w->sentences);
  free(w);
}

/* One warning for a text that is not what the stages are for. */
static void
tell_doubt(const Segment *segment, const stemma_job *job, const Tokens *tokens)
{
  const char *line;

  if (!segment->log || !segment->english.count)
    return;
  line = doubt_of(&segment->english, job->doc->text, job->doc->length, tokens);
  if (line)
    segment->log->say(job->host, STEMMA_WARNING, line);
}

static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  const stemma_doc *doc = job->doc;
  const Segment *segment = self;
  Worker *w = worker;
  stemma_list tokens, sentences;
  stemma_status status;

  array_clear(&w->tokens);
  array_clear(&w->notes);
  array_clear(&w->sentences);
  if (!scan(doc->text, doc->length, &w->tokens, &w->notes)
      || !rules_apply(&segment->rules, doc->text, doc->length, &w->tokens,
                      &w->notes, &w->sentences))
    return stemma_fail(error, STEMMA_E_MEMORY,
                       "no memory for the document's tokens");
  tokens = (stemma_list){ w->tokens.items, w->tokens.count,
                          (uint32_t)sizeof(stemma_token) };
  sentences = (stemma_list){ w->sentences.items, w->sentences.count,
                             (uint32_t)sizeof(stemma_sentence) };
  if (!tokens.count)
    return STEMMA_OK;
  tell_doubt(segment, job, &w->tokens);
  status = job->outputs[0]->append(job->outputs[0], tokens);
  return status ? status : job->outputs[1]->append(job->outputs[1], sentences);
}

static const stemma_port writes[] = {
  { &stemma_token_layer, NULL, 0, 0 },
  { &stemma_sentence_layer, NULL, 0, 0 },
};
static const stemma_option options[] = {
  STEMMA_OPTION_AMONG(Options, language, STEMMA_OPTION_CHOICE, "language", "en",
                      languages,
                      "whose abbreviations are known; any: nobody's"),
};
static const stemma_metric metrics[] = {
  { "sentence.count", "sentences in all documents", "sentences", "sentence",
    NULL, NULL, 0, STEMMA_COUNT, 0 },
  { "token.count", "tokens in all documents", "tokens", "token", NULL, NULL, 0,
    STEMMA_COUNT, 0 },
};
static const stemma_life life = {
  sizeof(stemma_life), 0, stage_open, stage_close, worker_open, worker_close
};
static const stemma_map map = { sizeof(stemma_map), 0, process };
static const stemma_stage stage = {
  .size = sizeof(stemma_stage),
  .id = "segment",
  .version = "0.1.0",
  .summary = "cuts a text into tokens and sentences",
  .url = "",
  .reads = STEMMA_NO_LIST,
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
  .id = "org.stemma.segment",
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
