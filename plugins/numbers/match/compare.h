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

/* How many of the first topics of the two, so many of each, are the same. */
uint32_t mention_same_topics(const Mention *a, uint32_t of_a, const Mention *b,
                             uint32_t of_b);

/* Amounts that cannot agree must share so many words to be of one thing. */
enum { DIFFER_WORDS = 4 };

#endif
