/* SPDX-License-Identifier: Apache-2.0 */
#include "chance.h"

#include <math.h>

/* A quote corpus in general, against which a small one is smoothed: of PRIOR
 * quotes PRIOR_HITS have an average content word. */
static const double PRIOR = 1000, PRIOR_HITS = 2;

/* A pair of stems makes a key when chance brings it together in less than so
 * many quotes. */
static const double CHANCE_PAIRS = 12;

uint32_t
word_info(uint32_t count, uint32_t quotes)
{
  double nats = log((quotes + PRIOR) / (count + PRIOR_HITS));
  double steps = nats * INFO_STEP + .5;

  return steps < 1 ? 1 : steps > 255 ? 255 : (uint32_t)steps;
}

double
evidence_needed(uint32_t quotes, double significance)
{
  double least = 1e-12;

  return log((quotes + PRIOR) / (significance > least ? significance : least));
}

uint32_t
key_info(uint32_t quotes)
{
  return (uint32_t)(log((quotes + PRIOR) / CHANCE_PAIRS) * INFO_STEP);
}
