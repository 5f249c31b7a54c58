/* SPDX-License-Identifier: Apache-2.0
 *
 * unique.h - the rows that a corpus table has, so that equal ones can be left
 * out as it grows (STEMMA_LAYER_UNIQUE).
 *
 * Private to this room.
 */
#ifndef ENGINE_UNIQUE_H
#define ENGINE_UNIQUE_H

#include "../../corpus/table.h"

typedef struct Unique Unique;

/* Of a table that is empty, and must live longer. */
Unique *unique_new(Table *table);
void unique_free(Unique *unique);

/* The table has one more row: takes it away again if it has an equal one.  Rows
 * are compared byte by byte; equal strings have one place in the pool. */
void unique_keep(Unique *unique);

#endif
