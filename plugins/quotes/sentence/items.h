/* SPDX-License-Identifier: Apache-2.0
 *
 * items.h - paragraphs with their quotes masked: each quote becomes one item,
 * so that the search for speakers reads only what the narrator says.
 */
#ifndef QUOTES_ITEMS_H
#define QUOTES_ITEMS_H

#include "work.h"

/* Replaces `items` and `sents` by those of some paragraphs, from *next on; sets
 * *next to the one behind them, and `words` of their quotes.  Several at once,
 * because a loop over the few words of a short paragraph costs as much to begin
 * and to end as to run; but not so many that a cache cannot hold their items.
 * False without memory. */
bool items_build(const Text *text, const Paragraphs *paragraphs, uint32_t *next,
                 Quotes *quotes, Items *items, Sents *sents);
void items_free(Items *items);

#endif
