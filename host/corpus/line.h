/* SPDX-License-Identifier: Apache-2.0
 *
 * line.h - one line of JSON Lines to a document (host/docs/output.md, "Input
 * as JSON Lines").
 */
#ifndef CORPUS_LINE_H
#define CORPUS_LINE_H

#include "document.h"

/* The id that a line gives, found without changing the line; NULL when there
 * is none to be found or it cannot be used: line_parse then says why.  Stops
 * at the id, so it costs little where that comes first. */
char *line_id(char *bytes, gsize length);

/* Reads the line in document->buffer into text, metadata and targets; a line
 * that cannot be used fails the document with E603 or E604. */
void line_parse(Document *document);

/* Fails the line with E604 for what it says, not for how it is written. */
void line_fail(Document *document, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
