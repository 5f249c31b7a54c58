/* SPDX-License-Identifier: Apache-2.0 */
#include "compare.h"

#include <math.h>

static bool
nearly(double a, double b, double by)
{
  return fabs(a - b) <= by * fmax(fabs(a), fabs(b));
}

static bool
is_bound(const Mention *m)
{
  return m->modifier != STEMMA_EXACT && m->modifier != STEMMA_APPROX;
}

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
  double slack = is_bound(other) ? .05 : .1;

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
  else if (a->kind != STEMMA_CARDINAL && a->kind != STEMMA_MONEY
           && a->kind != STEMMA_PERCENT && a->kind != STEMMA_AGE)
    by = .01;
  bounds(a, b, &low_a, &high_a);
  bounds(b, a, &low_b, &high_b);
  return (low_a <= high_b || nearly(low_a, high_b, by))
         && (low_b <= high_a || nearly(low_b, high_a, by));
}

static bool
comparable_size(const Mention *a, const Mention *b)
{
  double x = fabs(a->value), y = fabs(b->value);

  return x <= 5 * y && y <= 5 * x;
}

static uint32_t
compare_counts(const Mention *a, const Mention *b, const Shared *s)
{
  if (!s->head)
    return PAIR_NONE;
  if (mention_agrees(a, b)) {
    if (a->value > 12 ? s->count >= 2 : s->count >= 4 && s->score >= .4)
      return PAIR_SAME;
    return PAIR_NONE;
  }
  return s->count >= 5 && s->score >= .55 ? PAIR_DIFFER : PAIR_NONE;
}

/* How many of the first topics of the two, so many of each, are the same. */
static uint32_t
same_topics(const Mention *a, uint32_t of_a, const Mention *b, uint32_t of_b)
{
  uint32_t count = 0;

  for (uint32_t i = 0; i < of_a; i++) {
    for (uint32_t k = 0; k < of_b; k++)
      count += a->topic[i] && a->topic[i] == b->topic[k];
  }
  return count;
}

/* Two durations of one thing of one event: the talks lasted. */
static bool
one_thing(const Mention *a, const Mention *b, const Shared *s)
{
  return s->about && a->kind == STEMMA_DURATION
         && same_topics(a, a->main, b, b->main) >= EVENT_TOPICS;
}

static uint32_t
compare_measured(const Mention *a, const Mention *b, const Shared *s)
{
  bool bare = a->kind == STEMMA_PERCENT;

  if (one_thing(a, b, s))
    return mention_agrees(a, b) ? PAIR_SAME : PAIR_DIFFER;
  if (mention_agrees(a, b))
    return s->count >= (bare ? 3 : 2) && s->score >= .15 ? PAIR_SAME
                                                         : PAIR_NONE;
  return s->count >= 4 && s->score >= (bare ? .6 : .5) ? PAIR_DIFFER
                                                       : PAIR_NONE;
}

static uint32_t
compare_vague(const Mention *a, const Mention *b, const Shared *s)
{
  bool both = !mention_has(a, MENTION_VALUE) && !mention_has(b, MENTION_VALUE);

  if (a->kind == STEMMA_CARDINAL)
    return s->head && s->count >= 3 && s->score >= .35 ? PAIR_VAGUE : PAIR_NONE;
  if (s->concepts && (s->names || s->count >= 3 || one_thing(a, b, s)))
    return PAIR_VAGUE;
  return s->count >= (both ? 3 : 4) && s->score >= (both ? .2 : .3) ? PAIR_VAGUE
                                                                    : PAIR_NONE;
}

static bool
is_whole(double value)
{
  return value == floor(value);
}

/* Small whole numbers are said of everything. */
static bool
is_common(const Mention *m)
{
  return m->kind == STEMMA_CARDINAL && m->value <= 12 && is_whole(m->value);
}

/* What two amounts in reports of one event must share to be one, and to be a
 * conflict, and how many times the smaller the greater one of a conflict may
 * be. */
typedef struct Needs {
  double same;
  double differ;
  double ratio;
} Needs;

static Needs
needs_of(const Mention *a, const Mention *b, const Shared *s)
{
  if (is_common(a) || is_common(b))
    return s->head ? (Needs){ 2, 2, 1.5 } : (Needs){ INFINITY, INFINITY, 1 };
  /* A poll has many of them. */
  if (a->kind == STEMMA_PERCENT)
    return (Needs){ .5, 1, 1.15 };
  if (a->kind != STEMMA_CARDINAL)
    return (Needs){ .5, 1, 1.5 };
  if (!s->head && !s->about)
    return (Needs){ 2, 2.5, 1.5 };
  return is_whole(a->value) && is_whole(b->value) ? (Needs){ 1, 1.5, 1.5 }
                                                  : (Needs){ 1, 1, 1.5 };
}

static bool
may_compare_closely(const Mention *a, const Mention *b)
{
  return is_read_closely(a) && is_read_closely(b) && a->kind != STEMMA_AGE
         && mention_has(a, MENTION_VALUE) && mention_has(b, MENTION_VALUE);
}

/* Two amounts in reports of one event, read as closely as a reader does who
 * holds the reports side by side. */
static uint32_t
compare_closely(const Mention *a, const Mention *b, const Shared *s)
{
  uint32_t topics = same_topics(a, TOPICS, b, TOPICS);
  double least = fmin(fabs(a->value), fabs(b->value));
  double most = fmax(fabs(a->value), fabs(b->value));
  Needs needs = needs_of(a, b, s);

  if (topics < EVENT_TOPICS)
    return PAIR_NONE;
  if (topics == EVENT_TOPICS)
    needs.differ += .5;
  if (mention_agrees(a, b))
    return s->evidence >= needs.same ? PAIR_SAME : PAIR_NONE;
  return most <= needs.ratio * least && s->evidence >= needs.differ
             ? PAIR_DIFFER
             : PAIR_NONE;
}

Compared
mention_compare(const Candidate *x, const Candidate *y)
{
  const Mention *a = &x->mention, *b = &y->mention;
  Compared result = { PAIR_NONE, 0, 0 };
  Shared s;

  if (a->kind != b->kind)
    return result;
  s = mention_share(x, y);
  result.score = s.score;
  result.shared = s.words;
  if (!mention_has(a, MENTION_VALUE) || !mention_has(b, MENTION_VALUE))
    result.verdict = compare_vague(a, b, &s);
  else if (a->kind == STEMMA_AGE)
    result.verdict = !s.head                          ? PAIR_NONE
                     : mention_agrees(a, b)           ? PAIR_SAME
                     : nearly(a->value, b->value, .1) ? PAIR_DIFFER
                                                      : PAIR_NONE;
  else if (a->kind == STEMMA_CARDINAL)
    result.verdict = compare_counts(a, b, &s);
  else
    result.verdict = compare_measured(a, b, &s);
  if (result.verdict == PAIR_DIFFER && !comparable_size(a, b))
    result.verdict = PAIR_NONE;
  if (result.verdict == PAIR_NONE && may_compare_closely(a, b))
    result.verdict = compare_closely(a, b, &s);
  return result;
}
