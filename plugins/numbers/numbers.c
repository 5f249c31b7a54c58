/* SPDX-License-Identifier: Apache-2.0
 *
 * numbers.c - the module org.stemma.numbers and its stage, a chain: find reads
 * the quantities of a document, align lines up those of several documents.
 */
#include <stemma/stemma.h>

#include "bundle.h"
#include "pairs.h"
#include "stage_find.h"

STEMMA_NOTE("org.stemma.numbers", "0.1.0", "Apache-2.0");

static const char *const systems[] = { "si", "us", NULL };

static const stemma_option options[] = {
  STEMMA_OPTION(NumbersOptions, units_file, STEMMA_OPTION_FILE, "units-file",
                "", "your own units and currencies, one a line"),
  STEMMA_OPTION_NUMBER(NumbersOptions, min_confidence, STEMMA_OPTION_FLOAT,
                       "min-confidence", "0.5", 0, 1, "",
                       "rows below it are left out"),
  STEMMA_OPTION_AMONG(NumbersOptions, kinds, STEMMA_OPTION_CHOICES, "kinds",
                      "cardinal, ordinal, percent, money, age, duration, "
                      "length, area, volume, mass, speed, temperature, data, "
                      "other",
                      stemma_quantity_kinds, "the kinds of rows to write"),
  STEMMA_OPTION_AMONG(NumbersOptions, system, STEMMA_OPTION_CHOICE, "units",
                      "si", systems, "what base values are given in"),
  STEMMA_OPTION_NUMBER(NumbersOptions, compared, STEMMA_OPTION_INT,
                       "compared-documents", "10000", 100, 4e9, "documents",
                       "lines up the quantities of the first ones"),
};

static const stemma_port find_reads[] = {
  { &stemma_token_layer, NULL, 0, 0 },
  { &stemma_sentence_layer, NULL, 0, 0 },
};
static const stemma_port find_writes[] = {
  { &stemma_quantity_layer, NULL, 0, 0 },
};
static const stemma_stage find_stage = {
  .size = sizeof(stemma_stage),
  .id = "find",
  .version = "0.1.0",
  .summary = "finds the quantities of a document",
  .url = "",
  .reads = STEMMA_LIST(find_reads),
  .writes = STEMMA_LIST(find_writes),
  .life = &numbers_find_life,
  .map = &numbers_find_map,
};

static const stemma_port match_reads[] = {
  { &stemma_quantity_layer, NULL, 0, 0 },
  { &stemma_token_layer, NULL, 0, 0 },
};
static const stemma_port match_writes[] = {
  { &side_layer, NULL, 0, 0 },
  { &pair_layer, NULL, 0, 0 },
};
static const stemma_stage match_stage = {
  .size = sizeof(stemma_stage),
  .id = "match",
  .version = "0.1.0",
  .summary = "finds the same quantity in two documents",
  .url = "",
  .reads = STEMMA_LIST(match_reads),
  .writes = STEMMA_LIST(match_writes),
  .carries = &bundle_layer,
  .life = &match_life,
  .group = &match_group,
};

static const stemma_port agree_reads[] = {
  { &side_layer, NULL, 0, 0 },
  { &pair_layer, NULL, 0, 0 },
};
static const stemma_port agree_writes[] = {
  { &stemma_agreement_layer, NULL, 0, 0 },
  { &stemma_agreement_member_layer, NULL, 0, 0 },
};
static const stemma_stage agree_stage = {
  .size = sizeof(stemma_stage),
  .id = "agree",
  .version = "0.1.0",
  .summary = "says whether documents agree on a quantity",
  .url = "",
  .reads = STEMMA_LIST(agree_reads),
  .writes = STEMMA_LIST(agree_writes),
  .life = &agree_life,
  .fold = &agree_fold,
};

static const stemma_port writes[] = {
  { &stemma_quantity_layer, NULL, 0, 0 },
  { &stemma_agreement_layer, NULL, 0, 0 },
  { &stemma_agreement_member_layer, NULL, 0, 0 },
};
static const stemma_metric metrics[] = {
  { "conflict.count", "quantities on which documents differ", "quantities",
    "agreement", NULL, "verdict", STEMMA_DIFFER, STEMMA_COUNT,
    STEMMA_METRIC_FINDING },
  { "agreement.count", "quantities on which documents agree", "quantities",
    "agreement", NULL, "verdict", STEMMA_AGREE, STEMMA_COUNT, 0 },
  { "quantity.count", "quantities in all documents", "quantities", "quantity",
    NULL, NULL, 0, STEMMA_COUNT, 0 },
};
static const stemma_stage *const inner[] = { &find_stage, &match_stage,
                                             &agree_stage };
static const stemma_chain chain = { sizeof(stemma_chain), 0,
                                    STEMMA_LIST(inner) };
static const stemma_stage stage = {
  .size = sizeof(stemma_stage),
  .id = "numbers",
  .version = "0.1.0",
  .summary = "finds quantities and lines them up between documents",
  .url = "",
  .reads = STEMMA_LIST(find_reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(NumbersOptions),
  .chain = &chain,
  .metrics = STEMMA_LIST(metrics),
};
static const stemma_stage *const stages[] = { &stage };
static const stemma_module module = {
  .size = sizeof(stemma_module),
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = "org.stemma.numbers",
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
