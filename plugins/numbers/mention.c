/* SPDX-License-Identifier: Apache-2.0 */
#include "mention.h"

#include <math.h>
#include <string.h>

#define TOPIC_FIELD(i, name)                                                   \
  {                                                                            \
    name, "a name of the document", 0, 0, "",                                  \
        (uint32_t)(offsetof(Mention, topic) + (i) * sizeof(uint32_t)),         \
        STEMMA_U32, 0, 0, 0                                                    \
  }

static const stemma_field fields[] = {
  STEMMA_FIELD(Mention, doc, STEMMA_DOC, "", "the document"),
  STEMMA_FIELD(Mention, quantity, STEMMA_U32, "", "its row in quantity"),
  STEMMA_FIELD_ENUM(Mention, kind, stemma_quantity_kinds, "what is measured"),
  STEMMA_FIELD_ENUM(Mention, modifier, stemma_quantity_modifiers,
                    "more than, about, ..."),
  STEMMA_FIELD_OR_NULL(Mention, value, STEMMA_F64, "", MENTION_VALUE,
                       "in one base for all of its kind"),
  STEMMA_FIELD_OR_NULL(Mention, high, STEMMA_F64, "", MENTION_HIGH,
                       "the end of a range"),
  STEMMA_FIELD(Mention, said, STEMMA_F64, "", "base_value of the quantity"),
  STEMMA_FIELD(Mention, said_high, STEMMA_F64, "",
               "the end of a range in base_unit"),
  TOPIC_FIELD(0, "topic_0"),
  TOPIC_FIELD(1, "topic_1"),
  TOPIC_FIELD(2, "topic_2"),
  TOPIC_FIELD(3, "topic_3"),
  STEMMA_FIELD(Mention, text, STEMMA_STR, "", "with its modifier"),
  STEMMA_FIELD_OR_NULL(Mention, base_unit, STEMMA_STR, "", MENTION_BASE_UNIT,
                       "of the quantity"),
  STEMMA_FIELD(Mention, words, STEMMA_STR, "", "the words near it"),
  STEMMA_FIELD(Mention, near, STEMMA_BYTES, "", "their stems"),
};

const stemma_layer mention_layer = {
  sizeof(stemma_layer),
  1,
  "org.stemma.numbers.mention",
  "quantities with their context",
  STEMMA_LIST(fields),
  sizeof(Mention),
  0,
};

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
  uint32_t words; /* a bit for each of the first context */
  uint32_t count;
  uint32_t names;
  uint32_t concepts;
  bool head;  /* both have it as their head */
  bool about; /* a concept stands close to both */
  bool event; /* durations in reports of one event */
  double score;
} Shared;

void
context_read(Context *context, const stemma_table *table,
             const Mention *mention)
{
  context->mention = mention;
  context->count = near_copy(table, mention->near, context->near);
  context->stems = 0;
  context->all = 0;
  for (uint32_t i = 0; i < context->count; i++) {
    const Near *near = &context->near[i];

    context->stems |= UINT64_C(1) << (near->stem & 63);
    context->weight[i] = weight(near);
    context->all += context->weight[i];
  }
}

/* The place of a stem, or the context's count.  Reports that were copied have
 * it where it is `expected`. */
static uint32_t
place_of(const Context *context, uint32_t stem, uint32_t expected)
{
  uint32_t k = 0;

  if (!(context->stems >> (stem & 63) & 1))
    return context->count;
  if (expected < context->count && context->near[expected].stem == stem)
    return expected;
  while (k < context->count && context->near[k].stem != stem)
    k++;
  return k;
}

static Shared
share(const Context *a, const Context *b)
{
  Shared s = { 0 };
  double sum = 0;

  for (uint32_t i = 0; i < a->count; i++) {
    const Near *mine = &a->near[i], *other;
    uint32_t k = place_of(b, mine->stem, i);

    if (k == b->count)
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
    sum += a->weight[i] < b->weight[k] ? a->weight[i] : b->weight[k];
  }
  if (s.count > 0)
    s.score = sum / (a->all < b->all ? a->all : b->all);
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
mention_compare(const Context *x, const Context *y)
{
  const Mention *a = x->mention, *b = y->mention;
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

uint32_t
near_copy(const stemma_table *table, stemma_str from, Near *near)
{
  uint32_t count = from.length / (uint32_t)sizeof *near;

  if (count > NEAR_MOST)
    count = NEAR_MOST;
  memcpy(near, stemma_text(table, from), count * sizeof *near);
  return count;
}
