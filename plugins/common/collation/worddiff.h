/* SPDX-License-Identifier: Apache-2.0
 *
 * worddiff.h - what turns one text into another, word by word, with moves.
 */
#ifndef COMMON_WORDDIFF_H
#define COMMON_WORDDIFF_H

#include "wordtypes.h"

/* The same values as STEMMA_EQUAL and its neighbours. */
enum {
  WORDDIFF_EQUAL = 0,
  WORDDIFF_DELETE = 1,
  WORDDIFF_INSERT = 2,
  WORDDIFF_REPLACE = 3,
  WORDDIFF_MOVE = 4 /* the same words, elsewhere in b */
};

typedef struct WordOp {
  uint32_t op;
  uint32_t a, a_count; /* words of the one text; count 0 for an insertion */
  uint32_t b, b_count; /* of the other; count 0 for a deletion */
} WordOp;

typedef struct Differ Differ;

/* NULL when memory is out. */
Differ *differ_new(void);
void differ_free(Differ *differ);

/* The operations in the order of a's words, insertions between them; each
 * word of both texts is in exactly one.  Valid until the next call; NULL when
 * memory is out.  `near`: as in collate.h; near words are a replacement. */
const WordOp *worddiff(Differ *differ, const AlignText *a, const AlignText *b,
                       bool near, uint32_t *count);

#endif
