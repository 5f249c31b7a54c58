/* SPDX-License-Identifier: Apache-2.0
 *
 * items.h - a paragraph with its quotes masked: each quote becomes one item, so
 * that the search for speakers reads only what the narrator says.
 */
#ifndef QUOTES_ITEMS_H
#define QUOTES_ITEMS_H

#include "work.h"

/* Replaces `items` and `sents` by those of one paragraph.  Sets `words` of its
 * quotes.  False without memory. */
bool items_build(const Text *text, const Paragraph *at, Quotes *quotes,
                 Items *items, Sents *sents);
void items_free(Items *items);

#endif
