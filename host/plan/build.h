/* SPDX-License-Identifier: Apache-2.0
 *
 * build.h - what the files of this room share while a plan is made.
 *
 * Private to this room.  One thread.
 */
#ifndef PLAN_BUILD_H
#define PLAN_BUILD_H

#include "plan.h"

typedef struct {
  Plan *plan;
  Catalogue *catalogue; /* for hints; may be NULL */
  Diagnostics *all;
  gboolean incomplete; /* some stage or plugin was not found: what it writes is
                        * not known, so missing layers are not told */
} Build;

#define chosen_at(plan, i) (&g_array_index((plan)->chosen, Chosen, (i)))
#define port_at(list, i) STEMMA_AT(stemma_port, list, i)

/* The name by which the pipeline file calls a port. */
const char *port_role(const stemma_port *port);

/* choose.c: the plugin, the stage and the options of each stage of the file.
 */
GArray *choose_plugins(const Pipeline *pipeline, Catalogue *catalogue,
                       Diagnostics *all);
void chosen_clear(gpointer chosen);

/* bind.c: steps and slots. */
void bind_stages(Build *build);
/* -1 when nothing that runs before stage `number` writes `layer`. */
int bind_nearest(const Plan *plan, const char *layer);

/* wire.c: reads.ROLE and writes.ROLE. */
void wire_check(Build *build, guint number);
const Wire *wire_find(const GPtrArray *wires, const stemma_port *port);
/* The slot for an input that the file wires; -1 after an error. */
int wire_resolve(Build *build, guint number, const stemma_port *port,
                 const Wire *wire);
/* Tells that stage `number` has no layer for `port` (E302, E303). */
void wire_missing(Build *build, guint number, const stemma_port *port);

/* schema.c: merges the declarations of each layer. */
void schemas_merge(Build *build);

/* passes.c: in which pass each step runs, and how long tables are kept. */
void passes_assign(Build *build);

/* metrics.c: the limits name metrics that exist (E701). */
void metrics_check(Build *build);

#endif
