/* SPDX-License-Identifier: Apache-2.0
 *
 * kinship.h - are two renderings one translation, one edited from the other,
 * or translations of their own?
 *
 * Two translators meet in words, seldom in runs of them: so beside the share
 * of places that differ the runs of four or more equal words count.  Judged on
 * the witness that has fewer words, since an excerpt is no less a copy.
 */
#ifndef COMMON_KINSHIP_H
#define COMMON_KINSHIP_H

#include <stdbool.h>
#include <stdint.h>

/* The same values as STEMMA_VERBATIM and its neighbours. */
enum { KINSHIP_VERBATIM = 0, KINSHIP_EDITED = 1, KINSHIP_INDEPENDENT = 2 };

/* Zero it to begin. */
typedef struct Kinship {
  uint32_t words_a;
  uint32_t words_b;
  uint32_t same;    /* columns with one word */
  uint32_t in_runs; /* of them, those in runs of four or more */
  uint32_t run;     /* as long as it is now */
} Kinship;

/* The next column of the collation: which of the two have a word in it, and
 * whether it is the same. */
void kinship_column(Kinship *kinship, bool a, bool b, bool same);

/* Ends a run, at the end of an utterance. */
void kinship_break(Kinship *kinship);

/* KINSHIP_VERBATIM when at most 6 % differ where both have words (`form`,
 * 0..1); edited when half or more of the shorter one stands in runs, or at most
 * 30 % differ; else independent, as when they share nothing. */
uint32_t kinship_kind(const Kinship *kinship, double form);

#endif
