/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.h - a pipeline bound to plugins: which stage reads which table, in what
 * layout, in which pass.  Made and checked before any document is read.
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
  char *name;  /* in reports; differs from the schema's when renamed */
  guint stage; /* the writer's number in `steps`; G_MAXUINT: the input */
  gboolean corpus;
  gboolean hidden; /* inside a chain */
  guint last_pass; /* the last pass that reads it */
} Slot;

/* One stage that runs: a stage of the file, or an inner stage of a chain. */
typedef struct {
  const PipelineStage *file_stage;
  const Module *module;
  const stemma_stage *stage;
  const stemma_stage *chain; /* the chain that it is part of, or NULL */
  const OptionSet *options;  /* the chain's, for an inner stage */
  GArray *inputs;            /* of int: slots, in the order of stage->reads;
                              * -1: absent and optional */
  GArray *outputs;           /* of int: slots, in the order of writes */
  gboolean by_document;      /* has a function over documents */
  guint pass;                /* of that function, or after which it runs */
} Step;

typedef struct {
  const Pipeline *pipeline;
  GPtrArray *stages; /* of RunStage (output/report.h), in file order */
  GArray *slots;     /* of Slot */
  GArray *steps;     /* of Step, in running order */
  guint pass_count;
} Plan;

/* Every mistake goes to `all`; NULL when there was one. */
Plan *plan_build(const Pipeline *pipeline, Catalogue *catalogue,
                 Diagnostics *all);
void plan_free(Plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)

/* Stages, bindings and passes as text, or as Graphviz. */
void plan_print(const Plan *plan, GString *to);
void plan_print_dot(const Plan *plan, GString *to);

#endif
