/* SPDX-License-Identifier: Apache-2.0
 *
 * org.stemma.quote-diff - the same utterance in different articles, and how
 * its wordings differ, word by word.
 */
#include "renderer.h"

static const char *const aligns[] = { "exact", "near", 0 };

static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(Options, significance, STEMMA_OPTION_FLOAT,
                       "significance", "0.001", 0, 1, "quotes",
                       "chance matches that a quote may have in the corpus"),
  STEMMA_OPTION_NUMBER(Options, min_witnesses, STEMMA_OPTION_INT,
                       "min-witnesses", "2", 1, 64, "documents",
                       "leave out what fewer documents render"),
  STEMMA_OPTION_AMONG(Options, align, STEMMA_OPTION_CHOICE, "align", "near",
                      aligns, "link equal words only, or forms and spellings"),
};

stemma_status
options_open(const stemma_stage *stage, const stemma_host *host,
             const void *chosen, void **self, stemma_error *error)
{
  (void)stage, (void)host, (void)error;
  *self = (void *)(uintptr_t)chosen; /* the host keeps it until close */
  return STEMMA_OK;
}

void
options_close(void *self)
{
  (void)self;
}

static const stemma_port reads[] = { { &stemma_quote_layer, 0, 1, 0 } };
static const stemma_metric metrics[] = { UTTERANCE_METRICS };

static const stemma_stage *const inner[] = {
  &prepare_stage,
  &cluster_stage,
  &render_stage,
};
static const stemma_chain chain = {
  .size = sizeof chain,
  .stages = STEMMA_LIST(inner),
};
static const stemma_life life = {
  .size = sizeof life,
  .open = options_open,
  .close = options_close,
};
static const stemma_stage quote_diff_stage = {
  .size = sizeof quote_diff_stage,
  .id = "quote-diff",
  .version = "1.0.0",
  .summary = "finds the same utterance in several articles and collates it",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = UTTERANCE_WRITES,
  .options = STEMMA_LIST(options),
  .options_size = sizeof(Options),
  .life = &life,
  .chain = &chain,
  .metrics = STEMMA_LIST(metrics),
};

static const stemma_stage *const stages[] = { &quote_diff_stage, &works_stage };
static const stemma_module module = {
  .size = sizeof module,
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = "org.stemma.quote-diff",
  .version = "1.0.0",
  .license = "Apache-2.0",
  .vendor = "stemma",
  .url = "",
  .stages = STEMMA_LIST(stages),
};
STEMMA_NOTE("org.stemma.quote-diff", "1.0.0", "Apache-2.0");

const stemma_module *
stemma_module_v1(void)
{
  return &module;
}
