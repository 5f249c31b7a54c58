/* SPDX-License-Identifier: Apache-2.0
 *
 * score.h - how alike two quotes are, and how sure that is.
 *
 * A shared content word tells as much as it is rare in the corpus: its
 * information is log(N / n) nats where n of N quotes have it.  The score says
 * how much of both quotes is shared (0..1), in content words by information,
 * in pairs of neighbours and in words of the grammar.  The evidence, in nats,
 * says how unlikely that is by chance: a pair counts when fewer than
 * `significance` quotes of the corpus are expected to match as well as that.
 */
#ifndef QUOTE_DIFF_SCORE_H
#define QUOTE_DIFF_SCORE_H

#include "buffer.h"
#include "parts.h"

/* A word in CarriedQuote.words: its code and its information. */
enum { LINK_WORD_BYTES = 5, INFO_STEP = 12 /* per nat */ };

/* What a word tells that `count` of `quotes` quotes have, in 1/INFO_STEP
 * nats.  Smoothed, so that fifty quotes do not pretend to know which words
 * are rare in general. */
uint32_t word_info(uint32_t count, uint32_t quotes);

/* Evidence that a pair needs, in nats. */
double evidence_needed(uint32_t quotes, double significance);

/* A quote, unpacked for comparing. */
typedef struct Side {
  Buffer room;          /* of the three arrays */
  uint64_t *content;    /* code << 32 | info, ascending, each once */
  uint32_t *grammar;    /* codes, ascending, each once */
  uint32_t *neighbours; /* hashes of pairs, ascending, each once */
  uint32_t contents, grammars, pairs;
  uint32_t info; /* of all content words */
  Speaker speaker;
  uint64_t sequence; /* hash of all words in order */
} Side;

/* False without memory. */
bool side_unpack(Side *side, const char *words, uint32_t length,
                 Speaker speaker);
void side_free(Side *side);

typedef struct Likeness {
  double score;    /* 0..1 */
  double cover;    /* 0..1: of the one that tells less */
  double evidence; /* nats */
} Likeness;

Likeness side_compare(const Side *a, const Side *b);

#endif
