/* SPDX-License-Identifier: 0BSD
 *
 * hedges - marks the words that soften a claim: "reportedly", "perhaps".
 *
 * A complete plugin: one layer, one option, one metric, one map stage.
 */
#include <stemma/stemma.h>

/* What a row of the layer is. */
typedef struct hedge {
  stemma_row row;
  double weight;
} hedge;

static const stemma_field fields[] = {
  STEMMA_FIELD(hedge, weight, STEMMA_F64, "0..1", "how much it softens"),
};
static const stemma_layer hedges = {
  sizeof(stemma_layer), 1,
  "org.example.hedge",  "words that soften a claim",
  STEMMA_LIST(fields),  sizeof(hedge),
  STEMMA_LAYER_SORTED,
};

/* What the stage reads and writes. */
static const stemma_port reads[] = { { &stemma_token_layer, 0, 0, 0 } };
static const stemma_port writes[] = { { &hedges, 0, 0, 0 } };

/* What its user can choose: the host fills in a `settings`. */
typedef struct settings {
  double threshold;
} settings;

static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(settings, threshold, STEMMA_OPTION_FLOAT, "threshold",
                       "0.2", 0, 1, "", "leave out hedges weaker than this"),
};

/* What it publishes for [fail-if]: hedges.count. */
static const stemma_metric metrics[] = {
  { "count", "words that soften a claim", "words", "org.example.hedge", 0, 0, 0,
    STEMMA_COUNT, 0 },
};

static const struct {
  const char *word;
  double weight;
} words[] = { { "allegedly", 0.9 },  { "almost", 0.4 },
              { "apparently", 0.6 }, { "doubt", 0.7 },
              { "likely", 0.3 },     { "may", 0.2 },
              { "might", 0.4 },      { "nearly", 0.4 },
              { "perhaps", 0.4 },    { "possibly", 0.5 },
              { "reportedly", 0.8 }, { "seemingly", 0.6 },
              { "supposedly", 0.8 } };

/* The weight of a word in lower or upper case, or -1. */
static double
weight_of(const char *text, uint32_t length)
{
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const char *word = words[i].word;
    uint32_t k = 0;

    while (k < length && word[k] && (text[k] | 0x20) == word[k])
      k++;
    if (k == length && !word[k])
      return words[i].weight;
  }
  return -1;
}

/* The settings live until close, so they can serve as the stage's state. */
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

static stemma_status
mark(const void *self, void *worker, const stemma_job *job, stemma_error *error)
{
  const settings *set = self;
  const stemma_list tokens = job->inputs[0]->rows;

  (void)worker, (void)error;
  for (uint32_t i = 0; i < tokens.count; i++) {
    /* Not an index: the host's rows may be longer than ours. */
    const stemma_token *token = STEMMA_AT(stemma_token, tokens, i);
    uint32_t begin = token->row.begin, end = token->row.end;
    double weight = weight_of(job->doc->text + begin, end - begin);

    if (weight >= 0 && weight >= set->threshold) {
      hedge row = { { begin, end, 0, 0 }, weight };
      stemma_status status = stemma_append(job->outputs[0], &row, sizeof row);

      if (status != STEMMA_OK)
        return status;
    }
  }
  return STEMMA_OK;
}

static const stemma_life life = { .size = sizeof life,
                                  .open = open_stage,
                                  .close = close_stage };
static const stemma_map map = { .size = sizeof map, .process = mark };
static const stemma_stage stage = {
  .size = sizeof stage,
  .id = "hedges",
  .version = "1.0.0",
  .summary = "marks words that soften a claim",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(settings),
  .life = &life,
  .map = &map,
  .metrics = STEMMA_LIST(metrics),
};
static const stemma_stage *const stages[] = { &stage };
static const stemma_module module = {
  .size = sizeof module,
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = "org.example.hedges",
  .version = "1.0.0",
  .license = "0BSD",
  .vendor = "Example",
  .url = "",
  .stages = STEMMA_LIST(stages),
};
STEMMA_NOTE("org.example.hedges", "1.0.0", "0BSD");

const stemma_module *
stemma_module_v1(void)
{
  return &module;
}
