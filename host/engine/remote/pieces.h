/* SPDX-License-Identifier: Apache-2.0
 *
 * pieces.h - pieces of bytes one behind the other, in the run's memory or in
 * its spill file: what it takes to have a state again.
 *
 * Private to this room.  One thread at a time.
 */
#ifndef ENGINE_PIECES_H
#define ENGINE_PIECES_H

#include "../store/store.h"

typedef struct {
  Store *store; /* NULL: there are none */
  guint count;
  guint64 length; /* of all together */
} Pieces;

/* Copies a piece.  FALSE: the disk is full (spill_error). */
gboolean pieces_add(Pieces *pieces, Spill *spill, const void *bytes,
                    gsize length);
/* Piece `i` as it lies, or read into `buffer`; NULL: it cannot be read. */
const guint8 *pieces_get(const Pieces *pieces, guint i, GByteArray *buffer,
                         gsize *length);
void pieces_clear(Pieces *pieces);

#endif
