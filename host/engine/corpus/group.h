/* SPDX-License-Identifier: Apache-2.0
 *
 * group.h - one group stage in a run: rows filed under keys while documents
 * pass, and gathered key by key after the last one.
 *
 * Private to this room.
 */
#ifndef ENGINE_GROUP_H
#define ENGINE_GROUP_H

#include "../run.h"
#include "merge.h"

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

/* How often a worker has filed rows under a key.  A worker meets documents in
 * their order, so what it files beyond the cap of a key is never gathered. */
typedef struct {
  stemma_key key;
  guint32 doc; /* of the last row */
  guint32 row;
  guint32 count; /* rows, one beyond the cap at most; 0: a free place */
  guint32 hold;  /* misses until another key may have the place */
} Seen;

/* What a worker has filed and not written to disk, and what is on disk. */
typedef struct {
  Table *rows;    /* of the call that runs */
  Seen *seen;     /* the frequent keys; NULL: no cap */
  guint64 capped; /* rows left out by them */
  GArray *staged; /* of Entry: `at` is not set yet */
  GArray *filed;  /* of FiledPart: from another process */
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
