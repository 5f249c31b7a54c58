/* SPDX-License-Identifier: Apache-2.0
 *
 * readings.h - says of each cell of a finished grid what it is: invariant,
 * variant, omission, transposed, or the
 * lacuna of a fragment.
 */
#ifndef COMMON_READINGS_H
#define COMMON_READINGS_H

#include "grid.h"

typedef struct Readings {
  Buffer kinds;  /* of unsigned char, for each cell COLLATE_... */
  Buffer starts; /* of uint32_t, for each word type its first place */
  Buffer places; /* of uint32_t: columns with the type, ascending */
} Readings;

/* False when memory is out.  Linear in the cells.  Rows from `whole` on are
 * fragments, which leave nothing out. */
bool readings_mark(Readings *readings, const GridRows *rows, const Grid *grid,
                   uint32_t whole);

static inline unsigned
readings_kind(const Readings *readings, size_t cell)
{
  return ((const unsigned char *)readings->kinds.data)[cell];
}

void readings_free(Readings *readings);

#endif
