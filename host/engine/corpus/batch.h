/* SPDX-License-Identifier: Apache-2.0
 *
 * batch.h - some keys of a group stage with all their rows: what one worker
 * gathers at a time, in this process or in the stage's own.
 *
 * Private to this room.
 */
#ifndef ENGINE_BATCH_H
#define ENGINE_BATCH_H

#include "../remote/parcel.h"
#include "group.h"

/* A key and where its rows stand among the members. */
typedef KeyPart BatchKey;

typedef struct {
  Group *group;
  /* By the step's input; NULL: a document's. */
  const stemma_table *const *inputs;
  Table *members;
  GArray *origins; /* of stemma_ref */
  GArray *keys;    /* of BatchKey */
  Table **outputs; /* by the step's output */
  stemma_writer **writers;
  GPtrArray *logs;
  GArray *crashes;    /* of Failure: of keys that were given up */
  GByteArray *packed; /* keys and origins, for another process */
  CallResult result;
  Failure failure;
} Batch;

/* Empty; `group` and `inputs` must live longer. */
Batch *batch_new(Group *group, const stemma_table *const *inputs);
void batch_free(gpointer batch);
/* Its keys and rows are put in by gather.c. */
void batch_clear(Batch *batch);

/* Gathers its keys one after the other, unless `result` says that it failed
 * before; rows go to `outputs`, and `result` tells how it went.  [worker] */
void batch_work(Batch *batch, guint worker);

/* In a call, rows of the own outputs count from 0: links in the rows of
 * outputs[i] from from[i] on are shifted by what their target's `shift` is. */
void batch_rebase(const Step *step, Table *const *outputs, const guint32 *from,
                  const guint32 *shift);

#endif
