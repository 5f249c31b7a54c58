/* SPDX-License-Identifier: Apache-2.0
 *
 * pairs.h - the private layers between the inner stages match and agree:
 * mentions that are of one thing with another, or that nothing else gives, and
 * the pairs of them.
 *
 * A mention is there whole, so that agree reads nothing else.
 */
#ifndef NUMBERS_PAIRS_H
#define NUMBERS_PAIRS_H

#include <stemma/plugin.h>

#include "compare.h"

/* What a row of sides is: SIDE_MANY says that the corpus has more documents
 * than ALONE_DOCS; SIDE_CAPPED that `quantity` keys had more mentions than are
 * compared, `begin` in all. */
enum { SIDE_MENTION = 0, SIDE_MANY = 1, SIDE_CAPPED = 2 };

typedef struct Side {
  stemma_row row; /* no place; `present` as of a Mention */
  uint32_t sort;
  uint32_t doc;
  uint32_t quantity;
  uint32_t begin;
  uint32_t end;
  uint32_t modifier;
  uint32_t kind;
  uint32_t months; /* its base is the month */
  double said;
  double said_high;
  stemma_str text;
  stemma_str base_unit;
  stemma_str words; /* a list of those that may name its group */
} Side;

typedef struct Pair {
  stemma_row row; /* no place */
  uint32_t a;     /* rows of sides; the earlier document's */
  uint32_t b;
  uint32_t verdict; /* PAIR_... */
  uint32_t names;   /* a bit for each of a's words that name it */
  uint32_t rank;    /* of the best of them (label.h) */
  double score;
} Pair;

extern const stemma_layer side_layer;
extern const stemma_layer pair_layer;

/* Rows that one source alone gives are written for corpora of so many documents
 * at most. */
enum { ALONE_DOCS = 16 };

extern const stemma_life match_life;
extern const stemma_group match_group;
extern const stemma_life agree_life;
extern const stemma_fold agree_fold;

#endif
