/* SPDX-License-Identifier: Apache-2.0 */
#include "glance.h"

#include <math.h>

#include "reach.h"

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
