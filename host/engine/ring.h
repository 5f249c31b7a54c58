/* SPDX-License-Identifier: Apache-2.0
 *
 * ring.h - work in many threads, results in order.
 *
 * Items go round: taken one after the other, worked on by any thread, given in
 * the order in which they were taken by whoever completes the next one, and
 * taken again.  So nothing grows, and no thread is there for writing alone.
 */
#ifndef ENGINE_RING_H
#define ENGINE_RING_H

#include "gate.h"

typedef struct {
  guint threads;    /* the calling one is the first of them */
  GPtrArray *items; /* the caller's; at least one for each thread */
  /* Fills an item with the next piece of work; FALSE: there is none.  One
   * thread at a time. */
  gboolean (*take)(gpointer data, gpointer item);
  /* Any thread; `worker` is below `threads`. */
  void (*work)(gpointer data, guint worker, gpointer item);
  /* In order, one thread at a time; FALSE: stop, nothing more is given. */
  gboolean (*give)(gpointer data, gpointer item);
  gpointer data;
  Gate *gate; /* `work` is done inside; may be NULL */
} RingJob;

/* Returns when all is given or it was stopped; every thread has ended. */
void ring_run(const RingJob *job);

#endif
