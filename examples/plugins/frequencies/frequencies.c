/* SPDX-License-Identifier: 0BSD
 *
 * frequencies - how often each word stands in the corpus, and in how many
 * documents.
 *
 * A fold stage: each thread counts the documents that it gets into a table of
 * its own, the tables are merged, and the most frequent words are written.
 */
#include <stdlib.h>
#include <string.h>

#include <stemma/stemma.h>

#include "words.h"

typedef struct frequency {
  stemma_row row; /* no place: the row is about the corpus */
  uint32_t count;
  uint32_t documents;
  stemma_str word;
} frequency;

static const stemma_field fields[] = {
  STEMMA_FIELD(frequency, count, STEMMA_U32, "words", "how often it stands"),
  STEMMA_FIELD(frequency, documents, STEMMA_U32, "documents",
               "in how many documents"),
  STEMMA_FIELD(frequency, word, STEMMA_STR, "", "the word in lower case"),
};
static const stemma_layer frequencies = {
  sizeof(stemma_layer),    1,
  "org.example.frequency", "words and how often they stand",
  STEMMA_LIST(fields),     sizeof(frequency),
  STEMMA_LAYER_CORPUS,
};

static const stemma_port reads[] = { { &stemma_token_layer, 0, 0, 0 } };
static const stemma_port writes[] = { { &frequencies, 0, 0, 0 } };

typedef struct settings {
  int64_t most;
  int64_t min_length;
} settings;

static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(settings, most, STEMMA_OPTION_INT, "most", "50", 1,
                       1000000, "words", "how many of them to write"),
  STEMMA_OPTION_NUMBER(settings, min_length, STEMMA_OPTION_INT, "min-length",
                       "4", 1, 1000, "bytes",
                       "leave out words that are shorter"),
};

static stemma_status
no_memory(stemma_error *error)
{
  return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the words");
}

/* ASCII letters of `from` in lower case; other bytes as they are. */
static void
lower(char *to, const char *from, uint32_t length)
{
  uint32_t i;

  for (i = 0; i < length; i++)
    to[i] = (char)(from[i] >= 'A' && from[i] <= 'Z' ? from[i] + 32 : from[i]);
}

/* The words of one document. */
static stemma_status
count_words(const settings *set, const stemma_job *job, table *words,
            stemma_error *error)
{
  const stemma_list tokens = job->inputs[0]->rows;
  uint32_t i;

  for (i = 0; i < tokens.count; i++) {
    const stemma_token *token = STEMMA_AT(stemma_token, tokens, i);
    uint32_t length = token->row.end - token->row.begin;
    entry *found;

    if (token->kind != STEMMA_TOKEN_WORD || length < set->min_length)
      continue;
    if (!words_reserve(words, 1, length))
      return no_memory(error);
    /* Where it stays if it is new. */
    lower(words->block + words->filled, job->doc->text + token->row.begin,
          length);
    found = words_find(words, words->block + words->filled, length);
    found->count++;
    found->documents = 1;
  }
  return STEMMA_OK;
}

/* The functions of the stage. */

static stemma_status
open_stage(const stemma_stage *stage, const stemma_host *host,
           const void *chosen, void **self, stemma_error *error)
{
  (void)stage, (void)host, (void)error;
  *self = (void *)(uintptr_t)chosen;
  return STEMMA_OK;
}

static void
close_stage(void *self)
{
  (void)self;
}

/* Each thread has a table for the document that it works on. */
static stemma_status
open_worker(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = words_new();
  return *worker ? STEMMA_OK : no_memory(error);
}

static void
close_worker(void *worker)
{
  words_free(worker);
}

static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  (void)self;
  *state = words_new();
  return *state ? STEMMA_OK : no_memory(error);
}

static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  stemma_status status;

  words_clear(worker);
  status = count_words(self, job, worker, error);
  if (status == STEMMA_OK && !words_add(state, worker))
    status = no_memory(error);
  return status;
}

static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  (void)self, (void)worker;
  return words_add(into, from) ? STEMMA_OK : no_memory(error);
}

