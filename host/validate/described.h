/* SPDX-License-Identifier: Apache-2.0
 *
 * described.h - walks over what a plugin says of itself.
 */
#ifndef VALIDATE_DESCRIBED_H
#define VALIDATE_DESCRIBED_H

#include "../module/module.h"

/* A number of every byte of the plugin's own descriptors and their texts, down
 * to choices.  The module must have been adopted, so that nothing in it leads
 * astray. */
guint64 described_digest(const stemma_module *module);

/* Calls `visit` for each stage (inner ones too), layer, field, option and
 * metric with its summary; `what` is "stage", "layer", ... */
void described_summaries(const Module *module,
                         void (*visit)(gpointer data, const char *what,
                                       const char *name, const char *summary),
                         gpointer data);

/* Calls `visit` for each stage of the module, and for the inner ones of
 * chains. */
void described_stages(const Module *module,
                      void (*visit)(gpointer data, const stemma_stage *stage),
                      gpointer data);

/* Calls `visit` for each layer that a stage reads, writes or carries, once for
 * each place where it stands. */
void described_layers(const Module *module,
                      void (*visit)(gpointer data, const stemma_layer *layer),
                      gpointer data);

#endif
