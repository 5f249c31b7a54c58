/* SPDX-License-Identifier: Apache-2.0
 *
 * group.h - one group stage in a run: rows filed under keys while documents
 * pass, and gathered key by key after the last one.
 *
 * Private to this room.
 */
#ifndef ENGINE_GROUP_H
#define ENGINE_GROUP_H

#include "merge.h"
#include "run.h"

Group *group_new(Engine *engine, guint step);
void group_free(Group *group);

/* Runs scatter; what it says is kept apart until group_keep or group_forget.
 * `doc` is the number that the rows' origins name.  [worker] */
CallResult group_scatter(Group *group, guint worker, const stemma_job *job,
                         GPtrArray *logs, guint32 doc, Failure *failure);
/* FALSE: the disk is full (spill_error).  [worker] */
gboolean group_keep(Group *group, guint worker);
void group_forget(Group *group, guint worker);

/* Gathers all keys with all workers; rows are appended to the outputs' corpus
 * tables in key order.  [control] */
CallResult group_gather(Group *group, Failure *failure);

/* What a worker has filed and not written to disk, and what is on disk. */
typedef struct {
  Table *rows;    /* of the call that runs */
  GArray *staged; /* of Entry: `at` is not set yet */
  guint32 doc;
  stemma_emitter emitter;
  GArray *entries;   /* of Entry */
  GByteArray *bytes; /* packed rows, each after its length */
  guint64 taken;     /* of the spill's budget */
  GPtrArray *runs;   /* of GArray of Block */
} Part;

struct Group {
  Engine *engine;
  guint number; /* of the step */
  const Step *step;
  Part *parts; /* by worker */
};

#endif
