/* SPDX-License-Identifier: Apache-2.0
 *
 * growth.c - a writer and a reader of one layer, each as of ABI 1.0 or, with
 * LATER, as of a made-up 1.1 in which every descriptor and the row itself have
 * a member more.  growth.py runs all four pairs.
 */
#include <stemma/stemma.h>

#ifdef LATER
#define MORE                                                                   \
  ;                                                                            \
  uint64_t later
#define POISON , 0xa5a5a5a5a5a5a5a5u
#define MINOR 1u
#define MARK_VERSION 2
#else
#define MORE
#define POISON
#define MINOR 0u
#define MARK_VERSION 1
#endif
/* A descriptor of this version of the ABI. */
#define GROWN(type)                                                            \
  struct {                                                                     \
    type base MORE;                                                            \
  }

typedef struct {
  stemma_row row;
  uint32_t value;
  uint32_t reserved;
#ifdef LATER
  uint64_t added;
#endif
} Mark;

static const GROWN(stemma_field) mark_fields[] = {
  { STEMMA_FIELD(Mark, value, STEMMA_U32, "", "a number") POISON },
  { STEMMA_FIELD_HIDE(Mark, reserved, STEMMA_U32, "zero") POISON },
#ifdef LATER
  { STEMMA_FIELD(Mark, added, STEMMA_I64, "", "ten times as much") POISON },
#endif
};
static const GROWN(stemma_layer) mark = {
  { sizeof mark, MARK_VERSION, "org.example.mark", "marks",
    STEMMA_LIST(mark_fields), sizeof(Mark), 0 } POISON
};
static const GROWN(stemma_port) mark_ports[] = { { { &mark.base, 0, 0,
                                                     0 } POISON } };

#ifdef READER
typedef struct {
  stemma_row row;
  uint32_t count;
  uint32_t sum;
  uint64_t added;
} Sum;

static const GROWN(stemma_field) sum_fields[] = {
  { STEMMA_FIELD(Sum, count, STEMMA_U32, "", "how many") POISON },
  { STEMMA_FIELD(Sum, sum, STEMMA_U32, "", "how much") POISON },
  { STEMMA_FIELD(Sum, added, STEMMA_I64, "", "of the new member") POISON },
};
static const GROWN(stemma_layer) sum = { { sizeof sum, 1, "org.example.sum",
                                           "sums", STEMMA_LIST(sum_fields),
                                           sizeof(Sum), 0 } POISON };
static const GROWN(stemma_port) sum_ports[] = { { { &sum.base, 0, 0,
                                                    0 } POISON } };
#define ID "org.example.reader"
#define READS STEMMA_LIST(mark_ports)
#define WRITES STEMMA_LIST(sum_ports)
#else
#define ID "org.example.writer"
#define READS STEMMA_NO_LIST
#define WRITES STEMMA_LIST(mark_ports)
#endif

/* The second member is read only if the list was stepped by its stride. */
typedef struct {
  int64_t first;
  int64_t second;
} Settings;

static const GROWN(stemma_option) options[] = {
  { STEMMA_OPTION(Settings, first, STEMMA_OPTION_INT, "first", "1", "")
        POISON },
  { STEMMA_OPTION(Settings, second, STEMMA_OPTION_INT, "second", "2", "")
        POISON },
};

static stemma_status
open_stage(const stemma_stage *stage, const stemma_host *host,
           const void *chosen, void **self, stemma_error *error)
{
  const Settings *set = chosen;

  (void)host;
  *self = (void *)(uintptr_t)chosen;
#ifdef LATER
  /* The host passes the plugin's own struct, whole. */
  if (((const GROWN(stemma_stage) *)(const void *)stage)->later
      != 0xa5a5a5a5a5a5a5a5u)
    return stemma_fail(error, STEMMA_E_INTERNAL, "this is not my stage");
#endif
  if (stage->size < sizeof *stage || set->first != 1 || set->second != 2)
    return stemma_fail(error, STEMMA_E_OPTION, "the options are wrong");
  return STEMMA_OK;
}

static void
close_stage(void *self)
{
  (void)self;
}

#ifdef READER
static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  stemma_list marks = job->inputs[0]->rows;
  Sum row = { { 0, 0, 0, 0 }, marks.count, 0, 0 };

  (void)self;
  (void)worker;
  (void)error;
  for (uint32_t i = 0; i < marks.count; i++) {
    const Mark *one = STEMMA_AT(Mark, marks, i);

    row.sum += one->value;
#ifdef LATER
    row.added += one->added;
#endif
  }
  return stemma_append(job->outputs[0], &row, sizeof row);
}
#else
static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  (void)self;
  (void)worker;
  (void)error;
  for (uint32_t i = 1; i <= 3; i++) {
    Mark row = { { 0, 1, 0, 0 },
                 10 * i,
                 0
#ifdef LATER
                 ,
                 100 * i
#endif
    };
    stemma_status status = stemma_append(job->outputs[0], &row, sizeof row);

    if (status != STEMMA_OK)
      return status;
  }
  return STEMMA_OK;
}
#endif

static const GROWN(stemma_life) life = { { sizeof life, 0, open_stage,
                                           close_stage, 0, 0 } POISON };
static const GROWN(stemma_map) map = { { sizeof map, 0, process } POISON };
static const GROWN(stemma_stage) stage = {
  { sizeof stage, 0, "one", "1.0.0", "", "", READS, WRITES,
    STEMMA_LIST(options), sizeof(Settings), 0, 0, &life.base, &map.base, 0, 0,
    0, STEMMA_NO_LIST } POISON
};
static const stemma_stage *const stages[] = { &stage.base };
static const GROWN(stemma_module) module = {
  { sizeof module, STEMMA_EPOCH, MINOR, 0, 0, 0, ID, "1.0.0", "MIT", "", "",
    STEMMA_LIST(stages) } POISON
};

#undef STEMMA_MINOR
#define STEMMA_MINOR MINOR
STEMMA_NOTE(ID, "1.0.0", "MIT");

const stemma_module *
stemma_module_v1(void)
{
  return &module.base;
}
