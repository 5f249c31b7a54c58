/* SPDX-License-Identifier: Apache-2.0
 *
 * kinship.h - are two renderings one translation, one edited from the other,
 * or translations of their own?
 *
 * Two translators meet in words, seldom in runs of them, and each leaves out
 * and puts in words of his own.  So what counts is the share of equal words
 * between the first and the last word that both have, and how many stand in
 * runs of four or more.  What lies beyond is not compared: an excerpt is no
 * less a copy.
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
  uint32_t between; /* columns from the first to the last that both have a
                     * word in, as far as either has one */
  uint32_t pending; /* columns since the last that both have a word in */
  uint32_t in_runs; /* of them, those in runs of four or more */
  uint32_t run;     /* as long as it is now */
  bool open;        /* both have had a word */
} Kinship;

/* The next column of the collation: which of the two have a word in it, and
 * whether it is the same. */
void kinship_column(Kinship *kinship, bool a, bool b, bool same);

/* At the end of an utterance: ends the run and the stretch. */
void kinship_break(Kinship *kinship);

/* KINSHIP_VERBATIM when 94 % or more of the columns in between have one word;
 * edited when 70 % have, or when 65 % of the words of the shorter one stand in
 * runs; else independent, as when they share nothing. */
uint32_t kinship_kind(const Kinship *kinship);

#endif
