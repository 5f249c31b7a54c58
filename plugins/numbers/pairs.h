/* SPDX-License-Identifier: Apache-2.0
 *
 * pairs.h - the private layer between the inner stages match and agree: two
 * mentions that are of one thing, or one mention that nothing else gives.
 *
 * A pair holds both mentions whole, so that agree reads nothing else, and its
 * size does not depend on how large the corpus is.
 */
#ifndef NUMBERS_PAIRS_H
#define NUMBERS_PAIRS_H

#include <stemma/plugin.h>

#include "mention.h"

enum {
  SIDE_VALUE = 0, /* bits of `present` for side a; side b one further by 3 */
  SIDE_HIGH = 1,
  SIDE_BASE_UNIT = 2,
  SIDE_BITS = 3
};

/* One side of a pair, as agree needs it. */
typedef struct Side {
  uint32_t doc;
  uint32_t quantity;
  uint32_t begin;
  uint32_t end;
  uint32_t modifier;
  uint32_t kind;
  double value;
  double high;
  double said;
  double said_high;
  stemma_str text;
  stemma_str base_unit;
} Side;

typedef struct Pair {
  stemma_row row;   /* no place */
  uint32_t verdict; /* PAIR_...; PAIR_NONE: side a alone (b is a copy);
                     * ALONE_MARK_VERDICT: there are more documents */
  uint32_t present; /* SIDE_ bits of a, and of b shifted by SIDE_BITS */
  uint32_t shared;  /* a bit for each word near a that b has too */
  uint32_t reserved;
  double score;
  Side a;
  Side b;
  stemma_str words; /* near a, as of a mention */
  stemma_str near;
} Pair;

extern const stemma_layer pair_layer;

/* Documents after this many file no mention for itself, and one of them files
 * the mark that there are more: rows that one source alone gives are written
 * for small corpora only. */
enum { ALONE_DOCS = 16, ALONE_MARK_VERDICT = 4 };
#define ALONE_MARK UINT64_MAX /* the high half of such a key */

/* Members of one key beyond this are left out, in document order. */
enum { MATCH_MEMBERS = 48 };

extern const stemma_life match_life;
extern const stemma_group match_group;
extern const stemma_life agree_life;
extern const stemma_fold agree_fold;

#endif
