/* SPDX-License-Identifier: Apache-2.0
 *
 * metrics.h - the numbers that stages publish about a run, computed from rows
 * as they are told.
 */
#ifndef ENGINE_METRICS_H
#define ENGINE_METRICS_H

#include "../output/findings/finding-set.h"
#include "../plan/plan.h"

typedef struct MetricSet MetricSet;

/* All metrics of all stages, in the order of the file and of each stage's list;
 * then those of one document that limits ask for. */
MetricSet *metric_set_new(const Plan *plan);
void metric_set_free(MetricSet *set);

/* The next document, in the order of their numbers. */
void metric_set_document(MetricSet *set, const char *id);

/* Of a table of the corpus, in place of a document's number. */
#define METRIC_CORPUS G_MAXUINT32

/* Adds the rows of the table of `slot`, of the document with that number. */
void metric_set_add(MetricSet *set, guint slot, guint32 document,
                    const stemma_table *table);

/* A limit on a document that there was not, from *at on, which then is the one
 * behind it; NULL when there is none. */
const Limit *metric_set_stray(const MetricSet *set, guint *at);

/* Of MetricValue; the caller unrefs the array, the names are the set's. */
GArray *metric_set_values(const MetricSet *set);

/* Of LimitResult, in the order of the file's limits.  Findings that are known
 * do not count. */
GArray *metric_set_limits(const MetricSet *set, const GPtrArray *limits,
                          const FindingSet *findings);

#endif
