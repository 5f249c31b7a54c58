/* SPDX-License-Identifier: Apache-2.0
 *
 * meaning.h - quotes that say the same in other words.
 *
 * Two translators need not share a rare stem: "This is not a fight we chose",
 * "We never asked for this battle".  In a small corpus, whose texts are kept
 * (texts.h), quotes of different documents are compared by what their words
 * mean (similarity.h), and linked where that is much, with less asked of those
 * that the same speaker is said to have said.  A large corpus is linked by its
 * stems alone: among very many quotes some mean nearly the same by chance.
 */
#ifndef QUOTE_DIFF_MEANING_H
#define QUOTE_DIFF_MEANING_H

#include "links.h"
#include "texts.h"

/* Adds links, and makes those that there are stronger; they are sorted by
 * their nodes then.  False without memory. */
bool meaning_link(Links *links, const Nodes *nodes, const Texts *texts);

#endif
