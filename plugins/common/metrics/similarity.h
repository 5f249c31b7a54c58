/* SPDX-License-Identifier: Apache-2.0
 *
 * similarity.h - how far two texts say the same.
 *
 * A soft word alignment: each word takes the word of the other text that it is
 * most closely related to (lexis.h), and less where that word has a closer one;
 * two words that the other text writes as one (horse meat, horsemeat) take that
 * one.  The share of each text's information that is taken up so gives P and R,
 * and their harmonic mean F; numbers count double, words of the grammar less.
 * Beside it stands the cosine C of the texts' topics, the sums of the words'
 * vectors by weight (Arora, Liang and Ma 2017):
 *
 *   score = .7 F + .3 C
 *
 * Weights are from looking at a few settings, not fitted.  Longer texts than
 * about 1,000 words are compared near the diagonal alone.
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

/* A text that was read once, to be compared with many others.  Its words are
 * the similarity's, which must outlive it and must not be asked for
 * similarity_score meanwhile. */
typedef struct SimilarText SimilarText;

/* NULL without memory; similarity_forget frees it. */
SimilarText *similarity_read(Similarity *similarity, MtText text);
void similarity_forget(SimilarText *text);

/* How far two texts say the same. */
typedef struct SimilarShare {
  double score; /* as similarity_score */
  double a;     /* the share of the one's information that the other has */
  double b;     /* and of the other's */
} SimilarShare;

SimilarShare similarity_compare(Similarity *similarity, SimilarText *a,
                                SimilarText *b);

/* The cosine C alone, -1..1, in a fraction of the time; 0 where one has no
 * topic. */
double similarity_topic(const SimilarText *a, const SimilarText *b);

#endif
