/* SPDX-License-Identifier: Apache-2.0
 *
 * score.h - how alike two quotes are, and how sure that is.
 *
 * The score says how much of both quotes is shared (0..1), in content words by
 * information (chance.h), in pairs of neighbours and in words of the grammar.
 * The evidence, in nats, says how unlikely that is by chance: a pair counts
 * when fewer than `significance` quotes of the corpus are expected to match as
 * well as that.
 */
#ifndef QUOTE_DIFF_SCORE_H
#define QUOTE_DIFF_SCORE_H

#include "chance.h"
#include "nodes.h"

/* What a link needs. */
typedef struct Least {
  double score;
  double evidence;
} Least;

/* What two quotes share. */
typedef struct Common {
  uint32_t info;    /* of content words */
  uint32_t words;   /* content words */
  uint32_t grammar; /* words of the grammar */
  uint32_t pairs;   /* of neighbours */
} Common;

/* What a quote has. */
typedef struct Extent {
  uint32_t info, grammars, pairs;
} Extent;

/* May quotes that share no more than `most` make a link?  `speakers`:
 * SPEAKER_... */
bool may_link(const Extent *a, const Extent *b, const Common *most,
              unsigned speakers, const Least *least);

/* Compares one quote with many: its words are marked once. */
typedef struct Comparer Comparer;

/* For nodes that are weighed, and whose rare words were found.  NULL without
 * memory. */
Comparer *comparer_new(const Nodes *nodes);
void comparer_free(Comparer *comparer);

/* The quote that the following ones are compared with. */
void comparer_take(Comparer *comparer, uint32_t node);

typedef struct Likeness {
  double score;    /* 0..1 */
  double cover;    /* 0..1: of the one that tells less */
  double evidence; /* nats */
} Likeness;

/* Where the least is missed for sure, all is 0. */
Likeness comparer_with(Comparer *comparer, uint32_t node, const Least *least);

/* Of two quotes of the same words. */
Likeness compare_equal(const Nodes *nodes, uint32_t a, uint32_t b);

#endif
