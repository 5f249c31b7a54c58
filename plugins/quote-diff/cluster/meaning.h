/* SPDX-License-Identifier: Apache-2.0
 *
 * meaning.h - quotes that say the same in other words.
 *
 * Two translators need not share a rare stem: "This is not a fight we chose",
 * "We never asked for this battle".  In a small corpus, whose texts are kept
 * (texts.h), quotes of different documents are compared by what their words
 * mean (similarity.h).  Two that are each other's best match in their documents
 * are linked if they are alike enough, and less is asked of those that the same
 * speaker is said to have said.  In a larger one only those are compared that
 * stand near linked ones (near.h).  A corpus that is larger still is linked by
 * its stems alone: to compare a quote takes longer there than all else, and
 * among very many some mean nearly the same by chance.
 */
#ifndef QUOTE_DIFF_MEANING_H
#define QUOTE_DIFF_MEANING_H

#include "clusters.h"
#include "links.h"
#include "texts.h"

/* Adds links, and makes those that there are stronger; they are sorted by
 * their nodes then.  Links of small quotes, which belong to a longer one that a
 * clause parts from them, go to `ties`.  False without memory. */
bool meaning_link(Links *links, Links *ties, const Nodes *nodes,
                  const Texts *texts);

/* Takes small quotes that are alone into the clusters that they are tied to. */
void meaning_tie(Clusters *clusters, Links *ties, const Nodes *nodes);

#endif
