/* SPDX-License-Identifier: Apache-2.0
 *
 * interval.h - how sure a score is: the bootstrap (Efron 1979) over the columns
 * of the collation.
 *
 * Columns are drawn with replacement, as many as there are, and the score is
 * computed again; the middle 95 in 100 of these scores are the interval.  All
 * pairs of an utterance see the same draws, so that their mean has an interval
 * too.  The same seed gives the same interval.
 */
#ifndef VARIANCE_INTERVAL_H
#define VARIANCE_INTERVAL_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

typedef struct Draws {
  uint32_t *picks; /* columns: `columns` of them for each resample */
  uint32_t columns;
  uint32_t resamples;
  double *scores; /* of one pair, by resample */
  double *sums;   /* over all pairs, by resample */
} Draws;

/* Draws columns; `resamples` 0 draws none.  In `arena`; false without memory.
 */
bool interval_draw(uint64_t seed, uint32_t columns, uint32_t resamples,
                   Arena *arena, Draws *draws);

static inline const uint32_t *
interval_picks(const Draws *draws, uint32_t resample)
{
  return draws->picks + (size_t)resample * draws->columns;
}

/* Moves `scores` about and gives the ends of the middle 95 %. */
void interval_ends(double *scores, uint32_t count, double *low, double *high);

#endif
