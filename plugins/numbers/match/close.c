/* SPDX-License-Identifier: Apache-2.0 */
#include "close.h"

#include "compare.h"
#include "reach.h"

static bool
is_whole(double value)
{
  return value == floor(value);
}

/* As near as this to an age, in words, is the name that it is said of. */
enum { NAMED_BESIDE = 2 };

/* What two amounts share that are surely of one thing: 12 million and, with its
 * digits turned, 21 million. */
#define SURE 2.5

/* What two small percentages must share, which differ by half of one at most
 * and so by many times the smaller one, to be a conflict. */
#define SMALL_DIFFER 1.5

/* What two ages of somebody who is not named must share to be a conflict. */
#define AGES_DIFFER 2.5

/* How many times the shorter one of two times of a day may be the longer one,
 * which share this much and a concept. */
#define LASTED_SAYS 1.5
#define LASTED_RATIO 6

/* What two counts share beside names that differ by a digit: 2,000 blankets
 * have come and 12,000 are needed, says one minister in one town. */
#define SURE_OF_SLIP 2
#define NAME_SAYS 1.25

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

/* A poll has many percentages; the more they share, the further apart two of
 * one thing may be. */
static Needs
needs_of_percent(const Shared *s)
{
  double ratio = s->evidence < 1.25 ? 1.15 : s->evidence < 2.5 ? 1.25 : 1.5;

  return (Needs){ .5, 1, ratio };
}

/* Tolls rise from hour to hour. */
static Needs
needs_of_role(const Mention *a, const Mention *b)
{
  return (Needs){ 1, is_common(a) || is_common(b) ? 2 : 1.5, 2 };
}

/* Talks of 20 minutes and of two hours; an article that gives two times may
 * tell how long a call took too. */
static bool
are_lengths(const Mention *a, const Mention *b, const Shared *s)
{
  return a->sole && b->sole && s->concepts > 0 && s->evidence >= LASTED_SAYS;
}

static Needs
needs_of(const Mention *a, const Mention *b, const Shared *s)
{
  if (s->role)
    return needs_of_role(a, b);
  if (is_common(a) || is_common(b))
    return s->head ? (Needs){ a->value > 2 ? 1.5 : 1.8, 1.8, 1.5 }
                   : (Needs){ INFINITY, INFINITY, 1 };
  if (a->points != b->points)
    return (Needs){ 1.5, INFINITY, 1 };
  if (a->kind == STEMMA_PERCENT)
    return needs_of_percent(s);
  if (are_lengths(a, b, s))
    return (Needs){ .5, LASTED_SAYS, LASTED_RATIO };
  if (a->kind != STEMMA_CARDINAL)
    return (Needs){ .5, 1, s->evidence >= SURE ? 2 : 1.5 };
  if (!s->head && !s->about)
    return (Needs){ 2, 2.5, 1.5 };
  return is_whole(a->value) && is_whole(b->value) ? (Needs){ 1, 1.5, 1.5 }
                                                  : (Needs){ 1, 1, 1.5 };
}

bool
may_compare_closely(const Mention *a, const Mention *b)
{
  return is_read_closely(a) && is_read_closely(b)
         && mention_has(a, MENTION_VALUE) && mention_has(b, MENTION_VALUE);
}

/* Is an amount so particular that in reports of one event nothing else will
 * have it?  212 and 4.2 percent are, 200 and 30 percent are not; sums of money
 * are rarely said of two things. */
static bool
is_particular(const Candidate *x)
{
  const Mention *m = &x->mention;

  switch (m->kind) {
  case STEMMA_PERCENT:
    return mention_digits(m->value) >= (is_whole(m->value) ? 3 : 2);
  case STEMMA_CARDINAL:
    return mention_digits(m->value) >= 3;
  case STEMMA_MONEY:
    return mention_digits(m->value) >= 2 || fabs(m->value) >= 1000;
  case STEMMA_AGE:
  case STEMMA_DURATION:
    return false;
  default:
    return mention_digits(m->value) >= 2;
  }
}

