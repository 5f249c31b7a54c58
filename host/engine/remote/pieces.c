/* SPDX-License-Identifier: Apache-2.0
 *
 * pieces.c - see pieces.h.
 */
#include "pieces.h"

gboolean
pieces_add(Pieces *pieces, Spill *spill, const void *bytes, gsize length)
{
  if (!pieces->store)
    pieces->store = store_new(spill);
  if (!store_put(pieces->store, pieces->count, bytes, length))
    return FALSE;
  pieces->count++;
  pieces->length += length;
  return TRUE;
}

const guint8 *
pieces_get(const Pieces *pieces, guint i, GByteArray *buffer, gsize *length)
{
  return store_get(pieces->store, i, buffer, length);
}

void
pieces_clear(Pieces *pieces)
{
  store_free(pieces->store);
  *pieces = (Pieces){ NULL, 0, 0 };
}
