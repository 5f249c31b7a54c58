/* SPDX-License-Identifier: Apache-2.0
 *
 * table.h - writes the collation of texts as rows of reading and diff.
 */
#ifndef QUOTE_DIFF_TABLE_H
#define QUOTE_DIFF_TABLE_H

#include "parts.h"

/* One thread's scratch. */
typedef struct Tabler Tabler;

/* NULL without memory. */
Tabler *tabler_new(void);
void tabler_free(Tabler *tabler);

/* Collates `members` (of CarriedRendering).  Word diffs are written for all
 * pairs of up to sixteen, else for the first with each other one. */
stemma_status tabler_write(Tabler *tabler, const stemma_table *members,
                           bool near, stemma_writer *readings,
                           stemma_writer *diffs, stemma_error *error);

#endif
