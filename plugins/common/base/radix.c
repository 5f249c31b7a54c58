/* SPDX-License-Identifier: Apache-2.0 */
#include "radix.h"

#include <string.h>

enum { DIGIT = 11, DIGITS = 1 << DIGIT };

/* Fewer items are sorted by smaller digits: there counting takes less time than
 * adding up the counts. */
enum { FEW = 4096, FEW_DIGIT = 8 };

/* Of a whole key all digits are counted at once, so they are smaller. */
enum { BYTES = 8, BYTE = 8, VALUES = 1 << BYTE };

/* Counts become the places where each digit's items begin. */
static void
to_places(size_t *count, size_t digits)
{
  for (size_t i = 0, sum = 0; i < digits; i++) {
    size_t size = count[i];

    count[i] = sum;
    sum += size;
  }
}

/* One pass: by a digit. */
static void
spread(const uint64_t *items, uint64_t *to, size_t count, unsigned shift,
       unsigned bits)
{
  const uint64_t mask = (UINT64_C(1) << bits) - 1;
  size_t place[DIGITS];

  memset(place, 0, (mask + 1) * sizeof *place);
  for (size_t i = 0; i < count; i++)
    place[items[i] >> shift & mask]++;
  to_places(place, mask + 1);
  for (size_t i = 0; i < count; i++)
    to[place[items[i] >> shift & mask]++] = items[i];
}

uint64_t *
radix_sort(uint64_t *items, uint64_t *spare, size_t count, unsigned shift,
           unsigned bits)
{
  unsigned digit = count < FEW ? FEW_DIGIT : DIGIT;

  while (bits > 0) {
    unsigned now = bits < digit ? bits : digit;
    uint64_t *sorted = spare;

    spread(items, sorted, count, shift, now);
    spare = items;
    items = sorted;
    shift += now;
    bits -= now;
  }
  return items;
}

static size_t
byte_of(uint64_t key, unsigned place)
{
  return (size_t)(key >> BYTE * place) & (VALUES - 1);
}

void
radix_sort_keyed(Keyed *items, Keyed *spare, size_t count)
{
  size_t counts[BYTES][VALUES] = { { 0 } };
  Keyed *from = items, *to = spare, *swap;

  for (size_t i = 0; i < count; i++) {
    for (unsigned place = 0; place < BYTES; place++)
      counts[place][byte_of(items[i].key, place)]++;
  }
  for (unsigned place = 0; place < BYTES; place++) {
    size_t *next = counts[place];

    /* A byte that all have the same sorts nothing. */
    if (count == 0 || next[byte_of(from[0].key, place)] == count)
      continue;
    to_places(next, VALUES);
    for (size_t i = 0; i < count; i++)
      to[next[byte_of(from[i].key, place)]++] = from[i];
    swap = from;
    from = to;
    to = swap;
  }
  if (from != items && count)
    memcpy(items, from, count * sizeof *items);
}
