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

/* Sorts the table of `slot`, which step `last` wrote, if its layer promises an
 * order that it has not, and follows with all links to it in `tables` (by
 * slot).  FALSE: a range is no longer one stretch (E409). */
gboolean links_sort(const Engine *engine, Table *const *tables, guint last,
                    int slot, Failure *failure);

#endif
