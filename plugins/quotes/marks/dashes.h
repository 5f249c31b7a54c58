/* SPDX-License-Identifier: Apache-2.0
 *
 * dashes.h - dialogue that dashes lead in, as novels and some papers print it:
 *
 *   — I will come, she said. Wait for me.
 *
 * Two paragraphs of a document must begin so, and one of them must say who
 * speaks; else the dashes head the points of a list.  What is said is all of
 * the paragraph but "she said".
 */
#ifndef QUOTES_DASHES_H
#define QUOTES_DASHES_H

#include "work.h"

/* Puts the quotes of such paragraphs in the place of what marks_find found
 * there; `spare` is scratch memory that the quotes may be exchanged with.
 * False without memory. */
bool dashes_find(const Text *text, Paragraphs *paragraphs, Quotes *quotes,
                 Quotes *spare);

#endif
