/* SPDX-License-Identifier: Apache-2.0 */
#include "mention.h"

#include <math.h>

#include "fnv.h"

/* How near counts: the word beside the amount 1, the tenth a third.  The
 * nearest ones stand in a table: a division for each is a tenth of all. */
#define NEARNESS(distance) (1 / (1 + ((distance)-1) / 5.))
#define FOUR(from)                                                             \
  NEARNESS(from), NEARNESS((from) + 1), NEARNESS((from) + 2),                  \
      NEARNESS((from) + 3)
static const double nearness[] = { FOUR(0),  FOUR(4),  FOUR(8),  FOUR(12),
                                   FOUR(16), FOUR(20), FOUR(24), FOUR(28) };

static double
weight(const Near *near)
{
  double w = near->distance < sizeof nearness / sizeof nearness[0]
                 ? nearness[near->distance]
                 : NEARNESS(near->distance);

  return near->flags & (NEAR_HEAD | NEAR_CONCEPT) ? w + .5 : w;
}

/* A concept this near is what the amount is of. */
enum { CLOSE = 8 };

typedef struct Shared {
  uint32_t words; /* a bit for each near the first */
  uint32_t count;
  uint32_t names;
  uint32_t concepts;
  bool head;  /* both have it as their head */
  bool about; /* a concept stands close to both */
  bool event; /* durations in reports of one event */
  double score;
} Shared;

static uint64_t
mix(uint64_t hash, uint64_t value)
{
  hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
  return hash ^ hash >> 32;
}

/* What the quantities of one key have in common: kind and, for money and what
 * has no kind of its own, the base unit. */
static uint64_t
family(const Mention *m, const char *base_unit)
{
  uint64_t hash = mix(FNV_START, m->kind);

  if (m->kind == STEMMA_MONEY || m->kind == STEMMA_OTHER)
    hash = fnv_bytes(hash, base_unit, m->base_unit);
  return hash;
}

/* Values within half a percent of each other, mostly.  A vague amount has the
 * same as any other: several hours with several hours. */
static uint64_t
amount(const Mention *m)
{
  if (!mention_has(m, MENTION_VALUE))
    return 1;
  return (uint64_t)llround(log(fabs(m->value) + 1e-9) * 200) << 1;
}

void
candidate_finish(Candidate *c)
{
  c->stems = 0;
  c->weight = 0;
  for (uint32_t i = 0; i < c->mention.near; i++) {
    c->stems |= UINT64_C(1) << (c->near[i].stem & 63);
    c->weight += weight(&c->near[i]);
  }
  c->family = family(&c->mention, c->strings + c->mention.text);
  c->amount = amount(&c->mention);
  c->side = UINT32_MAX;
}

/* The place of a stem among those near `c`, or their number.  Reports that
 * were copied have it where it is `expected`. */
static uint32_t
place_of(const Candidate *c, uint32_t stem, uint32_t expected)
{
  uint32_t count = c->mention.near, k = 0;

  if (!(c->stems >> (stem & 63) & 1))
    return count;
  if (expected < count && c->near[expected].stem == stem)
    return expected;
  while (k < count && c->near[k].stem != stem)
    k++;
  return k;
}

static double
least(double a, double b)
{
  return a < b ? a : b;
}

static Shared
share(const Candidate *a, const Candidate *b)
{
  Shared s = { 0 };
  double sum = 0;

  for (uint32_t i = 0; i < a->mention.near; i++) {
    const Near *mine = &a->near[i], *other;
    uint32_t k = place_of(b, mine->stem, i);

    if (k == b->mention.near)
      continue;
    other = &b->near[k];
    s.words |= 1u << i;
    s.count++;
    s.names += ((mine->flags | other->flags) & NEAR_NAME) != 0;
    s.concepts += (mine->flags & NEAR_CONCEPT) != 0;
    s.about = s.about
              || ((mine->flags & NEAR_CONCEPT) && mine->distance <= CLOSE
                  && other->distance <= CLOSE);
    s.head = s.head || (mine->flags & other->flags & NEAR_HEAD);
    sum += least(weight(mine), weight(other));
  }
  if (s.count > 0)
    s.score = sum / least(a->weight, b->weight);
  return s;
}

static bool
nearly(double a, double b, double by)
{
  return fabs(a - b) <= by * fmax(fabs(a), fabs(b));
}

/* The bounds that a mention leaves open. */
static void
bounds(const Mention *m, double *low, double *high)
{
  *low = m->value;
  *high = mention_has(m, MENTION_HIGH) ? m->high : m->value;
  switch (m->modifier) {
  case STEMMA_APPROX:
    *low -= .1 * fabs(*low);
    *high += .1 * fabs(*high);
    break;
  case STEMMA_MORE_THAN:
  case STEMMA_AT_LEAST:
    /* "more than 18 months" is said of 19, not of 40. */
    *high += .25 * fabs(*high);
    break;
  case STEMMA_LESS_THAN:
  case STEMMA_AT_MOST:
    *low -= .25 * fabs(*low);
    break;
  default:
    break;
  }
}

bool
mention_agrees(const Mention *a, const Mention *b)
{
  double low_a, high_a, low_b, high_b, by = 1e-6;

  if (!mention_has(a, MENTION_VALUE) || !mention_has(b, MENTION_VALUE))
    return mention_has(a, MENTION_VALUE) == mention_has(b, MENTION_VALUE);
  /* A month is 30 days only about; other conversions are rounded by the
   * writer: 11 km and seven miles. */
  if (a->kind == STEMMA_DURATION || a->kind == STEMMA_AGE)
    by = a->value == b->value ? by : .02;
  else if (a->kind != STEMMA_CARDINAL && a->kind != STEMMA_MONEY
           && a->kind != STEMMA_PERCENT)
    by = .01;
  bounds(a, &low_a, &high_a);
  bounds(b, &low_b, &high_b);
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

static bool
one_event(const Mention *a, const Mention *b)
{
  uint32_t count = 0;

  for (uint32_t i = 0; i < TOPICS; i++) {
    for (uint32_t k = 0; k < TOPICS; k++)
      count += a->topic[i] && a->topic[i] == b->topic[k];
  }
  return count >= EVENT_TOPICS;
}

/* Two durations of one thing of one event: the talks lasted. */
static bool
one_thing(const Shared *s)
{
  return s->event && s->about;
}

static uint32_t
compare_measured(const Mention *a, const Mention *b, const Shared *s)
{
  bool bare = a->kind == STEMMA_PERCENT;

  if (one_thing(s))
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
  if (s->concepts && (s->names || s->count >= 3 || one_thing(s)))
    return PAIR_VAGUE;
  return s->count >= (both ? 3 : 4) && s->score >= (both ? .2 : .3) ? PAIR_VAGUE
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
  s = share(x, y);
  result.score = s.score;
  result.shared = s.words;
  s.event = a->kind == STEMMA_DURATION && one_event(a, b);
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
  return result;
}
