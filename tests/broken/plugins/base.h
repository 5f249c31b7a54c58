/* SPDX-License-Identifier: Apache-2.0
 *
 * base.h - a plugin without fault, each part of which a broken one replaces by
 * a macro before it includes this.
 */
#ifndef BROKEN_BASE_H
#define BROKEN_BASE_H

#include <stemma/stemma.h>

#ifndef ID
#define ID "org.example.broken"
#endif
#ifndef NOTE
#define NOTE STEMMA_NOTE(ID, "1.0.0", "MIT")
#endif

typedef struct {
  stemma_row row;
  double weight;
  uint32_t kind;
  uint32_t count;
} Mark;

typedef struct {
  double threshold;
  uint64_t some;
  uint32_t one;
  uint32_t flag;
} Settings;

static const char *const kinds[] = { "soft", "hard", 0 };

#ifndef FIELDS
#define FIELDS                                                                 \
  STEMMA_FIELD(Mark, weight, STEMMA_F64, "", "how much"),                      \
      STEMMA_FIELD_ENUM(Mark, kind, kinds, "which"),                           \
      STEMMA_FIELD(Mark, count, STEMMA_U32, "", "how many")
#endif
#ifndef LAYER_NAME
#define LAYER_NAME "org.example.mark"
#endif
#ifndef LAYER_VERSION
#define LAYER_VERSION 1
#endif
#ifndef LAYER_FIELDS
#define LAYER_FIELDS STEMMA_LIST(fields)
#endif
#ifndef LAYER_FLAGS
#define LAYER_FLAGS STEMMA_LAYER_SORTED
#endif
#ifndef ROW_SIZE
#define ROW_SIZE sizeof(Mark)
#endif

static const stemma_field fields[] = { FIELDS };
static const stemma_layer layer = { sizeof layer, LAYER_VERSION, LAYER_NAME,
                                    "marks",      LAYER_FIELDS,  ROW_SIZE,
                                    LAYER_FLAGS };

#ifndef READS
#define READS                                                                  \
  {                                                                            \
    &stemma_token_layer, 0, 0, STEMMA_PORT_OPTIONAL                            \
  }
#endif
#ifndef WRITES
#define WRITES                                                                 \
  {                                                                            \
    &layer, 0, 0, 0                                                            \
  }
#endif
static const stemma_port reads[] = { READS };
#ifndef READS_LIST
#define READS_LIST STEMMA_LIST(reads)
#endif
static const stemma_port writes[] = { WRITES };

#ifndef OPTIONS
#define OPTIONS                                                                \
  STEMMA_OPTION_NUMBER(Settings, threshold, STEMMA_OPTION_FLOAT, "threshold",  \
                       "0.2", 0, 1, "", "leave out what is weaker"),           \
      STEMMA_OPTION_AMONG(Settings, some, STEMMA_OPTION_CHOICES, "some",       \
                          "soft, hard", kinds, "which kinds"),                 \
      STEMMA_OPTION_AMONG(Settings, one, STEMMA_OPTION_CHOICE, "one", "soft",  \
                          kinds, "which kind"),                                \
      STEMMA_OPTION(Settings, flag, STEMMA_OPTION_BOOL, "flag", "yes",         \
                    "whether")
#endif
static const stemma_option options[] = { OPTIONS };

#ifndef METRICS
#define METRICS                                                                \
  {                                                                            \
    "count", "marks", "marks", LAYER_NAME, 0, 0, 0, STEMMA_COUNT, 0            \
  }
#endif
static const stemma_metric metrics[] = { METRICS };

#ifndef OPEN
#define OPEN                                                                   \
  *self = 0;                                                                   \
  (void)error;
#endif
#ifndef PROCESS
#define PROCESS
#endif

static stemma_status
open_stage(const stemma_stage *stage, const stemma_host *host,
           const void *chosen, void **self, stemma_error *error)
{
  (void)stage;
  (void)host;
  (void)chosen;
  OPEN return STEMMA_OK;
}

static void
close_stage(void *self)
{
  (void)self;
}

static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  (void)self;
  (void)worker;
  (void)job;
  (void)error;
  PROCESS
  return STEMMA_OK;
}

#ifndef LIFE
#define LIFE                                                                   \
  {                                                                            \
    sizeof(stemma_life), 0, open_stage, close_stage, 0, 0                      \
  }
#endif
#ifndef MAP
#define MAP                                                                    \
  {                                                                            \
    sizeof(stemma_map), 0, process                                             \
  }
#endif
static const stemma_life life = LIFE;
static const stemma_map map = MAP;

#ifndef STAGE_SIZE
#define STAGE_SIZE sizeof(stemma_stage)
#endif
#ifndef STAGE_ID
#define STAGE_ID "mark"
#endif
#ifndef STAGE_FLAGS
#define STAGE_FLAGS 0
#endif
#ifndef STAGE_OPTIONS_SIZE
#define STAGE_OPTIONS_SIZE sizeof(Settings)
#endif
/* carries, life, map, group, fold, chain */
#ifndef STAGE_KINDS
#define STAGE_KINDS 0, &life, &map, 0, 0, 0
#endif
#ifdef BEFORE_STAGE
BEFORE_STAGE
#endif
static const stemma_stage stage = { STAGE_SIZE,
                                    STAGE_FLAGS,
                                    STAGE_ID,
                                    "1.0.0",
                                    "makes marks",
                                    "",
                                    READS_LIST,
                                    STEMMA_LIST(writes),
                                    STEMMA_LIST(options),
                                    STAGE_OPTIONS_SIZE,
                                    0,
                                    STAGE_KINDS,
                                    STEMMA_LIST(metrics) };

#ifndef STAGES
#define STAGES &stage
#endif
#ifdef BEFORE_MODULE
BEFORE_MODULE
#endif
static const stemma_stage *const stages[] = { STAGES };

#ifndef MODULE_SIZE
#define MODULE_SIZE sizeof(stemma_module)
#endif
#ifndef MODULE_ID
#define MODULE_ID ID
#endif
#ifndef MODULE_STAGES
#define MODULE_STAGES STEMMA_LIST(stages)
#endif
static const stemma_module module = { MODULE_SIZE,
                                      STEMMA_EPOCH,
                                      STEMMA_MINOR,
                                      STEMMA_NEEDS_MINOR,
                                      0,
                                      0,
                                      MODULE_ID,
                                      "1.0.0",
                                      "MIT",
                                      "",
                                      "",
                                      MODULE_STAGES };

#ifndef MODULE_RESULT
#define MODULE_RESULT &module
#endif

NOTE;

#ifndef NO_ENTRY
const stemma_module *
stemma_module_v1(void)
{
  return MODULE_RESULT;
}
#else
STEMMA_EXPORT const stemma_module *NO_ENTRY(void);
const stemma_module *
NO_ENTRY(void)
{
  return MODULE_RESULT;
}
#endif

#endif
