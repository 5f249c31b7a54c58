/* SPDX-License-Identifier: Apache-2.0
 *
 * unite.h - clusters of a small corpus that are one utterance.
 *
 * Where the best match of each quote in each other document is known
 * (meaning.h), few of the links between two clusters say more than the mean
 * over all pairs does: five free renderings of a saying fall into two clusters,
 * each of papers that the other one lacks.  Such two are united when several
 * quotes of them are each other's best.
 */
#ifndef QUOTE_DIFF_UNITE_H
#define QUOTE_DIFF_UNITE_H

#include "clusters.h"

/* Does nothing in a corpus of more than some hundred quotes.  False without
 * memory. */
bool clusters_unite(Clusters *clusters, const Graph *graph, const Nodes *nodes);

#endif
