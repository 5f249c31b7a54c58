/* SPDX-License-Identifier: Apache-2.0
 *
 * html.h - the article of an HTML page: its main text, and title, date, outlet
 * and language as metadata.  What stands around it (menus, teasers, comments,
 * banners) is left out.
 *
 * Which blocks are the article is decided as Readability and jusText do it
 * (Kohlschütter, Fankhauser and Nejdl, "Boilerplate detection using shallow
 * text features", 2010): by how much of a block is text, how much of that is
 * links, and what stands together under one element.
 */
#ifndef CORPUS_HTML_H
#define CORPUS_HTML_H

#include "document.h"

/* Reads the page in `document->buffer` and gives the document its text: the
 * title, then one paragraph for each block, with an empty line between them;
 * its metadata; and the lines of the page where the blocks begin.  A page
 * without any text, or nested too deep, fails the document (E610); no bytes are
 * an empty document.  The page's encoding is UTF-8 where
 * its bytes are, else what it says of itself.  Any thread. */
void html_use(Document *document);

#endif
