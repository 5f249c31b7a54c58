/* SPDX-License-Identifier: Apache-2.0
 *
 * links.h - which quotes may render the same utterance.
 */
#ifndef QUOTE_DIFF_LINKS_H
#define QUOTE_DIFF_LINKS_H

#include "nodes.h"

typedef struct Link {
  uint32_t a, b;  /* nodes */
  uint16_t score; /* likeness, of LINK_ONE */
  uint16_t cover; /* how much of the shorter the longer holds, of LINK_ONE */
} Link;

#define LINK_ONE 10000u

typedef struct Links {
  Store *store;
  Link *list;
  size_t count;
  size_t room;
} Links;

/* Links the nodes, which are weighed: those that meet (rare.h) and are alike
 * (score.h), and those of the same words to the first of these.  False without
 * memory; free them in any case. */
bool links_find(Links *links, Nodes *nodes, double significance);

/* False without memory. */
bool links_add(Links *links, Link link);
void links_free(Links *links);

#endif
