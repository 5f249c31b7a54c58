/* SPDX-License-Identifier: Apache-2.0 */
#include "counts.h"

#include <stdlib.h>

/* Codes are hashes, but bit 0 is the kind of the word. */
static Count *
slot_of(Count *slots, uint32_t room, uint32_t code)
{
  uint32_t at = (code >> 1) & (room - 1);

  while (slots[at].code && slots[at].code != code)
    at = (at + 1) & (room - 1);
  return &slots[at];
}

static bool
grow(Counts *counts)
{
  uint32_t room = counts->room ? counts->room * 2 : 256;
  Count *slots = calloc(room, sizeof *slots);

  if (!slots)
    return false;
  for (uint32_t i = 0; i < counts->room; i++)
    if (counts->slots[i].code)
      *slot_of(slots, room, counts->slots[i].code) = counts->slots[i];
  free(counts->slots);
  counts->slots = slots;
  counts->room = room;
  return true;
}

bool
counts_add(Counts *counts, uint32_t code, uint32_t count)
{
  Count *slot;

  if (counts->used >= counts->room / 4 * 3 && !grow(counts))
    return false;
  slot = slot_of(counts->slots, counts->room, code);
  counts->used += !slot->code;
  slot->code = code;
  slot->count =
      slot->count > UINT32_MAX - count ? UINT32_MAX : slot->count + count;
  return true;
}

uint32_t
counts_get(const Counts *counts, uint32_t code)
{
  return counts->room ? slot_of(counts->slots, counts->room, code)->count : 0;
}

void
counts_free(Counts *counts)
{
  free(counts->slots);
  *counts = (Counts){ 0 };
}
