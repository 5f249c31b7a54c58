/* SPDX-License-Identifier: Apache-2.0
 *
 * html_blocks.h - the blocks of a page's body, and which are the article.
 */
#ifndef CORPUS_HTML_BLOCKS_H
#define CORPUS_HTML_BLOCKS_H

#include <glib.h>
#include <libxml/tree.h>

typedef struct {
  const xmlNode *node; /* the element whose text it is */
  char *text;          /* blanks made one, none at either end */
  guint line;          /* of the page, from 1; 0: not known */
  guint letters;       /* code points that are not blanks */
  guint linked;        /* those of them that stand in links */
  gboolean heading;    /* h1 to h6 */
} HtmlBlock;

/* The blocks of the page that may be text, in its order (of HtmlBlock, which
 * the array frees).  What is hidden, a control or boilerplate by its element,
 * role, class or id is passed over. */
GArray *html_blocks(const xmlNode *root);

/* Keeps those that are the article. */
void html_blocks_choose(GArray *blocks);

#endif
