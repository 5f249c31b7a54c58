/* SPDX-License-Identifier: Apache-2.0
 *
 * target.h - the member `targets` of a line: spans that become rows of the
 * layer target.
 */
#ifndef CORPUS_TARGET_H
#define CORPUS_TARGET_H

#include "document.h"
#include "json.h"

/* Reads the array that comes next; NULL: the document failed. */
GArray *targets_read(Document *document, JsonLine *json);

/* Makes the rows once the text is known; a span that does not fit it fails the
 * document. */
void targets_add(Document *document, GArray *targets);

#endif
