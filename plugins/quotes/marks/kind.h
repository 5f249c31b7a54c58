/* SPDX-License-Identifier: Apache-2.0
 *
 * kind.h - a whole sentence, a part of one, or a title: told by the shape of
 * what stands between the marks.
 */
#ifndef QUOTES_KIND_H
#define QUOTES_KIND_H

#include "work.h"

/* STEMMA_DIRECT or STEMMA_MIXED for the quote that is item `k`. */
uint32_t kind_of(const Text *text, const Item *items, const Sent *sent,
                 const Quoted *quote, uint32_t k);

/* Does it begin like a sentence, with a capital or a number? */
bool kind_begins_high(const Text *text, const Quoted *quote);

/* Does it look like the name of a work or a thing ("Meet the Neighbours")? */
bool kind_is_title(const Text *text, const Quoted *quote, const Sent *sent);

#endif
