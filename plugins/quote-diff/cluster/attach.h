/* SPDX-License-Identifier: Apache-2.0
 *
 * attach.h - finds the utterance that a small quote is cut from: "heroic" in a
 * headline belongs to the sentence that has the word.
 *
 * A small quote proves nothing by its words; what tells is where it stands.
 * Only quotes of its own document and of documents that share an utterance
 * with it are looked at, and the words must be rare enough that chance would
 * not find them there.
 */
#ifndef QUOTE_DIFF_ATTACH_H
#define QUOTE_DIFF_ATTACH_H

#include "clusters.h"

/* Attaches the small nodes to clusters, and those without one to each other.
 * False without memory. */
bool attach_small(Clusters *clusters, const Nodes *nodes);

#endif
