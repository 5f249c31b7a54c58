/* SPDX-License-Identifier: Apache-2.0
 *
 * links.h - the row numbers that rows hold of other corpus rows, kept right
 * when tables are joined or sorted.
 *
 * For this room, and for validate, which runs a plan step by step.
 */
#ifndef ENGINE_LINKS_H
#define ENGINE_LINKS_H

#include "../plan/plan.h"

/* Adds `shift` to all links of the rows from `first` on that lead to the layer
 * `target` of the corpus. */
void links_shift(Table *table, guint32 first, const char *target,
                 guint32 shift);

/* A row that has a range of rows which sorting would tear apart. */
typedef struct {
  int slot;
  guint32 row;
} LinkFault;

/* Sorts the table of `slot`, which step `last` wrote, if its layer promises an
 * order that it has not, and follows with all links to it in `tables` (by
 * slot).  FALSE: a range is no longer one stretch. */
gboolean links_sort(const Plan *plan, Table *const *tables, guint last,
                    int slot, LinkFault *fault);

#endif
