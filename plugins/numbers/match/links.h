/* SPDX-License-Identifier: Apache-2.0
 *
 * links.h - pairs of mentions that are of one thing.
 */
#ifndef NUMBERS_LINKS_H
#define NUMBERS_LINKS_H

#include "compare.h"

/* Two mentions, the one of the earlier document first. */
typedef struct Link {
  uint32_t a; /* candidates */
  uint32_t b;
  Compared found;
  uint32_t rank; /* of its words (label.h), once they are picked */
} Link;

/* Sorts links by `a` and `b` and keeps one of those of the same two, which are
 * equal in all.  Returns how many are kept. */
uint32_t links_keep(Link *links, uint32_t count);

#endif
