/* SPDX-License-Identifier: Apache-2.0
 *
 * finding-set.h - finds the findings of a run: the rows of metrics that say so,
 * and those that a limit counts.
 *
 * A row of a document's layer has its place itself; a corpus row in its field
 * "doc", or, as an agreement, in the rows of the range that it refers to.  One
 * thread at a time; documents in input order.
 */
#ifndef OUTPUT_FINDING_SET_H
#define OUTPUT_FINDING_SET_H

#include "../report.h"
#include "finding.h"

/* So many findings of one metric are kept, if not all; all are counted. */
#define FINDINGS_MARKED 5000u
#define FINDINGS_COUNTED 100u

typedef struct FindingSet FindingSet;

/* `known` (may be NULL) has the fingerprints of a baseline as keys; it and
 * what `run` points to must live longer. */
FindingSet *finding_set_new(const Run *run, GHashTable *known, gboolean all);
void finding_set_free(FindingSet *set);

/* Before the rows of an analysed document. */
void finding_set_document(FindingSet *set, const Document *document);
/* A table of the document that stage `stage` of the run writes. */
void finding_set_rows(FindingSet *set, guint stage, const Document *document,
                      const stemma_table *table);
/* A corpus table that stage `stage` writes, once all of them are whole. */
void finding_set_corpus(FindingSet *set, guint stage,
                        const stemma_table *table);

/* Of Finding; the set's. */
const GPtrArray *finding_set_list(const FindingSet *set);
/* How many findings of a metric are in the baseline; of one whose rows are
 * not findings, none. */
guint64 finding_set_known(const FindingSet *set, const char *metric);

#endif
