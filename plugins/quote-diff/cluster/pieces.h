/* SPDX-License-Identifier: Apache-2.0
 *
 * pieces.h - the stretches of a small corpus that are compared by meaning: each
 * quote; two quotes that only "he said" parts, as one; and each sentence of a
 * longer quote, since another paper may have cut it there.
 */
#ifndef QUOTE_DIFF_PIECES_H
#define QUOTE_DIFF_PIECES_H

#include "nodes.h"
#include "similarity.h"
#include "texts.h"

enum { PIECE_WHOLE, PIECE_JOINED, PIECE_SENTENCE };

typedef struct Piece {
  uint32_t first, last; /* nodes: one, or two that follow each other */
  uint32_t kind;        /* PIECE_... */
  SimilarText *text;
} Piece;

typedef struct Pieces {
  Piece *list; /* by their first node */
  uint32_t count;
  uint32_t room;
} Pieces;

/* The pieces of all nodes whose text is kept; their texts are the
 * similarity's.  False without memory; free them in any case. */
bool pieces_make(Pieces *pieces, const Nodes *nodes, const Texts *texts,
                 Similarity *similarity);
void pieces_free(Pieces *pieces);

#endif
