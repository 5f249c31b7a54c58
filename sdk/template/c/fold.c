/* SPDX-License-Identifier: 0BSD
 *
 * my-plugin - counts how long the words of the whole corpus are.
 *
 * This file is a whole plugin.  It came from `stemma new plugin --kind fold`;
 * change what it counts, and keep the shape.  The guide (plugin-guide.md of
 * stemma) says more about each part; the headers say everything.
 */
#include <stdlib.h>
#include <string.h>

#include <stemma/stemma.h>

/* The result: one row for each length.  A row of a corpus layer has no place
 * in a text, so its head stays zero. */
typedef struct length_row {
  stemma_row row;
  uint32_t letters;
  uint32_t words;
} length_row;

/* Each member once, with its meaning: reports, checks and `stemma plugins
 * info` are made from this. */
static const stemma_field fields[] = {
  STEMMA_FIELD(length_row, letters, STEMMA_U32, "characters",
               "the length; the last row counts the longer ones too"),
  STEMMA_FIELD(length_row, words, STEMMA_U32, "words", "how many have it"),
};

/* A layer's name has a dot in it; those without are stemma's own.  The version
 * grows by one with each field that you append. */
static const stemma_layer layer = {
  sizeof(stemma_layer),
  1,
  "org.example.my-plugin.length",
  "how long the words of the corpus are",
  STEMMA_LIST(fields),
  sizeof(length_row),
  STEMMA_LAYER_CORPUS,
};

/* What goes in and out.  `token` is written by the stage "segment". */
static const stemma_port reads[] = { { &stemma_token_layer, 0, 0, 0 } };
static const stemma_port writes[] = { { &layer, 0, 0, 0 } };

/* What the user can choose.  The host reads the pipeline file, checks type
 * and range, and fills in this struct. */
enum { LONGEST = 64 };

typedef struct settings {
  int64_t longest;
} settings;

static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(settings, longest, STEMMA_OPTION_INT, "longest", "20", 1,
                       LONGEST, "characters",
                       "words longer than this count as this long"),
};

/* Numbers about a run, for [fail-if] and reports: "my-plugin.words". */
static const stemma_metric metrics[] = {
  { "words", "words of the corpus", "words", "org.example.my-plugin.length",
    "words", 0, 0, STEMMA_SUM, 0 },
};

/* The state: what is known of the documents seen so far.  The host keeps one
 * for each thread and merges them, so nothing here may depend on the order of
 * the documents. */
typedef struct counts {
  uint32_t words[LONGEST + 1]; /* by length */
} counts;

/* Once for each stage of a pipeline that names this plugin.  What goes into
 * *self is constant from here on, for many threads read it; the settings live
 * until close, and are all that this plugin needs. */
static stemma_status
open_stage(const stemma_stage *stage, const stemma_host *host,
           const void *chosen, void **self, stemma_error *error)
{
  (void)stage, (void)host, (void)error;
  *self = (void *)(uintptr_t)chosen;
  return STEMMA_OK;
}

/* Frees what open_stage made: nothing. */
static void
close_stage(void *self)
{
  (void)self;
}

/* Characters of UTF-8, which are the bytes that do not continue one. */
static uint32_t
count_characters(const char *text, uint32_t length)
{
  uint32_t i, count = 0;

  for (i = 0; i < length; i++)
    count += ((unsigned char)text[i] & 0xC0u) != 0x80u;
  return count;
}

/* An empty state, which changes nothing when it is merged. */
static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  (void)self;
  *state = calloc(1, sizeof(counts));
  return *state ? STEMMA_OK
                : stemma_fail(error, STEMMA_E_MEMORY, "no memory for counts");
}

/* One document.  A failure would have to leave the state as it was. */
static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  const settings *set = self;
  const stemma_list tokens = job->inputs[0]->rows;
  counts *into = state;
  uint32_t i;

  (void)worker, (void)error;
  for (i = 0; i < tokens.count; i++) {
    /* STEMMA_AT, not [i]: the host's rows may be longer than ours. */
    const stemma_token *token = STEMMA_AT(stemma_token, tokens, i);
    uint32_t begin = token->row.begin, end = token->row.end;
    uint32_t letters = count_characters(job->doc->text + begin, end - begin);

    if (letters > set->longest)
      letters = (uint32_t)set->longest;
    if (token->kind == STEMMA_TOKEN_WORD)
      into->words[letters]++;
  }
  return STEMMA_OK;
}

/* Takes over what another thread counted. */
static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  counts *all = into;
  const counts *more = from;
  uint32_t i;

  (void)self, (void)worker, (void)error;
  for (i = 0; i <= LONGEST; i++)
    all->words[i] += more->words[i];
  return STEMMA_OK;
}

/* What the state costs, for the user's max-memory. */
static uint64_t
bytes(const void *self, const void *state)
{
  (void)self, (void)state;
  return sizeof(counts);
}

/* The state as bytes, and back.  A state without pointers is simple; another
 * one writes its items in an order of their own, never by address. */
static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  (void)self, (void)error;
  return output->write(output, state, sizeof(counts));
}

static stemma_status
load(const void *self, const void *saved, uint64_t length, void **state,
     stemma_error *error)
{
  stemma_status status;

  if (length != sizeof(counts))
    return stemma_fail(error, STEMMA_E_INPUT, "these are no saved counts");
  status = start(self, state, error);
  if (status == STEMMA_OK)
    memcpy(*state, saved, sizeof(counts));
  return status;
}

/* All documents are in: the result. */
static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  const counts *all = state;
  stemma_status status = STEMMA_OK;
  uint32_t i;

  (void)self, (void)worker, (void)error;
  for (i = 0; i <= LONGEST && status == STEMMA_OK; i++) {
    length_row row = { { 0, 0, 0, 0 }, i, all->words[i] };

    if (row.words)
      status = stemma_append(job->outputs[0], &row, sizeof row);
  }
  return status;
}

static void
drop(const void *self, void *state)
{
  (void)self;
  free(state);
}

/* The parts, tied together.  Each struct begins with its size, so that a host
 * of another version knows how far it reaches. */
static const stemma_life life = { .size = sizeof life,
                                  .open = open_stage,
                                  .close = close_stage };
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
  .id = "my-plugin",
  .version = "0.1.0",
  .summary = "counts how long the words of the corpus are",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(settings),
  .life = &life,
  .fold = &fold,
  .metrics = STEMMA_LIST(metrics),
};
