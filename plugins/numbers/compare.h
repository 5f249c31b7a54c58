/* SPDX-License-Identifier: Apache-2.0
 *
 * compare.h - whether two mentions are of one thing, and whether their amounts
 * agree.  Equal amounts need some of their context in common, different ones
 * much: a false conflict is worse than a missed one.  Reports of one event in a
 * small corpus are read closely, as by a reader who holds them side by side.
 */
#ifndef NUMBERS_COMPARE_H
#define NUMBERS_COMPARE_H

#include "mention.h"

/* How two mentions stand to each other. */
enum { PAIR_NONE = 0, PAIR_SAME = 1, PAIR_VAGUE = 2, PAIR_DIFFER = 3 };

typedef struct Compared {
  uint32_t verdict; /* PAIR_... */
  uint32_t shared;  /* a bit for each word near the first that both have */
  double score;     /* 0..1: how much of their context they share */
} Compared;

Compared mention_compare(const Candidate *a, const Candidate *b);

/* May the two amounts be one, with their modifiers and ranges? */
bool mention_agrees(const Mention *a, const Mention *b);

/* The least and the greatest amount, in its base unit, that a mention with a
 * value may stand for. */
void mention_reach(const Mention *m, double *low, double *high);

#endif
