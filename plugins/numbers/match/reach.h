/* SPDX-License-Identifier: Apache-2.0
 *
 * reach.h - which amounts may be one: bounds, ranges, and what writers round.
 */
#ifndef NUMBERS_REACH_H
#define NUMBERS_REACH_H

#include <math.h>

#include "mention.h"

/* May the two amounts be one, with their modifiers and ranges? */
bool mention_agrees(const Mention *a, const Mention *b);

/* The least and the greatest amount, in its base unit, that a mention with a
 * value may stand for. */
void mention_reach(const Mention *m, double *low, double *high);

static inline bool
amount_nearly(double a, double b, double by)
{
  return fabs(a - b) <= by * fmax(fabs(a), fabs(b));
}

/* Does its modifier set a bound: more than, at most? */
static inline bool
mention_is_bound(const Mention *m)
{
  return m->modifier != STEMMA_EXACT && m->modifier != STEMMA_APPROX;
}

/* Is it in units that writers convert? */
static inline bool
mention_is_measured(uint32_t kind)
{
  return kind != STEMMA_CARDINAL && kind != STEMMA_MONEY
         && kind != STEMMA_PERCENT && kind != STEMMA_AGE
         && kind != STEMMA_DURATION;
}

#endif
