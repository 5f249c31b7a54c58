/* SPDX-License-Identifier: Apache-2.0 */
#include "radix.h"

#include <string.h>

enum { DIGITS = 8, VALUES = 256 };

static uint32_t
digit(uint64_t key, uint32_t place)
{
  return (uint32_t)(key >> 8 * place) & (VALUES - 1);
}

/* Counts become the places where each digit's items begin. */
static void
to_places(uint32_t count[VALUES])
{
  for (uint32_t i = 0, sum = 0; i < VALUES; i++) {
    uint32_t size = count[i];

    count[i] = sum;
    sum += size;
  }
}

void
radix_sort(Keyed *items, Keyed *spare, uint32_t count)
{
  uint32_t counts[DIGITS][VALUES] = { { 0 } };
  Keyed *from = items, *to = spare, *swap;

  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t place = 0; place < DIGITS; place++)
      counts[place][digit(items[i].key, place)]++;
  }
  for (uint32_t place = 0; place < DIGITS; place++) {
    uint32_t *next = counts[place];

    /* A digit that all have the same sorts nothing. */
    if (count == 0 || next[digit(from[0].key, place)] == count)
      continue;
    to_places(next);
    for (uint32_t i = 0; i < count; i++)
      to[next[digit(from[i].key, place)]++] = from[i];
    swap = from;
    from = to;
    to = swap;
  }
  if (from != items && count)
    memcpy(items, from, count * sizeof *items);
}
