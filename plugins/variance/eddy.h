/* SPDX-License-Identifier: Apache-2.0
 *
 * eddy.h - how distinct each witness of an utterance is among the others (Eddy)
 * and how much the utterance makes them differ (Viv), without meaning or order;
 * and how many readings there are in a place.
 *
 * Cheesman and the team of Version Variation Visualization give the idea (DSH
 * 32(4), 2017; Geng et al., Information Visualization 2013); their program is
 * not public, so each variant has a name of its own:
 *
 *   euclid  distance of the witness's word counts from their mean over all
 *           witnesses; grows with length: compare within an utterance alone
 *   cosine  1 - the cosine of the two
 *   dice    1 - mean over the others of 2 |A and B| / (|A| + |B|), of types
 *   rarity  mean over its types of 1 - (witnesses with it - 1) / (all - 1): 0
 *           has nothing of its own, 1 everything
 *
 * Viv is the mean over the witnesses.  Word forms in lower case count, words of
 * the grammar too, marks do not.
 *
 * Column entropy is word translation entropy (HTra, Carl and Schaeffer) with
 * the places of the collation for words of the source: - sum p log2 p over the
 * readings of a place, having nothing in a place among them; the mean over all
 * places.  Outside its first and last word a witness is not counted.
 */
#ifndef VARIANCE_EDDY_H
#define VARIANCE_EDDY_H

#include "classes.h"

typedef struct Eddy {
  double euclid;
  double cosine; /* 0..1 */
  double dice;   /* 0..1 */
  double rarity; /* 0..1 */
} Eddy;

/* Of the utterance. */
typedef struct Viv {
  Eddy mean;
  double spread; /* standard deviation of euclid over the witnesses */
} Viv;

typedef struct Entropy {
  double bits;  /* 0 .. log2 of the witnesses */
  double share; /* 0..1: of the most that a place's witnesses allow */
} Entropy;

/* Fills values[] of each class and *viv.  With more texts than are compared
 * (classes.h), dice is the mean over those that are.  Scratch in `arena`;
 * false without memory. */
bool eddy_measure(const Sheet *sheet, const Classes *classes, Arena *arena,
                  Eddy *values, Viv *viv);

/* The mean over the columns with two witnesses or more; 0 when there are none.
 * Scratch in `arena`; false without memory. */
bool eddy_entropy(const Sheet *sheet, const Classes *classes, Arena *arena,
                  Entropy *entropy);

#endif