static bool
same_particular(const Candidate *x, const Candidate *y)
{
  const Mention *a = &x->mention, *b = &y->mention;

  return is_particular(x) && is_particular(y) && a->points == b->points
         && mention_is_bound(a) == mention_is_bound(b)
         && !mention_has(a, MENTION_HIGH) && !mention_has(b, MENTION_HIGH)
         && (mention_is_measured(a->kind)
                 ? mention_agrees(a, b)
                 : amount_nearly(a->value, b->value, 1e-3));
}

static uint32_t
count_topics(const Mention *m)
{
  uint32_t count = 0;

  while (count < TOPICS && m->topic[count])
    count++;
  return count;
}

/* Reports share more than two names, or all that one of them has, or the one
 * that stands most often in both. */
static bool
is_surely_one_event(const Mention *a, const Mention *b, uint32_t shared)
{
  return shared > EVENT_TOPICS || shared == count_topics(a)
         || shared == count_topics(b)
         || (a->main && b->main && a->topic[0] == b->topic[0]);
}

/* Do the two give the ages of two people by name? */
static bool
are_of_two_people(const Candidate *x, const Candidate *y)
{
  const Near *a = x->near, *b = y->near;

  return x->mention.kind == STEMMA_AGE && x->mention.near && y->mention.near
         && a->flags & b->flags & NEAR_HEAD && a->distance <= NAMED_BESIDE
         && b->distance <= NAMED_BESIDE && a->stem != b->stem;
}

/* The age of one who is not named beside it: "the 62-year-old", "a boy of
 * seven". */
static uint32_t
compare_ages(const Candidate *x, const Candidate *y, const Shared *s)
{
  const Mention *a = &x->mention, *b = &y->mention;

  if (mention_agrees(a, b))
    return s->names > 0 && s->evidence >= 1 ? PAIR_SAME : PAIR_NONE;
  return s->evidence >= AGES_DIFFER && !are_of_two_people(x, y)
                 && amount_nearly(a->value, b->value, .15)
             ? PAIR_DIFFER
             : PAIR_NONE;
}

/* Is it an amount that is said of many things: one and two of anything, 24
 * hours, half of it all?  Counts without a noun in common are more so. */
static bool
is_everyday(const Mention *m)
{
  static const double spans[] = {
    1, 60, 3600, 86400, 604800, MENTION_MONTH, 12 * MENTION_MONTH
  };

  if (m->kind == STEMMA_PERCENT && !is_whole(m->value))
    return false;
  if (m->kind == STEMMA_CARDINAL || m->kind == STEMMA_PERCENT)
    return fabs(m->value) <= 12 || mention_digits(m->value) < 2;
  for (size_t i = 0;
       m->kind == STEMMA_DURATION && i < sizeof spans / sizeof *spans; i++) {
    if (m->value == spans[i] || m->value == 2 * spans[i])
      return true;
  }
  return false;
}

/* The same amount of one sort in reports of one event, of which neither finds
 * another like it, is most often of one thing, whatever words are used. */
static bool
are_alike(const Candidate *x, const Candidate *y)
{
  const Mention *a = &x->mention, *b = &y->mention;

  return mention_agrees(a, b)
         && amount_nearly(a->value, b->value,
                          mention_is_bound(a) || mention_is_bound(b) ? .1 : .02)
         && !is_everyday(a) && !is_everyday(b) && !mention_has(a, MENTION_HIGH)
         && !mention_has(b, MENTION_HIGH) && a->points == b->points
         && !are_of_two_people(x, y);
}

/* Does a word say what is counted, and not only that it is people? */
static bool
has_noun(const Candidate *x)
{
  for (uint32_t i = 0; i < x->mention.near; i++) {
    if ((x->near[i].flags & (NEAR_HEAD | NEAR_ANYBODY)) == NEAR_HEAD)
      return true;
  }
  return false;
}

