/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.h - a pipeline bound to plugins: which stage reads which table, in what
 * layout, in which pass.  Made and checked before any document is read.
 *
 * A plan is constant once it is built and may be read by all threads.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "../config/option.h"
#include "../config/pipeline.h"
#include "../corpus/table.h"
#include "../module/catalogue.h"

/* A table of the run: one layer as one stage writes it. */
typedef struct {
  const Schema *schema;
  char *name;      /* in reports; differs from the schema's when renamed */
  guint stage;     /* the writer's number in `stages`; G_MAXUINT: the input */
  guint32 version; /* of the layer, as the writer declares it */
  gboolean corpus;
  gboolean hidden; /* inside a chain */
  guint pass;      /* in which it is written; corpus tables: after which */
  guint last_pass; /* document tables: the last pass that needs it */
} Slot;

typedef enum { STEP_MAP, STEP_GROUP, STEP_FOLD } StepKind;

/* One stage that runs: a stage of the file, or an inner stage of a chain. */
typedef struct {
  char *label; /* "numbers", "quote-diff/link" */
  StepKind kind;
  guint number; /* of the file's stage in `stages` */
  const PipelineStage *file_stage;
  const Module *module;
  const stemma_stage *stage;
  const stemma_stage *chain; /* the chain that it is part of, or NULL */
  const OptionSet *options;  /* the chain's, for an inner stage */
  Schema *carries;           /* group stages; else NULL */
  GArray *inputs;            /* of int: slots, in the order of stage->reads;
                              * -1: absent and optional */
  GArray *outputs;           /* of int: slots, in the order of writes */
  gboolean by_document;      /* has a function over documents */
  guint pass;                /* of that function, or after which it runs */
} Step;

/* A stage of the file with the plugin that runs it. */
typedef struct {
  const PipelineStage *file_stage;
  const Module *module;
  const stemma_stage *stage; /* NULL: not found, which was told */
  OptionSet *options;        /* owned; NULL in tests */
} Chosen;

typedef struct {
  const Pipeline *pipeline;
  GArray *chosen;      /* of Chosen, in file order */
  GPtrArray *stages;   /* of RunStage (output/report.h), in file order */
  GArray *slots;       /* of Slot */
  GArray *steps;       /* of Step, in running order */
  GHashTable *schemas; /* layer name to Schema */
  guint pass_count;    /* at least 1 */
  guint tell_pass;     /* when documents are told: the last one with a map */
  int target;          /* the slot of the input's layer "target", or -1 */
} Plan;

/* Every mistake goes to `all`; NULL when there was one. */
Plan *plan_build(const Pipeline *pipeline, Catalogue *catalogue,
                 Diagnostics *all);
void plan_free(Plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)

/* The part of plan_build after the plugins are found.  Takes `chosen` (of
 * Chosen); `catalogue` (may be NULL) is asked for hints alone. */
Plan *plan_bind(const Pipeline *pipeline, GArray *chosen, Catalogue *catalogue,
                Diagnostics *all);

#define plan_slot(plan, i) (&g_array_index((plan)->slots, Slot, (i)))
#define plan_step(plan, i) (&g_array_index((plan)->steps, Step, (i)))

/* Does a report of this pipeline contain the table? */
gboolean plan_reports(const Plan *plan, const Slot *slot);

/* The slot that the file's stage `number` writes as `layer` (its declared
 * name), or -1. */
int plan_written(const Plan *plan, guint number, const char *layer);

/* Stages, bindings and passes as text, or as Graphviz. */
void plan_print(const Plan *plan, GString *to);
void plan_print_dot(const Plan *plan, GString *to);

#endif
