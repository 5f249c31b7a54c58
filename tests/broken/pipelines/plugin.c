/* SPDX-License-Identifier: Apache-2.0
 *
 * plugin.c - plugins that only describe themselves, so that the texts which
 * the broken pipelines must give do not hang on what the real ones offer.
 * PLUGIN_NAME chooses one.  They open, as check does that, and never run.
 */
#include <stemma/stemma.h>

static stemma_status
open_nothing(const stemma_stage *stage, const stemma_host *host,
             const void *options, void **self, stemma_error *error)
{
  (void)stage, (void)host, (void)options, (void)error;
  *self = 0;
  return STEMMA_OK;
}

static void
no_close(void *self)
{
  (void)self;
}

static const stemma_life life = { .size = sizeof life,
                                  .open = open_nothing,
                                  .close = no_close };

#if defined(PLUGIN_quote_diff) || defined(PLUGIN_variance)
#define IS_FOLD
static stemma_status
no_start(const void *self, void **state, stemma_error *error)
{
  (void)self, (void)state, (void)error;
  return STEMMA_E_INTERNAL;
}

static stemma_status
no_add(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  (void)self, (void)worker, (void)state, (void)job, (void)error;
  return STEMMA_E_INTERNAL;
}

static stemma_status
no_merge(const void *self, void *worker, void *into, void *from,
         stemma_error *error)
{
  (void)self, (void)worker, (void)into, (void)from, (void)error;
  return STEMMA_E_INTERNAL;
}

static stemma_status
no_save(const void *self, const void *state, stemma_output *output,
        stemma_error *error)
{
  (void)self, (void)state, (void)output, (void)error;
  return STEMMA_E_INTERNAL;
}

static stemma_status
no_load(const void *self, const void *bytes, uint64_t length, void **state,
        stemma_error *error)
{
  (void)self, (void)bytes, (void)length, (void)state, (void)error;
  return STEMMA_E_INTERNAL;
}

static stemma_status
no_finish(const void *self, void *worker, void *state, const stemma_job *job,
          stemma_error *error)
{
  (void)self, (void)worker, (void)state, (void)job, (void)error;
  return STEMMA_E_INTERNAL;
}

static void
no_drop(const void *self, void *state)
{
  (void)self, (void)state;
}

static const stemma_fold fold = {
  .size = sizeof fold,
  .start = no_start,
  .add = no_add,
  .merge = no_merge,
  .save = no_save,
  .load = no_load,
  .finish = no_finish,
  .drop = no_drop,
};
#else
static stemma_status
no_process(const void *self, void *worker, const stemma_job *job,
           stemma_error *error)
{
  (void)self, (void)worker, (void)job, (void)error;
  return STEMMA_E_INTERNAL;
}

static const stemma_map map = { .size = sizeof map, .process = no_process };
#endif

#if defined(PLUGIN_segment)
#define ID "org.stemma.segment"
#define STAGE "segment"
static const stemma_port writes[] = { { .layer = &stemma_token_layer },
                                      { .layer = &stemma_sentence_layer } };

#elif defined(PLUGIN_numbers)
#define ID "org.stemma.numbers"
#define STAGE "numbers"
typedef struct {
  double min_confidence;
  const char *currency;
  uint32_t units;
  uint32_t flag;
  int64_t resamples;
} Options;
static const char *const units[] = { "si", "us", 0 };
static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(Options, min_confidence, STEMMA_OPTION_FLOAT,
                       "min-confidence", "0.5", 0, 1, "", "leave out less"),
  STEMMA_OPTION(Options, currency, STEMMA_OPTION_TEXT, "currency", "USD",
                "of a bare sign"),
  STEMMA_OPTION_AMONG(Options, units, STEMMA_OPTION_CHOICE, "units", "si",
                      units, "which base"),
};
static const stemma_port reads[] = { { .layer = &stemma_token_layer } };
static const stemma_port writes[] = { { .layer = &stemma_quantity_layer } };

#elif defined(PLUGIN_quotes)
#define ID "org.stemma.quotes"
#define STAGE "quotes"
typedef struct {
  int64_t min_words;
} Options;
static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(Options, min_words, STEMMA_OPTION_INT, "min-words", "1",
                       1, 100, "", "leave out shorter ones"),
};
static const stemma_port reads[] = { { .layer = &stemma_sentence_layer } };
static const stemma_port writes[] = { { .layer = &stemma_quote_layer } };

