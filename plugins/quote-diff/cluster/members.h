/* SPDX-License-Identifier: Apache-2.0
 *
 * members.h - the rows of the stage cluster: which quote renders which
 * utterance, and in what role.
 */
#ifndef QUOTE_DIFF_MEMBERS_H
#define QUOTE_DIFF_MEMBERS_H

#include "clusters.h"

typedef struct Members {
  Store *store;
  uint32_t *number;  /* cluster -> utterance, or too few documents for one */
  uint32_t *fullest; /* cluster -> content words of its longest member */
} Members;

/* Numbers the clusters that `min_witnesses` documents quote by their first
 * node.  False without memory; free them in any case. */
bool members_number(Members *m, const Clusters *clusters, const Nodes *nodes,
                    uint32_t min_witnesses);
void members_free(Members *m);

/* A QuoteMembership for each node whose cluster has a number, in their
 * order. */
stemma_status members_write(const Members *m, const Clusters *clusters,
                            const Nodes *nodes, stemma_writer *out);

#endif
