/* SPDX-License-Identifier: Apache-2.0
 *
 * near.h - which quotes of a larger corpus are worth comparing by meaning:
 * those that stand near two that are linked by their words.
 *
 * Two articles that share an utterance tell of one event, mostly in one order.
 * On translations of one book all that comparing every two quotes finds is
 * found so, with a thirtieth of the comparisons, and there are as many as there
 * are links: time grows with the quotes, not with their square.
 */
#ifndef QUOTE_DIFF_NEAR_H
#define QUOTE_DIFF_NEAR_H

#include "links.h"

/* A link between two documents. */
typedef struct NearLink {
  uint32_t docs[2]; /* ascending */
  uint32_t a, b;    /* nodes of these */
} NearLink;

typedef struct Near {
  NearLink *list; /* by documents, then by nodes */
  size_t count;
} Near;

/* False without memory; free in any case. */
bool near_find(Near *near, const Links *links, const Nodes *nodes);
void near_free(Near *near);

/* The end of those between the same documents as `first`. */
size_t near_end(const Near *near, size_t first);

/* Told of each node of the one document with each of the other that is near a
 * link with it, once, in order. */
typedef void (*NearMeeting)(void *data, uint32_t a, uint32_t b);

/* For the links first .. end - 1, which are between two documents. */
void near_meet(const Near *near, size_t first, size_t end, const Nodes *nodes,
               NearMeeting meeting, void *data);

#endif
