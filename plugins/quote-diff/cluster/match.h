/* SPDX-License-Identifier: Apache-2.0
 *
 * match.h - which pieces of two documents are each other's best match, by what
 * their words mean.
 *
 * Two documents at a time: clear what is known of their pieces, compare their
 * whole quotes, all or only some, and link what matches.  Time is that of the
 * comparisons.
 */
#ifndef QUOTE_DIFF_MATCH_H
#define QUOTE_DIFF_MATCH_H

#include "links.h"
#include "pieces.h"

/* The best piece of the other document. */
typedef struct Match {
  double score;
  double cover;
  uint32_t piece;
} Match;

typedef struct Matches {
  const Nodes *nodes;
  Links *links; /* for quotes, */
  Links *ties;  /* and from small quotes to such as are not */
  double more;  /* is needed in a corpus of this size */
  Similarity *similarity;
  Pieces pieces;
  Match *whole;      /* by piece: the best whole one for a whole one */
  Match *best;       /* the best of wholes and joined ones */
  Match *part;       /* a sentence's best whole, a whole's best sentence */
  double *most;      /* by node: the best of the pieces that it is in */
  uint32_t *of_node; /* the piece that is the whole quote; UINT32_MAX: none */
} Matches;

/* The pieces first .. last - 1 of a document. */
typedef struct Range {
  uint32_t first, last;
} Range;

/* Makes the pieces of all nodes; `links` and `ties` are set, all else is
 * nothing yet.  False without memory; free in any case. */
bool matches_start(Matches *m, const Nodes *nodes, const Texts *texts);
void matches_free(Matches *m);

/* Nothing has been compared in these two documents. */
void matches_clear(Matches *m, Range x, Range y);

/* Compares each whole quote of x with each of y, */
void matches_compare(Matches *m, Range x, Range y);

/* or two of them, if they are whole pieces. */
void matches_compare_nodes(Matches *m, uint32_t a, uint32_t b);

/* Links the pieces that are each other's best in the two documents, whose whole
 * quotes have been compared.  False without memory. */
bool matches_link(Matches *m, Range x, Range y);

#endif
