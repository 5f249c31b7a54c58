/* SPDX-License-Identifier: Apache-2.0
 *
 * fold.h - one fold stage in a run: a state for each worker, merged after the
 * last document, then finished.
 *
 * Private to this room.
 */
#ifndef ENGINE_FOLD_H
#define ENGINE_FOLD_H

#include "../run.h"

Fold *fold_new(Engine *engine, guint step);
void fold_free(Fold *fold);

/* Adds a document to the worker's state.  `apart`: to a state of its own, which
 * fold_keep merges and fold_forget drops, because others may still fail on the
 * document.  [worker] */
CallResult fold_add(Fold *fold, guint worker, const stemma_job *job,
                    gboolean apart, GPtrArray *logs, Failure *failure);
void fold_keep(Fold *fold, guint worker, GPtrArray *logs);
void fold_forget(Fold *fold, guint worker);

/* Merges the workers' states in their order and writes the corpus tables.
 * [control] */
CallResult fold_finish(Fold *fold, GPtrArray *logs, Failure *failure);

#endif
