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
enum { SIDE_MOST = QUOTE_MOST };

enum { UNRANKED = 255 };

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
  const unsigned char *ranks; /* of each content word, among the quote's rare
                               * ones, or UNRANKED */
  uint32_t contents, grammars, pairs;
  uint32_t info;     /* of all content words */
  uint64_t sequence; /* hash of all words in order */
  Speaker speaker;
} Side;

/* The hash of words in order. */
uint64_t codes_hash(const Code *codes, uint32_t count);

/* The words of a quote, in order. */
typedef struct SideWords {
  const Code *codes;
  const unsigned char *infos; /* of each; of words of the grammar not used */
  uint32_t count;
  const Code *rare; /* its rarest content words, the rarest first */
  uint32_t rare_count;
} SideWords;

/* Packs the words of a quote.  The result is in side->bytes, its length is
 * returned; 0 without memory. */
uint32_t side_pack(Side *side, const SideWords *words);

/* Shows what was packed: in place where `bytes` is aligned, which must outlive
 * the side, else in a copy.  False without memory. */
bool side_view(Side *side, const char *bytes, uint32_t length, Speaker speaker);
void side_free(Side *side);

typedef struct Likeness {
  double score;    /* 0..1 */
  double cover;    /* 0..1: of the one that tells less */
  double evidence; /* nats */
} Likeness;

/* What a link needs. */
typedef struct Least {
  double score;
  double evidence;
} Least;

/* Where the least is missed for sure, all is 0. */
Likeness side_compare(const Side *a, const Side *b, const Least *least);

#endif
