/* SPDX-License-Identifier: Apache-2.0
 *
 * reported.h - finds the utterance that indirect speech reports.
 *
 * The reporter's words join an utterance where they are much like one of its
 * renderings and nobody else is said to have spoken.  They never make an
 * utterance, nor bring two together.
 */
#ifndef QUOTE_DIFF_REPORTED_H
#define QUOTE_DIFF_REPORTED_H

#include "clusters.h"

/* After the clusters are made.  False without memory. */
bool attach_reported(Clusters *clusters, const Nodes *nodes,
                     const Links *links);

#endif
