/* SPDX-License-Identifier: Apache-2.0 */
#include "alone.h"

#include <string.h>

enum { ALONE_NEVER = 0, ALONE_ONCE = 1, ALONE_OFTEN = 2 };

/* A step in percentage points is of another sort than a share. */
static AloneSlot *
slot_of(Alone *alone, const Near *near, const Carried *m)
{
  uint32_t hash = near->stem ^ near->stem >> 16;

  return &alone
              ->slots[(m->flags & CARRIED_POINTS ? ~hash : hash) % ALONE_SLOTS];
}

static void
meet(AloneSlot *slot, const Carried *m)
{
  double value = mention_value(m->said, m->flags & CARRIED_MONTHS);

  if (slot->met == ALONE_NEVER)
    *slot = (AloneSlot){ value, ALONE_ONCE };
  else if (slot->value != value)
    slot->met = ALONE_OFTEN;
}

static Carried
carried_at(const char *carried, uint32_t i)
{
  Carried m;

  memcpy(&m, carried + i * sizeof m, sizeof m);
  return m;
}

void
alone_mark(Alone *alone, const char *carried, uint32_t count, Near *near)
{
  Near *at = near;

  memset(alone, 0, sizeof *alone);
  for (uint32_t i = 0; i < count; i++) {
    Carried m = carried_at(carried, i);

    for (uint32_t k = 0; k < m.near; k++)
      meet(slot_of(alone, at++, &m), &m);
  }
  at = near;
  for (uint32_t i = 0; i < count; i++) {
    Carried m = carried_at(carried, i);

    for (uint32_t k = 0; k < m.near; k++, at++) {
      if (slot_of(alone, at, &m)->met == ALONE_ONCE)
        at->flags |= NEAR_ALONE;
    }
  }
}
