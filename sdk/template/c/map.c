/* SPDX-License-Identifier: 0BSD
 *
 * my-plugin - marks the long words of each document.
 *
 * This file is a whole plugin.  It came from `stemma new plugin`; change what
 * it looks for, and keep the shape.  The guide (plugin-guide.md of stemma)
 * says more about each part; the headers say everything.
 */
#include <stemma/stemma.h>

/* What the stage finds are rows of a layer.  A row begins with its place in
 * the text; then come your members, without holes and without pointers. */
typedef struct long_word {
  stemma_row row;
  uint32_t letters;
} long_word;

/* Each member once, with its meaning: reports, checks and `stemma plugins
 * info` are made from this. */
static const stemma_field fields[] = {
  STEMMA_FIELD(long_word, letters, STEMMA_U32, "characters", "how long it is"),
};

/* A layer's name has a dot in it; those without are stemma's own.  The version
 * grows by one with each field that you append. */
static const stemma_layer layer = {
  sizeof(stemma_layer),         1,
  "org.example.my-plugin.word", "words that are long",
  STEMMA_LIST(fields),          sizeof(long_word),
  STEMMA_LAYER_SORTED,
};

/* What goes in and out.  `token` is written by the stage "segment". */
static const stemma_port reads[] = { { &stemma_token_layer, 0, 0, 0 } };
static const stemma_port writes[] = { { &layer, 0, 0, 0 } };

/* What the user can choose.  The host reads the pipeline file, checks type
 * and range, and fills in this struct. */
typedef struct settings {
  int64_t min_length;
} settings;

static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(settings, min_length, STEMMA_OPTION_INT, "min-length",
                       "12", 1, 1000, "characters",
                       "leave out words that are shorter"),
};

/* Numbers about a run, for [fail-if] and reports: "my-plugin.count". */
static const stemma_metric metrics[] = {
  { "count", "long words", "words", "org.example.my-plugin.word", 0, 0, 0,
    STEMMA_COUNT, 0 },
};

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

/* One document.  Called from many threads at once: nothing static, no output,
 * no allocation for each token. */
static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  const settings *set = self;
  const stemma_list tokens = job->inputs[0]->rows;
  uint32_t i;

  (void)worker, (void)error;
  for (i = 0; i < tokens.count; i++) {
    /* STEMMA_AT, not [i]: the host's rows may be longer than ours. */
    const stemma_token *token = STEMMA_AT(stemma_token, tokens, i);
    uint32_t begin = token->row.begin, end = token->row.end;
    uint32_t letters = count_characters(job->doc->text + begin, end - begin);

    if (token->kind == STEMMA_TOKEN_WORD && letters >= set->min_length) {
      long_word row = { { begin, end, 0, 0 }, letters };
      stemma_status status = stemma_append(job->outputs[0], &row, sizeof row);

      /* The writer's failure goes back to the host as it is. */
      if (status != STEMMA_OK)
        return status;
    }
  }
  return STEMMA_OK;
}

/* The parts, tied together.  Each struct begins with its size, so that a host
 * of another version knows how far it reaches. */
static const stemma_life life = { .size = sizeof life,
                                  .open = open_stage,
                                  .close = close_stage };
static const stemma_map map = { .size = sizeof map, .process = process };
static const stemma_stage stage = {
  .size = sizeof stage,
  .id = "my-plugin",
  .version = "0.1.0",
  .summary = "marks long words",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(settings),
  .life = &life,
  .map = &map,
  .metrics = STEMMA_LIST(metrics),
};
