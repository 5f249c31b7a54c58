/* SPDX-License-Identifier: Apache-2.0
 *
 * metrics.h - the numbers that stages publish about a run, computed from rows
 * as they are told.
 */
#ifndef ENGINE_METRICS_H
#define ENGINE_METRICS_H

#include "../output/finding-set.h"
#include "../plan/plan.h"

typedef struct MetricSet MetricSet;

/* All metrics of all stages, in the order of the file and of each stage's
 * list. */
MetricSet *metric_set_new(const Plan *plan);
void metric_set_free(MetricSet *set);

/* Adds the rows of the table of `slot`. */
void metric_set_add(MetricSet *set, guint slot, const stemma_table *table);

/* Of MetricValue; the caller unrefs the array, the names are the set's. */
GArray *metric_set_values(const MetricSet *set);

/* Of LimitResult, in the order of the file's limits.  Findings that are known
 * do not count. */
GArray *metric_set_limits(const MetricSet *set, const GPtrArray *limits,
                          const FindingSet *findings);

#endif
