/* SPDX-License-Identifier: Apache-2.0
 *
 * table.h - writes the collation of texts as rows of reading and diff.
 */
#ifndef QUOTE_DIFF_TABLE_H
#define QUOTE_DIFF_TABLE_H

#include "parts.h"
#include "stems.h"

/* One thread's scratch. */
typedef struct Tabler Tabler;

/* `stems` must outlive it.  NULL without memory. */
Tabler *tabler_new(Stems *stems);
void tabler_free(Tabler *tabler);

/* Where the rows of an utterance and its renderings stand. */
typedef struct TableRows {
  uint32_t utterance;
  uint32_t first_rendering; /* the members' follow each other */
} TableRows;

/* Collates `members` (of CarriedRendering).  Fragments are laid into the table
 * of the others and have rows where their words stand; indirect ones have
 * none.  Word diffs are written for all pairs of up to sixteen that are
 * neither, else for the first with each other one. */
stemma_status tabler_write(Tabler *tabler, const stemma_table *members,
                           TableRows rows, bool near, stemma_writer *readings,
                           stemma_writer *diffs, stemma_error *error);

#endif
