/* SPDX-License-Identifier: Apache-2.0
 *
 * html_meta.h - what a page says of itself: title, date, outlet, language, url.
 */
#ifndef CORPUS_HTML_META_H
#define CORPUS_HTML_META_H

#include "document.h"
#include <libxml/tree.h>

/* Adds what is there to the document's metadata: "title", "date", "source",
 * "language" and "url".  The strings are kept in `strings`.  `heading`, the
 * article's own (NULL: it has none), is the title where the page's says the
 * same and more, such as the outlet's name. */
void html_meta_read(const xmlNode *root, const char *heading,
                    Document *document, GStringChunk *strings);

#endif