static uint64_t
bytes(const void *self, const void *state)
{
  const table *words = state;

  (void)self;
  return words->room + words->capacity * sizeof *words->slots;
}

static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  const table *words = state;
  word *list = words_sorted(words, WORDS_BY_TEXT);
  stemma_status status = list ? STEMMA_OK : no_memory(error);
  uint64_t i;

  (void)self;
  /* How many come, so that bytes that break off are seen. */
  if (list)
    status = output->write(output, &words->used, sizeof words->used);
  for (i = 0; i < words->used && status == STEMMA_OK; i++) {
    const entry *one = list[i].entry;
    const uint32_t numbers[] = { one->length, one->count, one->documents };

    status = output->write(output, numbers, sizeof numbers);
    if (status == STEMMA_OK)
      status = output->write(output, list[i].text, one->length);
  }
  free(list);
  return status;
}

/* Reads one entry; how many bytes it took, 0 when there is none. */
static uint64_t
load_entry(table *words, const char *saved, uint64_t length)
{
  uint32_t numbers[3];
  entry *found;

  if (length < sizeof numbers)
    return 0;
  memcpy(numbers, saved, sizeof numbers);
  if (!numbers[0] || numbers[0] > length - sizeof numbers
      || !words_reserve(words, 1, numbers[0]))
    return 0;
  found = words_find(words, saved + sizeof numbers, numbers[0]);
  found->count = numbers[1];
  found->documents = numbers[2];
  return sizeof numbers + numbers[0];
}

static stemma_status
load(const void *self, const void *saved, uint64_t length, void **state,
     stemma_error *error)
{
  table *words = words_new();
  uint64_t at = sizeof(uint64_t), step = 1, count = 0;

  (void)self;
  if (!words)
    return no_memory(error);
  if (length >= at)
    memcpy(&count, saved, sizeof count);
  while (at < length && step) {
    step = load_entry(words, (const char *)saved + at, length - at);
    at += step;
  }
  if (at != length || words->used != count) {
    words_free(words);
    return stemma_fail(error, STEMMA_E_INPUT, "these are no saved words");
  }
  *state = words;
  return STEMMA_OK;
}

static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  const settings *set = self;
  const table *words = state;
  stemma_writer *out = job->outputs[0];
  word *list = words_sorted(words, WORDS_BY_COUNT);
  stemma_status status = list ? STEMMA_OK : no_memory(error);
  uint64_t i, most = words->used;

  (void)worker;
  if (most > (uint64_t)set->most)
    most = (uint64_t)set->most;
  for (i = 0; i < most && status == STEMMA_OK; i++) {
    const entry *one = list[i].entry;
    frequency row = { { 0, 0, 0, 0 }, one->count, one->documents, { 0, 0 } };

    row.word = out->intern(out, list[i].text, one->length);
    status = stemma_append(out, &row, sizeof row);
  }
  free(list);
  return status;
}

static void
drop(const void *self, void *state)
{
  (void)self;
  words_free(state);
}

static const stemma_life life = { .size = sizeof life,
                                  .open = open_stage,
                                  .close = close_stage,
                                  .worker_open = open_worker,
                                  .worker_close = close_worker };
static const stemma_fold fold = { .size = sizeof fold,
                                  .start = start,
                                  .add = add,
                                  .merge = merge,
                                  .bytes = bytes,
                                  .save = save,
                                  .load = load,
                                  .finish = finish,
                                  .drop = drop };
static const stemma_stage stage = {
  .size = sizeof stage,
  .id = "frequencies",
  .version = "1.0.0",
  .summary = "counts the words of the corpus",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(settings),
  .life = &life,
  .fold = &fold,
};
static const stemma_stage *const stages[] = { &stage };
static const stemma_module module = {
  .size = sizeof module,
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = "org.example.frequencies",
  .version = "1.0.0",
  .license = "0BSD",
  .vendor = "Example",
  .url = "",
  .stages = STEMMA_LIST(stages),
};
STEMMA_NOTE("org.example.frequencies", "1.0.0", "0BSD");

const stemma_module *
stemma_module_v1(void)
{
  return &module;
}
