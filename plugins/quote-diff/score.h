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

enum { INFO_STEP = 12 /* per nat */ };

/* The words of a quote that are compared: its first ones. */
enum { SIDE_MOST = 400 };

/* What a word tells that `count` of `quotes` quotes have, in 1/INFO_STEP
 * nats.  Smoothed, so that fifty quotes do not pretend to know which words
 * are rare in general. */
uint32_t word_info(uint32_t count, uint32_t quotes);

/* Evidence that a pair needs, in nats. */
double evidence_needed(uint32_t quotes, double significance);

/* A quote for comparing: what it has of each kind, ascending and once.  It
 * travels packed, as it lies in `bytes`. */
typedef struct Side {
  Buffer bytes;
  const Code *content;
  const Code *grammar;
  const uint16_t *neighbours; /* hashes of pairs of words */
  const unsigned char *infos; /* of each content word */
  uint32_t contents, grammars, pairs;
  uint32_t info;     /* of all content words */
  uint64_t sequence; /* hash of all words in order */
  Speaker speaker;
} Side;

/* Packs the words of a quote: `codes` in order, with the information of each
 * (of words of the grammar it is not used).  The result is in side->bytes, its
 * length is returned; 0 without memory. */
uint32_t side_pack(Side *side, const Code *codes, const unsigned char *infos,
                   uint32_t count);

/* The other way; `bytes` need not be aligned.  False without memory. */
bool side_unpack(Side *side, const char *bytes, uint32_t length,
                 Speaker speaker);
void side_free(Side *side);

typedef struct Likeness {
  double score;    /* 0..1 */
  double cover;    /* 0..1: of the one that tells less */
  double evidence; /* nats */
} Likeness;

/* With less evidence than `needed` for sure, all is 0. */
Likeness side_compare(const Side *a, const Side *b, double needed);

#endif
