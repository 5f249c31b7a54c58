/* SPDX-License-Identifier: Apache-2.0
 *
 * rig.h - runs the engine over a few documents and a pipeline made of test
 * stages, and writes down all that a report is told.  With RIG_ISOLATES in the
 * environment every stage runs in a worker process.
 */
#ifndef UNIT_ENGINE_RIG_H
#define UNIT_ENGINE_RIG_H

#include "engine/engine.h"

typedef struct {
  Pipeline *pipeline;
  GArray *chosen; /* of Chosen, until the run */
  GString *lines; /* the documents, as JSON Lines */
  GString *told;  /* what the report got */
  GString *said;  /* errors and log lines */
  guint threads;
  volatile int cancelled;
  guint cancel_after; /* documents told; 0: never */
  gboolean builtin;   /* the stages' plugin; FALSE: its rows are checked */
} Rig;

Rig *rig_new(void);
void rig_free(Rig *rig);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rig, rig_free)

/* Adds a stage to the pipeline under its id. */
PipelineStage *rig_stage(Rig *rig, const stemma_stage *stage);
/* The same with another name in the file. */
PipelineStage *rig_stage_as(Rig *rig, const char *name,
                            const stemma_stage *stage);
void rig_wire(GPtrArray *wires, const char *role, const char *name);
void rig_limit(Rig *rig, const char *stage, const char *metric, LimitOp op,
               double value);

/* Adds a document; the text must need no escapes. */
void rig_document(Rig *rig, const char *id, const char *text);

/* Binds and runs; the status, or -1 when the run ended with an error (then
 * the last line of `said`), or -2 when the plan or a stage refused. */
int rig_run(Rig *rig, guint threads);

/* The plan alone, as plan_print shows it; NULL when it was refused. */
char *rig_plan(Rig *rig);

#endif
