/* SPDX-License-Identifier: Apache-2.0 */
#include "radix.h"

#include <string.h>

enum { DIGIT = 11, DIGITS = 1 << DIGIT };

/* One pass: by a digit. */
static void
spread(const uint64_t *items, uint64_t *to, size_t count, unsigned shift,
       unsigned bits)
{
  const uint64_t mask = (UINT64_C(1) << bits) - 1;
  size_t place[DIGITS], sum = 0;

  memset(place, 0, sizeof place);
  for (size_t i = 0; i < count; i++)
    place[items[i] >> shift & mask]++;
  for (size_t digit = 0; digit <= mask; digit++) {
    size_t size = place[digit];

    place[digit] = sum;
    sum += size;
  }
  for (size_t i = 0; i < count; i++)
    to[place[items[i] >> shift & mask]++] = items[i];
}

uint64_t *
radix_sort(uint64_t *items, uint64_t *spare, size_t count, unsigned shift,
           unsigned bits)
{
  while (bits > 0) {
    unsigned now = bits < DIGIT ? bits : DIGIT;
    uint64_t *sorted = spare;

    spread(items, sorted, count, shift, now);
    spare = items;
    items = sorted;
    shift += now;
    bits -= now;
  }
  return items;
}
