/* SPDX-License-Identifier: Apache-2.0 */
#include "sketch.h"

#include <stdlib.h>
#include <string.h>

/* Codes are hashes, but bit 0 is the kind of the word. */
static Sketch *
slot_of(Sketch *slots, uint32_t room, uint32_t code)
{
  uint32_t at = (code >> 1) & (room - 1);

  while (slots[at].code && slots[at].code != code)
    at = (at + 1) & (room - 1);
  return &slots[at];
}

static bool
grow(Sketches *s)
{
  uint32_t room = s->room ? s->room * 2 : 256;
  Sketch *slots = calloc(room, sizeof *slots);

  if (!slots)
    return false;
  for (uint32_t i = 0; i < s->room; i++)
    if (s->slots[i].code)
      *slot_of(slots, room, s->slots[i].code) = s->slots[i];
  free(s->slots);
  s->slots = slots;
  s->room = room;
  return true;
}

/* Keeps the least hashes of both. */
static void
merge_seen(uint32_t *into, const uint32_t *from)
{
  uint32_t both[SKETCH_SEEN], i = 0, k = 0;

  if (from[0] >= into[SKETCH_SEEN - 1])
    return; /* so it is with most words once they are usual */
  for (uint32_t n = 0; n < SKETCH_SEEN; n++) {
    uint32_t least = UINT32_MAX;

    if (i < SKETCH_SEEN)
      least = into[i];
    if (k < SKETCH_SEEN && from[k] < least)
      least = from[k];
    i += i < SKETCH_SEEN && into[i] == least;
    k += k < SKETCH_SEEN && from[k] == least;
    both[n] = least;
  }
  memcpy(into, both, sizeof both);
}

bool
sketches_add(Sketches *s, const Sketch *sketch)
{
  Sketch *slot;

  if (s->used >= s->room / 4 * 3 && !grow(s))
    return false;
  slot = slot_of(s->slots, s->room, sketch->code);
  if (!slot->code) {
    *slot = *sketch;
    s->used++;
    return true;
  }
  slot->quotes = slot->quotes > UINT32_MAX - sketch->quotes
                     ? UINT32_MAX
                     : slot->quotes + sketch->quotes;
  merge_seen(slot->seen, sketch->seen);
  return true;
}

bool
sketches_reserve(Sketches *s, uint32_t more)
{
  while (s->used + more >= s->room / 4 * 3)
    if (!grow(s))
      return false;
  return true;
}

Sketch
sketch_of(uint32_t code, uint32_t quote_hash)
{
  Sketch one = { .code = code, .quotes = 1 };

  memset(one.seen, 0xff, sizeof one.seen);
  one.seen[0] = quote_hash == UINT32_MAX ? 0 : quote_hash;
  return one;
}

uint32_t
sketch_count(const Sketch *sketch)
{
  uint32_t count = 0;

  while (count < SKETCH_SEEN && sketch->seen[count] != UINT32_MAX)
    count++;
  return count < SKETCH_SEEN ? count : sketch->quotes;
}

static int
by_code(const void *a, const void *b)
{
  const Sketch *x = a, *y = b;

  return x->code < y->code ? -1 : x->code > y->code;
}

Sketch *
sketches_sorted(const Sketches *s)
{
  Sketch *all = malloc(((size_t)s->used + 1) * sizeof *all);
  uint32_t count = 0;

  if (!all)
    return NULL;
  for (uint32_t i = 0; i < s->room; i++)
    if (s->slots[i].code)
      all[count++] = s->slots[i];
  qsort(all, count, sizeof *all, by_code);
  return all;
}

void
sketches_free(Sketches *s)
{
  free(s->slots);
  *s = (Sketches){ 0 };
}
