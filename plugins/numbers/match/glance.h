/* SPDX-License-Identifier: Apache-2.0
 *
 * glance.h - what rules most pairs of mentions out before they are compared.
 */
#ifndef NUMBERS_GLANCE_H
#define NUMBERS_GLANCE_H

#include "compare.h"

/* What tells of most pairs that they are nothing to each other, without a look
 * at their words: between which amounts lies what a mention agrees with, and
 * which words are near it. */
typedef struct Glance {
  uint64_t stems; /* as of a Candidate */
  float low;      /* of another mention that may agree, infinite if any may */
  float high;
} Glance;

Glance glance_of(const Candidate *c);

/* How many of the words near `c` have no bit of their own in a glance. */
static inline uint32_t
glance_hides(const Candidate *c)
{
  return c->mention.near - (uint32_t)__builtin_popcountll(c->stems);
}

/* May mention_compare find anything?  `hidden` words of one of the two have no
 * bit of their own. */
static inline bool
glance_may_match(const Glance *a, const Glance *b, uint32_t hidden)
{
  uint32_t shared = (uint32_t)__builtin_popcountll(a->stems & b->stems);

  return (a->low <= b->high && b->low <= a->high)
         || shared + hidden >= DIFFER_WORDS;
}

#endif
