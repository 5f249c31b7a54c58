/* SPDX-License-Identifier: Apache-2.0
 *
 * finding.h - the rows that a limit's metric counts, and where they stand.
 */
#ifndef TERMINAL_FINDING_H
#define TERMINAL_FINDING_H

#include "summary.h"

/* Beyond these many of one limit, they are only counted. */
#define FINDINGS 5u

/* Does any limit count rows that have a place? */
gboolean findings_wanted(const Run *run);

/* Notes the rows of a document that limits count. */
void findings_document(Summary *summary, const DocumentResult *result);

/* Notes those of corpus tables, at the end. */
void findings_corpus(Summary *summary);

#endif
