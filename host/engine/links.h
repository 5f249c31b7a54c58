/* SPDX-License-Identifier: Apache-2.0
 *
 * links.h - the row numbers that rows hold of other corpus rows, kept right
 * when tables are joined or sorted.
 *
 * Private to this room.
 */
#ifndef ENGINE_LINKS_H
#define ENGINE_LINKS_H

#include "run.h"

/* Adds `shift` to all links of the rows from `first` on that lead to the layer
 * `target` of the corpus. */
void links_shift(Table *table, guint32 first, const char *target,
                 guint32 shift);

/* Replaces each link to row `r` of the layer `target` by `places[r]`.  FALSE: a
 * range would no longer be one stretch; `row` is the row that has it. */
gboolean links_replace(Table *table, const char *target, const guint32 *places,
                       guint32 count, guint32 *row);

/* Where the layer promises an order: the order of its rows (stable), or NULL
 * when they have it already.  Free it with g_free. */
guint32 *links_order(Table *table);

#endif
