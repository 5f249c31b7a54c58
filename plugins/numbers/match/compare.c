/* SPDX-License-Identifier: Apache-2.0 */
#include "compare.h"

#include <math.h>

#include "close.h"

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

/* $81 million are said of $81.4 million, and 3,200 houses of 3,214; but 187
 * people are not 190. */
static bool
is_rounded_sum(const Mention *round, const Mention *other)
{
  uint32_t digits;

  if ((round->kind != STEMMA_MONEY && round->kind != STEMMA_CARDINAL)
      || fabs(round->value) < ROUNDED_LEAST
      || !amount_nearly(round->value, other->value, .01))
    return false;
  digits = mention_digits(round->value);
  return digits >= 2 && digits < mention_digits(other->value);
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

/* How many times the other one an amount of the same thing may be; counts of a
 * few are said of everything. */
static bool
comparable_size(const Mention *a, const Mention *b)
{
  double x = fabs(a->value), y = fabs(b->value);
  double most = a->kind == STEMMA_CARDINAL && x <= 12 && y <= 12 ? 2 : 5;

  return x <= most * y && y <= most * x;
}

/* How many words, and how much of their context, two amounts must share to be
 * one, and to be a conflict: DIFFER_WORDS at least. */
typedef struct Least {
  uint32_t words;
  double score;
} Least;

static Least
least_of(const Mention *m, bool agrees)
{
  enum { FEW, COUNT, SHARE, MEASURE };
  static const Least least[][2] = { /* of a conflict, of one amount */
                                    [FEW] = { { 5, .55 }, { 4, .4 } },
                                    [COUNT] = { { 5, .55 }, { 2, 0 } },
                                    [SHARE] = { { 4, .6 }, { 3, .15 } },
                                    [MEASURE] = { { 4, .5 }, { 2, .15 } }
  };
  uint32_t sort = m->kind == STEMMA_PERCENT    ? SHARE
                  : m->kind != STEMMA_CARDINAL ? MEASURE
                  : m->value > 12              ? COUNT
                                               : FEW;

  return least[sort][agrees];
}

uint32_t
mention_same_topics(const Mention *a, uint32_t of_a, const Mention *b,
                    uint32_t of_b)
{
  uint32_t count = 0;

  for (uint32_t i = 0; i < of_a; i++) {
    for (uint32_t k = 0; k < of_b; k++)
      count += a->topic[i] && a->topic[i] == b->topic[k];
  }
  return count;
}

static bool
one_event(const Mention *a, const Mention *b)
{
  return mention_same_topics(a, a->main, b, b->main) >= EVENT_TOPICS;
}

/* Two durations of one thing of one event: the talks lasted. */
static bool
one_thing(const Mention *a, const Mention *b, const Shared *s)
{
  return s->about && a->kind == STEMMA_DURATION && one_event(a, b);
}

static uint32_t
compare_amounts(const Mention *a, const Mention *b, const Shared *s)
{
  bool agrees = mention_agrees(a, b);
  uint32_t verdict = agrees ? PAIR_SAME : PAIR_DIFFER;
  Least least = least_of(a, agrees);

  if (one_thing(a, b, s))
    return verdict;
  if (a->kind == STEMMA_CARDINAL && !s->head)
    return PAIR_NONE;
  return s->count >= least.words && s->score >= least.score ? verdict
                                                            : PAIR_NONE;
}

/* Nobody says of two that they are dozens. */
static bool
is_few(const Mention *m)
{
  return mention_has(m, MENTION_VALUE) && m->value <= 2;
}

static uint32_t
compare_vague(const Mention *a, const Mention *b, const Shared *s)
{
  bool both = !mention_has(a, MENTION_VALUE) && !mention_has(b, MENTION_VALUE);

  if (a->kind == STEMMA_CARDINAL)
    return (s->counted || s->role) && s->count >= 3 && s->score >= .35
                   && !is_few(a) && !is_few(b)
               ? PAIR_VAGUE
               : PAIR_NONE;
  if (s->concepts && (s->names || s->count >= 3 || one_thing(a, b, s)))
    return PAIR_VAGUE;
  return s->count >= (both ? 3 : 4) && s->score >= (both ? .2 : .3) ? PAIR_VAGUE
                                                                    : PAIR_NONE;
}

/* Do two counts count different people? */
static bool
are_of_two_roles(const Candidate *x, const Candidate *y)
{
  const Near *a = candidate_role(x), *b = candidate_role(y);

  return a && b && a->stem != b->stem;
}

/* Below this a number with decimals counts nothing: 1.5 million do. */
#define COUNT_LEAST 1000

static bool
counts_nothing(const Mention *m)
{
  return fabs(m->value) < COUNT_LEAST && m->value != floor(m->value);
}

/* Is `x` a count of people, as nine are, and `y` none, as 6.4? */
static bool
is_no_count(const Candidate *x, const Candidate *y)
{
  return candidate_role(x) && !counts_nothing(&x->mention)
         && counts_nothing(&y->mention);
}

/* Are two counts of nothing that has one name?  Of most pairs it is said
 * without a look at their words. */
static bool
have_two_heads(const Candidate *x, const Candidate *y)
{
  return mention_has(&x->mention, MENTION_VALUE)
         && mention_has(&y->mention, MENTION_VALUE) && !(x->heads & y->heads)
         && !may_compare_closely(&x->mention, &y->mention);
}

static bool
count_two_things(const Candidate *x, const Candidate *y)
{
  return is_no_count(x, y) || is_no_count(y, x) || have_two_heads(x, y);
}

static bool
has_concept(const Candidate *c)
{
  uint32_t flags = 0;

  for (uint32_t i = 0; i < c->mention.near; i++)
    flags |= c->near[i].flags;
  return flags & NEAR_CONCEPT;
}

/* Of these not the amounts and the shared words alone decide. */
static bool
hangs_on_more(const Candidate *c)
{
  const Mention *m = &c->mention;

  return !mention_has(m, MENTION_VALUE) || m->kind == STEMMA_AGE
         || (m->kind == STEMMA_DURATION && m->main >= EVENT_TOPICS
             && has_concept(c))
         || is_read_closely(m);
}

/* How much further apart than their bounds two amounts may be that agree, as a
 * share of each, as writers round; of percentages, in points. */
#define APART .04
#define POINTS_APART .5

Glance
glance_of(const Candidate *c)
{
  const Mention *m = &c->mention;
  double points = m->kind == STEMMA_PERCENT ? POINTS_APART : 0;
  double low, high, least, most;

  if (hangs_on_more(c))
    return (Glance){ c->stems, -INFINITY, INFINITY };
  mention_reach(m, &low, &high);
  /* "From 90 to 10" goes down. */
  least = fmin(low, fmin(high, m->value));
  most = fmax(low, fmax(high, m->value));
  least -= APART * fabs(least) + points;
  most += APART * fabs(most) + points;
  return (Glance){ c->stems, (float)least, (float)most };
}

/* Several hours and several hours are as equal as two and two. */
static bool
are_equal(uint32_t verdict, const Mention *a, const Mention *b)
{
  return verdict == PAIR_SAME
         || (verdict == PAIR_VAGUE && !mention_has(a, MENTION_VALUE)
             && !mention_has(b, MENTION_VALUE));
}

/* 6,750 and 19.7 are rarely said of two things, 50 and 12 are. */
enum { RARE_DIGITS = 3 };

static bool
is_rare(const Mention *m)
{
  return mention_has(m, MENTION_VALUE)
         && mention_digits(m->value) >= RARE_DIGITS;
}

/* In a large corpus what two amounts share may be said of many things, as
 * thousands of companies pay a dividend.  There reports of one event alone give
 * different amounts of one thing; equal ones also those with a name near both,
 * or of an amount that is rare by itself. */
static bool
is_by_chance(const Mention *a, const Mention *b, const Shared *s, bool equal)
{
  return (a->doc >= CLOSE_DOCS || b->doc >= CLOSE_DOCS) && !one_event(a, b)
         && !(equal && (s->names > 0 || is_rare(a)));
}

Compared
mention_compare(const Candidate *x, const Candidate *y)
{
  const Mention *a = &x->mention, *b = &y->mention;
  Compared result = { PAIR_NONE, 0, 0 };
  Shared s;

  if (a->kind != b->kind || a->former != b->former || are_of_two_roles(x, y)
      || (a->kind == STEMMA_CARDINAL && count_two_things(x, y)))
    return result;
  s = mention_share(x, y);
  result.score = s.score;
  result.shared = s.words;
  if (!mention_has(a, MENTION_VALUE) || !mention_has(b, MENTION_VALUE))
    result.verdict = compare_vague(a, b, &s);
  else if (a->kind == STEMMA_AGE)
    result.verdict = !s.head                                 ? PAIR_NONE
                     : mention_agrees(a, b)                  ? PAIR_SAME
                     : amount_nearly(a->value, b->value, .1) ? PAIR_DIFFER
                                                             : PAIR_NONE;
  else
    result.verdict = compare_amounts(a, b, &s);
  if (result.verdict == PAIR_DIFFER && !comparable_size(a, b))
    result.verdict = PAIR_NONE;
  if (result.verdict == PAIR_NONE && may_compare_closely(a, b))
    result.verdict = compare_closely(x, y, &s);
  if (result.verdict == PAIR_DIFFER && a->former)
    result.verdict = PAIR_NONE;
  if (result.verdict != PAIR_NONE
      && is_by_chance(a, b, &s, are_equal(result.verdict, a, b)))
    result.verdict = PAIR_NONE;
  return result;
}
