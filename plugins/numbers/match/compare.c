/* SPDX-License-Identifier: Apache-2.0 */
#include "compare.h"

#include <math.h>

#include "close.h"
#include "reach.h"

/* How many times the other one an amount of the same thing may be; counts of a
 * few are said of everything, but talks of 20 minutes may be of two hours. */
static bool
comparable_size(const Mention *a, const Mention *b, const Shared *s)
{
  double x = fabs(a->value), y = fabs(b->value), most = 5;

  if (a->kind == STEMMA_CARDINAL && x <= 12 && y <= 12)
    most = 2;
  else if (a->sole && b->sole && s->about)
    most = 8;
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
  if (result.verdict == PAIR_DIFFER && !comparable_size(a, b, &s))
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
