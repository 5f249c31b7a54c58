/* SPDX-License-Identifier: Apache-2.0
 *
 * labels.h - interviews and transcripts, in which "NAME:" stands before each
 * speech instead of quotation marks.
 *
 * A label is up to four words with capitals and a colon, or "Q." and "A.", at
 * the beginning of a paragraph.  Labels count only where two of them come twice
 * or more, so that "Date:" or a headline's "Ana Bel: ..." is none.
 */
#ifndef QUOTES_LABELS_H
#define QUOTES_LABELS_H

#include "work.h"

/* Sets `label` of the paragraphs that begin with one; {0, 0} for the others. */
void labels_find(const Text *text, Paragraphs *paragraphs);

#endif
