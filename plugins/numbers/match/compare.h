/* SPDX-License-Identifier: Apache-2.0
 *
 * compare.h - whether two mentions are of one thing, and whether their amounts
 * agree.  Equal amounts need some of their context in common, different ones
 * much: a false conflict is worse than a missed one.  Reports of one event in a
 * small corpus are read closely, as by a reader who holds them side by side.
 */
#ifndef NUMBERS_COMPARE_H
#define NUMBERS_COMPARE_H

#include <math.h>

#include "mention.h"

/* How two mentions stand to each other. */
enum {
  PAIR_NONE = 0,
  PAIR_SAME = 1,
  PAIR_VAGUE = 2,
  PAIR_DIFFER = 3,
  PAIR_ALIKE = 4 /* equal, and nothing else says that they are one */
};

typedef struct Compared {
  uint32_t verdict; /* PAIR_... */
  uint32_t shared;  /* a bit for each word near the first that both have */
  double score;     /* 0..1: how much of their context they share */
} Compared;

Compared mention_compare(const Candidate *a, const Candidate *b);

/* What tells of most pairs that they are nothing to each other, without a look
 * at their words: between which amounts lies what a mention agrees with, and
 * which words are near it. */
typedef struct Glance {
  uint64_t stems; /* as of a Candidate */
  float low;      /* of another mention that may agree, infinite if any may */
  float high;
} Glance;

Glance glance_of(const Candidate *c);

/* Amounts that cannot agree must share so many words to be of one thing. */
enum { DIFFER_WORDS = 4 };

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

/* May the two amounts be one, with their modifiers and ranges? */
bool mention_agrees(const Mention *a, const Mention *b);

/* The least and the greatest amount, in its base unit, that a mention with a
 * value may stand for. */
void mention_reach(const Mention *m, double *low, double *high);

/* How many of the first topics of the two, so many of each, are the same. */
uint32_t mention_same_topics(const Mention *a, uint32_t of_a, const Mention *b,
                             uint32_t of_b);

static inline bool
amount_nearly(double a, double b, double by)
{
  return fabs(a - b) <= by * fmax(fabs(a), fabs(b));
}

/* Does its modifier set a bound: more than, at most? */
static inline bool
mention_is_bound(const Mention *m)
{
  return m->modifier != STEMMA_EXACT && m->modifier != STEMMA_APPROX;
}

/* Is it in units that writers convert? */
static inline bool
mention_is_measured(uint32_t kind)
{
  return kind != STEMMA_CARDINAL && kind != STEMMA_MONEY
         && kind != STEMMA_PERCENT && kind != STEMMA_AGE
         && kind != STEMMA_DURATION;
}

#endif