#elif defined(PLUGIN_sentiment)
#define ID "org.stemma.sentiment"
#define STAGE "sentiment"
typedef struct {
  const char *model;
} Options;
static const stemma_option options[] = {
  { .name = "model",
    .summary = "the model's file",
    .offset = offsetof(Options, model),
    .type = STEMMA_OPTION_FILE,
    .flags = STEMMA_OPTION_REQUIRED },
};
static const stemma_port reads[] = { { .layer = &stemma_sentence_layer } };
static const stemma_port writes[] = { { .layer = &stemma_sentiment_layer } };

#elif defined(PLUGIN_quote_diff)
#define ID "org.stemma.quote-diff"
#define STAGE "quote-diff"
typedef struct {
  double significance;
  uint32_t align;
  uint32_t flag;
} Options;
static const char *const aligns[] = { "exact", "near", 0 };
static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(Options, significance, STEMMA_OPTION_FLOAT,
                       "significance", "0.001", 0, 1, "", "how sure"),
  STEMMA_OPTION_AMONG(Options, align, STEMMA_OPTION_CHOICE, "align", "near",
                      aligns, "how words meet"),
};
static const stemma_port reads[] = { { .layer = &stemma_quote_layer,
                                       .min_version = 1 } };
static const stemma_port writes[] = { { .layer = &stemma_reading_layer } };

#elif defined(PLUGIN_variance)
#define ID "org.stemma.variance"
#define STAGE "variance"
typedef struct {
  uint32_t count_omissions;
  uint32_t reserved;
  int64_t resamples;
} Options;
static const stemma_option options[] = {
  STEMMA_OPTION(Options, count_omissions, STEMMA_OPTION_BOOL, "count-omissions",
                "no", "do they count"),
  STEMMA_OPTION_NUMBER(Options, resamples, STEMMA_OPTION_INT, "resamples",
                       "100", 0, 10000, "", "for intervals"),
};
#define METRIC(name_, field_, reduce_)                                         \
  {                                                                            \
    .name = name_, .summary = "a metric", .unit = "", .layer = "variance",     \
    .field = field_, .reduce = reduce_                                         \
  }
static const stemma_metric metrics[] = {
  METRIC("mean", "score", STEMMA_MEAN),
  METRIC("max", "score", STEMMA_MAX),
  METRIC("min", "score", STEMMA_MIN),
  METRIC("pairs", 0, STEMMA_COUNT),
};
#define HAS_METRICS
static const stemma_port reads[] = { { .layer = &stemma_reading_layer } };
static const stemma_port writes[] = { { .layer = &stemma_variance_layer } };

#else /* acme.stance: asks for a newer layer than there is */
#define ID "acme.stance"
#define STAGE "stance"
static const stemma_port reads[] = { { .layer = &stemma_quote_layer,
                                       .min_version = 2 } };
static const stemma_layer stance = {
  .size = sizeof stance,
  .version = 1,
  .name = "acme.stance",
  .summary = "stances",
  .row_size = sizeof(stemma_row),
};
static const stemma_port writes[] = { { .layer = &stance } };
#endif

static const stemma_stage stage = {
  .size = sizeof stage,
  .id = STAGE,
  .version = "1.0.0",
  .summary = "describes itself",
  .url = "",
#if !defined(PLUGIN_segment)
  .reads = STEMMA_LIST(reads),
#endif
  .writes = STEMMA_LIST(writes),
#if !defined(PLUGIN_segment) && !defined(PLUGIN_stance)
  .options = STEMMA_LIST(options),
  .options_size = sizeof(Options),
#endif
#if defined(HAS_METRICS)
  .metrics = STEMMA_LIST(metrics),
#endif
  .life = &life,
#if defined(IS_FOLD)
  .fold = &fold,
#else
  .map = &map,
#endif
};
static const stemma_stage *const stages[] = { &stage };
static const stemma_module module = {
  .size = sizeof module,
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = ID,
  .version = "1.0.0",
  .license = "Apache-2.0",
  .vendor = "the tests",
  .url = "",
  .stages = STEMMA_LIST(stages),
};
STEMMA_NOTE(ID, "1.0.0", "Apache-2.0");

const stemma_module *
stemma_module_v1(void)
{
  return &module;
}
