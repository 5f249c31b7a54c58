/* SPDX-License-Identifier: 0BSD
 *
 * marks.c - a map stage that reads the rows of another one.
 */
#include "broken.h"

typedef struct Mark {
  stemma_row row;
  uint32_t length;
  uint32_t tokens;
} Mark;

static const stemma_field fields[] = {
  STEMMA_FIELD(Mark, length, STEMMA_U32, "bytes", "of the long word"),
  STEMMA_FIELD(Mark, tokens, STEMMA_U32, "",
               "of the text, where they are known"),
};
static const stemma_layer mark_layer = { sizeof mark_layer,   1,
                                         "org.example.mark",  "long words",
                                         STEMMA_LIST(fields), sizeof(Mark),
                                         STEMMA_LAYER_SORTED };

static const stemma_field nowhere_fields[] = {
  STEMMA_FIELD(Mark, length, STEMMA_U32, "", "never written"),
  STEMMA_FIELD(Mark, tokens, STEMMA_U32, "", "never written"),
};
static const stemma_layer nowhere_layer = { sizeof nowhere_layer,
                                            1,
                                            "org.example.nowhere",
                                            "what no stage writes",
                                            STEMMA_LIST(nowhere_fields),
                                            sizeof(Mark),
                                            0 };

static const Word *
word_at(const stemma_table *words, uint32_t i)
{
  if (BREAKS == READ_STRIDE_PROBE)
    return (const Word *)words->rows.items + i;
  return STEMMA_AT(Word, words->rows, i);
}

static stemma_status
marks_process(const void *self, void *worker, const stemma_job *job,
              stemma_error *error)
{
  const stemma_table *words = job->inputs[0], *tokens = job->inputs[1];
  uint32_t known = BREAKS == PORT_OPTIONAL || tokens ? tokens->rows.count : 0;
  stemma_status status = STEMMA_OK;

  (void)self, (void)worker, (void)error;
  for (uint32_t i = 0; status == STEMMA_OK && i < words->rows.count; i++) {
    const Word *word = word_at(words, i);
    Mark mark = { word->row, word->length, known };

    mark.row.present = 0;
    if (word->length > 5)
      status = stemma_append(job->outputs[0], &mark, sizeof mark);
  }
  return status;
}

static const stemma_life life = {
  sizeof life, 0, plain_open, plain_close, 0, 0
};
static const stemma_map map = { sizeof map, 0, marks_process };
static const stemma_port reads[] = {
  { BREAKS == PORT_READS ? &nowhere_layer : &word_layer, 0, 0, 0 },
  { &stemma_token_layer, 0, 0, STEMMA_PORT_OPTIONAL },
};
static const stemma_port writes[] = { { &mark_layer, 0, 0, 0 } };

const stemma_stage marks_stage = {
  .size = sizeof marks_stage,
  .id = "marks",
  .version = "1.0.0",
  .summary = "marks long words",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .life = &life,
  .map = &map,
};
