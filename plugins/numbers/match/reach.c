/* SPDX-License-Identifier: Apache-2.0 */
#include "reach.h"

#include <math.h>

/* How far beyond a bound an amount may lie, as a share of it: "more than 18
 * months" is said of 19, not of 40, and who says "at least 312" has counted. */
static double
beyond(const Mention *m)
{
  bool counted = m->kind == STEMMA_CARDINAL && fabs(m->value) > 100
                 && fmod(m->value, 10) != 0;

  return (counted ? .05 : .25) * fabs(m->value);
}

/* The bounds that a mention leaves open; less where the other one has a bound:
 * "about 130" is not "more than 140". */
static void
bounds(const Mention *m, const Mention *other, double *low, double *high)
{
  double slack = mention_is_bound(other) ? .05 : .1;

  *low = m->value;
  *high = mention_has(m, MENTION_HIGH) ? m->high : m->value;
  switch (m->modifier) {
  case STEMMA_APPROX:
    *low -= slack * fabs(*low);
    *high += slack * fabs(*high);
    break;
  case STEMMA_MORE_THAN:
  case STEMMA_AT_LEAST:
    *high += beyond(m);
    break;
  case STEMMA_LESS_THAN:
  case STEMMA_AT_MOST:
    *low -= beyond(m);
    break;
  default:
    break;
  }
}

void
mention_reach(const Mention *m, double *low, double *high)
{
  bounds(m, m, low, high);
}

/* Counts and sums below this are not rounded. */
#define ROUNDED_LEAST 1000

/* Is `b` what a writer makes of `a` in another unit, as 15 km of nine miles,
 * which are 14,484 m?  The last digit of a round number stands for half of it
 * on both sides.  Most pairs are too far apart for a look at their digits. */
static bool
is_rounded(double a, double b)
{
  double step;

  if (fabs(a - b) > .05 * fabs(b) + .01 * fabs(a) || mention_digits(a) < 4
      || mention_digits(b) > 2)
    return false;
  step = pow(10, floor(log10(fabs(b))) - 1);
  return fabs(a - b) <= step / 2 + .01 * fabs(a);
}

/* 31 percent are said of 31.4, and eight of 8.2; but 5 are not 4.75, unless it
 * is about 5. */
static bool
is_whole_share(const Mention *whole, const Mention *other)
{
  return whole->kind == STEMMA_PERCENT && whole->value == floor(whole->value)
         && other->value != floor(other->value)
         && whole->value == nearbyint(other->value)
         && (whole->modifier == STEMMA_APPROX
             || amount_nearly(whole->value, other->value, .025));
}

/* What the last digit of a value stands for that has so many: of 31,000, with
 * two, thousands. */
static double
last_digit(double value, uint32_t digits)
{
  return pow(10, floor(log10(fabs(value))) + 1 - digits);
}

/* $81 million are said of $81.4 million, 3,200 houses of 3,214, and 31,000
 * people of 31,418, where they are the nearest of their digits; but 187 people
 * are not 190. */
static bool
is_rounded_sum(const Mention *round, const Mention *other)
{
  uint32_t digits;

  if ((round->kind != STEMMA_MONEY && round->kind != STEMMA_CARDINAL)
      || fabs(round->value) < ROUNDED_LEAST
      || !amount_nearly(round->value, other->value, .02))
    return false;
  digits = mention_digits(round->value);
  return digits >= 2 && digits < mention_digits(other->value)
         && (amount_nearly(round->value, other->value, .01)
             || fabs(round->value - other->value)
                    <= last_digit(round->value, digits) / 2);
}

/* Is `round` what a writer makes of the other one? */
static bool
is_rounding(const Mention *round, const Mention *other)
{
  return is_whole_share(round, other) || is_rounded_sum(round, other)
         || (mention_is_measured(round->kind)
             && is_rounded(other->value, round->value));
}

bool
mention_agrees(const Mention *a, const Mention *b)
{
  double low_a, high_a, low_b, high_b, by = 1e-6;

  if (!mention_has(a, MENTION_VALUE) || !mention_has(b, MENTION_VALUE))
    return mention_has(a, MENTION_VALUE) == mention_has(b, MENTION_VALUE);
  /* A month is 30 days only about; other conversions are rounded by the
   * writer: 11 km and seven miles. */
  if (a->kind == STEMMA_DURATION)
    by = a->value == b->value ? by : .02;
  else if (mention_is_measured(a->kind))
    by = .01;
  bounds(a, b, &low_a, &high_a);
  bounds(b, a, &low_b, &high_b);
  return ((low_a <= high_b || amount_nearly(low_a, high_b, by))
          && (low_b <= high_a || amount_nearly(low_b, high_a, by)))
         || is_rounding(a, b) || is_rounding(b, a);
}
