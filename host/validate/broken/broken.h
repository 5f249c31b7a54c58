/* SPDX-License-Identifier: 0BSD
 *
 * broken.h - a plugin that keeps every rule, and for each check of `stemma
 * validate` a copy of it that breaks that one: -DBREAKS=ROW_SPAN.
 *
 * It has a stage of each kind: words (map), marks (map, reads words), totals
 * (fold), pairs (group) and both (chain).  Nothing but NOTHING is an example.
 */
#ifndef VALIDATE_BROKEN_H
#define VALIDATE_BROKEN_H

#include <stemma/stemma.h>

enum {
  NOTHING,
  FILE_BANNED,
  FILE_LOCALE,
  FILE_PATHS,
  FILE_UNDEFINED,
  FILE_NOTE_AGREES,
  MODULE_SIZE,
  MODULE_ID,
  MODULE_VERSION,
  MODULE_LICENSE,
  MODULE_TEXT,
  MODULE_SAME_TWICE,
  MODULE_STATIC,
  MODULE_LOAD_TIME,
  STAGE_ID,
  STAGE_TEXT,
  STAGE_ONE_KIND,
  STAGE_CHAIN,
  STAGE_METRICS,
  STAGE_FUNCTIONS,
  OPTION_NAME,
  OPTION_INSIDE,
  OPTION_DEFAULT,
  OPTION_RANGE,
  OPTION_CHOICES,
  OPTION_EDGES,
  OPTION_COSMETIC,
  LAYER_NAME,
  LAYER_PREFIX,
  LAYER_FIELDS,
  LAYER_TYPES,
  LAYER_GAPS,
  PORT_FORM,
  PORT_READS,
  PORT_OPTIONAL,
  PORT_UNDECLARED,
  LIFE_OPEN_CLOSE,
  LIFE_ERROR,
  LIFE_STATUS,
  LIFE_NO_SERVICE,
  LIFE_RESOURCE_MISSING,
  LIFE_OUT_OF_MEMORY,
  LIFE_MALLOC_FAILS,
  LIFE_OLD_HOST,
  LIFE_BIG_HOST,
  ROW_SPAN,
  ROW_BOUNDARY,
  ROW_PRESENT_RESERVED,
  ROW_ENUM_BOOL,
  ROW_FINITE,
  ROW_STRING,
  ROW_REF,
  ROW_SORTED_DISJOINT,
  ROW_STRIDE,
  ROW_KEY,
  READ_STRIDE_PROBE,
  READ_CONST,
  READ_CONST_KEPT,
  TEXT_SAMPLES,
  TEXT_EMPTY,
  TEXT_ONE_CHAR,
  TEXT_UNICODE,
  TEXT_ONE_LINE,
  TEXT_CUT,
  TEXT_MUTATIONS,
  TEXT_PREFIX_SHIFT,
  TEXT_LARGE,
  SAME_TWICE,
  SAME_ORDER,
  SAME_THREADS,
  SAME_INSTANCES,
  SAME_PROCESS,
  SAME_LOCALE,
  STATE_LOCALE,
  STATE_SIGNALS,
  STATE_UMASK,
  STATE_FOLDER,
  STATE_ENVIRONMENT,
  STATE_FILES,
  SAME_ISOLATED,
  STATE_THREADS,
  STATE_NUMBERS,
  FOLD_IDENTITY,
  FOLD_ASSOCIATIVE,
  FOLD_SHARDS,
  FOLD_SAVE_LOAD,
  FOLD_BAD_STATE,
  GROUP_STABLE,
  GROUP_CAP,
  GROUP_SELF_CONTAINED,
  MANNER_CANCEL,
  MANNER_LIMIT,
  LOG_QUIET,
  LOG_LINE,
  DOCS_SUMMARY,
  DOCS_URL
};

#ifndef BREAKS
#define BREAKS NOTHING
#endif

/* A word as the stage "words" writes it. */
typedef struct Word {
  stemma_row row;
  double weight;
  stemma_str text;
  uint32_t kind;
  uint32_t capital;
  uint32_t before; /* a row */
  uint32_t length;
} Word;

/* Shared by the stages of the module, which all have the same options. */
typedef struct Options {
  int64_t min_length;
  const char *prefix;
  double weight;
  uint32_t kind;
  uint32_t quiet;
} Options;

extern const stemma_layer word_layer;
extern char broken_vendor[];
extern const stemma_option broken_options[];
extern const stemma_stage words_stage, marks_stage, totals_stage, pairs_stage;

#define OPTION_COUNT 5u
#define OPTIONS_LIST                                                           \
  {                                                                            \
    broken_options, OPTION_COUNT, sizeof(stemma_option)                        \
  }
#define PAGE "https://example.org/broken"

/* words.c */
stemma_status plain_open(const stemma_stage *stage, const stemma_host *host,
                         const void *options, void **self, stemma_error *error);
void plain_close(void *self);

#endif
