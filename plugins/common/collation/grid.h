/* SPDX-License-Identifier: Apache-2.0
 *
 * grid.h - a collation in the making: columns of cells, and joining two.
 */
#ifndef COMMON_GRID_H
#define COMMON_GRID_H

#include "align.h"
#include "synonyms.h"

#define GRID_NONE UINT32_MAX

/* cells[column * rows + row]: a place in the row's word types. */
typedef struct Grid {
  Buffer cells; /* of uint32_t */
  uint32_t columns;
} Grid;

/* What all grids of a collation share. */
typedef struct GridRows {
  WordTypes *wordtypes;
  const uint32_t *const *types; /* of each row: the type of each word */
  const uint32_t *lengths;      /* words of each row */
  uint32_t rows;
  bool near;
} GridRows;

typedef struct GridSide {
  Buffer entries, starts, masks;
  AlignSide side;
} GridSide;

typedef struct GridJoiner {
  Aligner aligner;
  GridSide a, b;
  Buffer scores; /* of the runs between links */
  Buffer alike;  /* of SimilarPair: how alike pairs of words are */
  Synonyms synonyms;
} GridJoiner;

/* Before the first grid of a collation: forgets what belongs to another
 * wordtypes. */
bool grid_joiner_start(GridJoiner *joiner);

/* Row `row` alone.  These return false when memory is out. */
bool grid_single(Grid *grid, const GridRows *rows, uint32_t row);

/* Links `a` and `b`, which have no row in common.  `worth` is set to what all
 * links are worth, those within `a` and `b` too. */
bool grid_link(GridJoiner *joiner, const GridRows *rows, const Grid *a,
               const Grid *b, int64_t *worth);

/* Lays `a` and `b` out in `out`, after grid_link with both. */
bool grid_lay(GridJoiner *joiner, const GridRows *rows, const Grid *a,
              const Grid *b, Grid *out);

/* Parts `grid` into the rows that `taken` marks and the others; columns that
 * become empty go. */
bool grid_split(const Grid *grid, const GridRows *rows,
                const unsigned char *taken, Grid *out, Grid *rest);

/* Brings neighbouring columns together that have no row in common. */
void grid_tighten(Grid *grid, const GridRows *rows);

void grid_free(Grid *grid);
void grid_joiner_free(GridJoiner *joiner);

#endif
