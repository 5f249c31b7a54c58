/* SPDX-License-Identifier: Apache-2.0 */
#include "copies.h"

#include <string.h>

/* Slots for each candidate, at least. */
enum { SLOTS_EACH = 2 };

static uint64_t
hash_of(const Candidate *c)
{
  uint64_t hash = mention_mix(c->family, c->amount);

  hash = mention_mix(hash, c->mention.modifier);
  for (uint32_t i = 0; i < c->mention.near; i++)
    hash = mention_mix(hash, c->near[i].stem);
  return hash;
}

static bool
same_amount(const Mention *a, const Mention *b)
{
  return a->kind == b->kind && a->modifier == b->modifier
         && a->present == b->present && a->points == b->points
         && a->former == b->former
         && (!mention_has(a, MENTION_VALUE) || a->value == b->value)
         && (!mention_has(a, MENTION_HIGH) || a->high == b->high);
}

static bool
are_same(const Candidate *a, const Candidate *b)
{
  return a->mention.near == b->mention.near && a->family == b->family
         && same_amount(&a->mention, &b->mention)
         && memcmp(a->near, b->near, a->mention.near * sizeof *a->near) == 0;
}

/* Where the first candidate that is the same stands, or is to stand. */
static uint32_t *
slot_of(const Copies *copies, const Candidate *candidates, const Candidate *c)
{
  uint32_t mask = copies->slots.count - 1;
  uint32_t at = (uint32_t)hash_of(c) & mask;

  while (copies->slots.items[at]
         && !are_same(&candidates[copies->slots.items[at] - 1], c))
    at = (at + 1) & mask;
  return &copies->slots.items[at];
}

static bool
make_room(Copies *copies, uint32_t count)
{
  uint32_t slots = 1;

  while (slots / SLOTS_EACH < count && slots < UINT32_C(1) << 31)
    slots *= 2;
  if (!array_reserve(&copies->slots, slots)
      || !array_reserve(&copies->first, count + 1)
      || !array_reserve(&copies->is_copy, count + 1))
    return false;
  copies->slots.count = slots;
  memset(copies->slots.items, 0, slots * sizeof *copies->slots.items);
  return true;
}

bool
copies_find(Copies *copies, const Candidate *candidates, uint32_t count)
{
  if (!make_room(copies, count))
    return false;
  for (uint32_t i = 0; i < count; i++) {
    const Mention *m = &candidates[i].mention;
    uint32_t *slot = slot_of(copies, candidates, &candidates[i]);
    bool copy = *slot && m->doc >= CLOSE_DOCS
                && candidates[*slot - 1].mention.doc != m->doc;

    if (!*slot)
      *slot = i + 1;
    copies->first.items[i] = copy ? *slot - 1 : i;
    copies->is_copy.items[i] = copy;
  }
  return true;
}

void
copies_free(Copies *copies)
{
  array_free(&copies->slots);
  array_free(&copies->first);
  array_free(&copies->is_copy);
}
