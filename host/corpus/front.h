/* SPDX-License-Identifier: Apache-2.0
 *
 * front.h - the front matter of a text file: lines "key: value" between two
 * lines "---" before the text, as static site generators write them.
 */
#ifndef CORPUS_FRONT_H
#define CORPUS_FRONT_H

#include "document.h"

/* Takes the front matter of the document's `length` bytes at `text`, which lie
 * in its buffer, into its metadata; how many bytes it has, 0: there is none.
 * Values are text, numbers or true and false, in quotes or without; what is
 * deeper (lists, indented lines) is left out.  A first line "---" that no such
 * lines and no second "---" follow is text.  A key that stands twice fails the
 * document (E609). */
gsize front_read(Document *document, char *text, gsize length);

#endif