/* 58 goals are no other number of matches than 44 matches. */
static bool
are_of_two_nouns(const Candidate *x, const Candidate *y, const Shared *s)
{
  return x->mention.kind == STEMMA_CARDINAL && !s->head && has_noun(x)
         && has_noun(y);
}

/* Are two digits that stand side by side turned?  Their difference is nine
 * times that of the two digits, at their place. */
static bool
is_turned(double less, double more)
{
  double place = 1;

  while (more >= place * 100
         && fmod(less, place * 10) == fmod(more, place * 10))
    place *= 10;
  less = floor(less / place);
  more = floor(more / place);
  return less >= 10 && floor(less / 100) == floor(more / 100)
         && fmod(more, 100)
                == fmod(less, 10) * 10 + floor(fmod(less, 100) / 10);
}

/* Has one of them a digit more in front (5,000 and 15,000), or a zero less? */
static bool
is_longer(double less, double more)
{
  double step = pow(10, floor(log10(less)) + 1);
  double in_front = (more - less) / step;

  return more == 10 * less
         || (in_front >= 1 && in_front < 10 && in_front == floor(in_front));
}

/* Counts of one noun that nobody takes for two, but a reader for a slip. */
static bool
are_of_one_slip(const Mention *a, const Mention *b, const Shared *s)
{
  double x = fmin(a->value, b->value), y = fmax(a->value, b->value);

  return a->kind == STEMMA_CARDINAL && s->head && x > 12 && is_whole(x)
         && is_whole(y)
         && (is_turned(x, y)
             || (s->evidence - NAME_SAYS * s->names >= SURE_OF_SLIP
                 && is_longer(x, y)));
}

/* Nearly 700 injured are no 640 families: only what is equal to the last digit
 * is of both the injured and of something that has another name. */
static bool
may_be_of_two(const Candidate *x, const Candidate *y, const Shared *s)
{
  const Candidate *other = candidate_role(x) ? y : x;

  return x->mention.kind == STEMMA_CARDINAL && !s->head
         && !candidate_role(x) != !candidate_role(y) && has_noun(other)
         && x->mention.value != y->mention.value;
}

/* By the words that the two share. */
static uint32_t
compare_context(const Candidate *x, const Candidate *y, const Shared *s,
                uint32_t topics)
{
  const Mention *a = &x->mention, *b = &y->mention;
  double least = fmin(fabs(a->value), fabs(b->value));
  double most = fmax(fabs(a->value), fabs(b->value));
  Needs needs = needs_of(a, b, s);

  if (!is_surely_one_event(a, b, topics))
    needs.differ += .5;
  if (are_of_two_nouns(x, y, s))
    needs.differ = INFINITY;
  if (may_be_of_two(x, y, s))
    return PAIR_NONE;
  if (mention_agrees(a, b))
    return s->evidence >= needs.same || same_particular(x, y) ? PAIR_SAME
                                                              : PAIR_NONE;
  return s->evidence >= needs.differ
                 && (most <= needs.ratio * least || are_of_one_slip(a, b, s)
                     || (a->kind == STEMMA_PERCENT
                         && s->evidence >= SMALL_DIFFER && most - least <= .5))
             ? PAIR_DIFFER
             : PAIR_NONE;
}

uint32_t
compare_closely(const Candidate *x, const Candidate *y, const Shared *s)
{
  const Mention *a = &x->mention, *b = &y->mention;
  uint32_t topics = mention_same_topics(a, TOPICS, b, TOPICS), verdict;

  if (topics < EVENT_TOPICS)
    return PAIR_NONE;
  verdict = a->kind == STEMMA_AGE ? compare_ages(x, y, s)
                                  : compare_context(x, y, s, topics);
  return verdict == PAIR_NONE && is_surely_one_event(a, b, topics)
                 && are_alike(x, y)
             ? PAIR_ALIKE
             : verdict;
}
