/* SPDX-License-Identifier: Apache-2.0
 *
 * sheet.h - the collation of one utterance: a column for each place, a row for
 * each witness, in each cell a word or nothing.
 *
 * Where a document renders the utterance several times the fullest rendering
 * stands for it: a full one before an excerpt, then the one with most words,
 * then the first.  A fragment or one without a word is no witness.
 */
#ifndef VARIANCE_SHEET_H
#define VARIANCE_SHEET_H

#include <stdbool.h>

#include <stemma/layers.h>

#include "arena.h"
#include "lexis.h"

/* What scatter carries of a reading; not a layer for others. */
typedef struct Cell {
  stemma_row row;
  uint32_t column;
  uint32_t rendering; /* its row in "rendering" */
  uint32_t content;   /* 1: a word or number */
  uint32_t reserved;
  stemma_str text; /* empty for an omission */
} Cell;
extern const stemma_layer cell_layer;

/* A word in a cell; with length 0 there is none. */
typedef struct Place {
  uint64_t fold;
  uint64_t near; /* equal for forms and spellings of a word */
  const char *text;
  uint32_t length;
  uint32_t function; /* 1: a word of the grammar */
  double weight;     /* how much it says, 0..1 */
} Place;

typedef struct Witness {
  uint32_t doc;       /* the document's number */
  uint32_t rendering; /* its row in "rendering" */
  uint32_t role;
  uint32_t words;
  const char *text; /* the rendering's words, in the table's pool */
  uint32_t length;
  uint32_t reserved;
} Witness;

typedef struct Sheet {
  Witness *witnesses; /* by document */
  uint32_t count;
  uint32_t columns;
  const Place *places; /* column by column, in each by witness */
} Sheet;

static inline const Place *
sheet_place(const Sheet *sheet, uint32_t column, uint32_t witness)
{
  return &sheet->places[(size_t)column * sheet->count + witness];
}

/* Lays out the readings of one utterance.  Everything lives in `arena` and in
 * the two tables' pools.  False without memory. */
bool sheet_build(const stemma_table *cells, const stemma_table *renderings,
                 Lexis *lexis, Arena *arena, Sheet *sheet);

#endif
