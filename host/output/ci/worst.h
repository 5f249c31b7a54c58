/* SPDX-License-Identifier: Apache-2.0
 *
 * worst.h - what a reader should see first, for formats that show only so
 * much.
 */
#ifndef OUTPUT_WORST_H
#define OUTPUT_WORST_H

#include "../findings/finding.h"
#include "../report.h"

/* Does `metric` stand above (or below) its limit? */
gboolean limit_is_reached(const RunEnd *end, const char *metric);

/* Is the finding new, and counted by a limit that was reached? */
gboolean finding_fails(const RunEnd *end, const Finding *finding);

/* Of Finding, with a place each: those that fail the run, then those that
 * metrics mark; of each kind those with the most places first, then in order.
 * `all` FALSE: only those that fail the run.  The findings are the run's. */
GPtrArray *findings_worst_first(const RunEnd *end, gboolean all);

#endif
