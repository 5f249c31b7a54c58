/* SPDX-License-Identifier: Apache-2.0 */
#include "mention.h"

#include <math.h>
#include <string.h>

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

/* A concept as close as this is what the amount is of. */
enum { BESIDE = 6, CLOSE = 8 };

/* As how many words a concept right beside both amounts counts, or that two
 * counts are both of the dead, or of firefighters. */
#define CONCEPT_SAYS 1.5

/* And one that stands near no other amount of its sort in either document. */
#define ALONE_SAYS 1.25

/* What one article writes as $ or Rs another gives with its country. */
static const struct {
  char code[4];
  char plain[8];
} plain_money[] = {
  { "USD", "dollar" }, { "INR", "rupee" }, { "PKR", "rupee" },
  { "LKR", "rupee" },  { "NPR", "rupee" }, { "MXN", "peso" },
  { "ARS", "peso" },   { "CLP", "peso" },  { "COP", "peso" },
  { "PHP", "peso" },   { "CHF", "franc" }, { "SEK", "krona" },
  { "NOK", "krone" },  { "DKK", "krone" },
};

uint64_t
mention_money(const char *base_unit, uint32_t length)
{
  for (size_t i = 0;
       length == 3 && i < sizeof plain_money / sizeof *plain_money; i++) {
    if (memcmp(base_unit, plain_money[i].code, length) == 0)
      return fnv_bytes(FNV_START, plain_money[i].plain,
                       strlen(plain_money[i].plain));
  }
  return fnv_bytes(FNV_START, base_unit, length);
}

/* What the quantities of one key have in common: kind and, for money and what
 * has no kind of its own, the base unit. */
static uint64_t
family(const Mention *m, const char *base_unit, uint32_t length)
{
  uint64_t hash = mention_mix(FNV_START, m->kind);

  if (m->kind == STEMMA_MONEY || m->kind == STEMMA_OTHER)
    hash = mention_mix(hash, mention_money(base_unit, length));
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

uint32_t
mention_digits(double value)
{
  uint32_t count = 6, six;

  value = fabs(value);
  if (value == 0 || !isfinite(value))
    return 0;
  value = nearbyint(value * pow(10, 5 - floor(log10(value))));
  /* Of a value next to 0 the power may be beyond all numbers. */
  if (!(value <= 1e6))
    return count;
  for (six = (uint32_t)value; count > 1 && six % 10 == 0; count--)
    six /= 10;
  return count;
}

void
candidate_finish(Candidate *c, const char *base_unit, uint32_t length)
{
  c->stems = c->heads = 0;
  c->weight = 0;
  for (uint32_t i = 0; i < c->mention.near; i++) {
    uint64_t stem = UINT64_C(1) << (c->near[i].stem & 63);

    c->stems |= stem;
    c->heads |= c->near[i].flags & NEAR_HEAD ? stem : 0;
    c->weight += weight(&c->near[i]);
  }
  c->family = family(&c->mention, base_unit, length);
  c->amount = amount(&c->mention);
  c->side = UINT32_MAX;
  c->named = 0;
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

/* What a word at this distance says: the clause ends somewhere. */
static double
by_distance(uint32_t distance)
{
  return distance <= BESIDE ? 1 : distance <= CLOSE ? .75 : .5;
}

/* How much a shared word says of two amounts in reports of one event, where the
 * names are those of all its amounts. */
static double
evidence(const Near *a, const Near *b)
{
  uint32_t distance = a->distance > b->distance ? a->distance : b->distance;
  double alone = a->flags & b->flags & NEAR_ALONE ? ALONE_SAYS : 1;

  if ((a->flags & b->flags & NEAR_HEAD)
      && !((a->flags | b->flags) & (NEAR_ANYBODY | NEAR_NAME)))
    return CONCEPT_SAYS * alone;
  if ((a->flags & b->flags & NEAR_ROLE)
      || ((a->flags & b->flags & NEAR_CONCEPT) && distance <= 2))
    return CONCEPT_SAYS;
  return by_distance(distance)
         * (alone > 1                           ? alone
            : (a->flags | b->flags) & NEAR_NAME ? .5
                                                : 1);
}

Shared
mention_share(const Candidate *a, const Candidate *b)
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
    s.role = s.role || (mine->flags & other->flags & NEAR_ROLE);
    s.head = s.head || (mine->flags & other->flags & NEAR_HEAD);
    s.counted = s.counted
                || ((mine->flags & other->flags & NEAR_HEAD)
                    && !(mine->flags & NEAR_ANYBODY));
    s.evidence += evidence(mine, other);
    sum += least(weight(mine), weight(other));
  }
  if (s.count > 0)
    s.score = sum / least(a->weight, b->weight);
  return s;
}
