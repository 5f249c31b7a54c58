/* SPDX-License-Identifier: Apache-2.0
 *
 * similarity.h - how far two texts say the same.
 *
 * A soft word alignment: each word takes the word of the other text that it is
 * most closely related to (lexis.h), a little more where their neighbours are
 * related too.  The share of each text's information that is taken up so gives
 * P and R, and their harmonic mean the score.
 *
 * A Similarity belongs to one thread; it keeps what it has learned of each word
 * type and grows with the longest text.
 */
#ifndef COMMON_SIMILARITY_H
#define COMMON_SIMILARITY_H

#include "mt_words.h"

typedef struct Similarity Similarity;

/* `language` is BCP 47, for the stems; NULL without memory. */
Similarity *similarity_new(const char *language);
void similarity_free(Similarity *similarity);

/* 0 (nothing in common) to 1 (the same words), symmetric; two texts without
 * words are the same, one without and one with have nothing in common.  Below
 * 0 without memory. */
double similarity_score(Similarity *similarity, MtText a, MtText b);

#endif
