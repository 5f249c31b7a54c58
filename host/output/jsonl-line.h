/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonl-line.h - the lines of a JSON Lines report, but for rows
 * (host/docs/output.md).
 *
 * Each appends a whole line to `to` where nothing else is said.  Any thread.
 */
#ifndef OUTPUT_JSONL_LINE_H
#define OUTPUT_JSONL_LINE_H

#include "findings/finding.h"
#include "report.h"

void jsonl_put_run(GString *to, const Run *run);

/* A document's line up to its layers, with its text where that is asked for.
 * FALSE: it failed, and the line is whole. */
gboolean jsonl_put_document(GString *to, const Document *document,
                            gboolean text);

void jsonl_put_failure(GString *to, const CorpusFailure *failure);
void jsonl_put_finding(GString *to, const Finding *finding);
/* Of MetricValue; NULL: none. */
void jsonl_put_metrics(GString *to, const GArray *metrics);
void jsonl_put_end(GString *to, const RunEnd *end);

#endif
