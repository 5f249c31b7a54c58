/* SPDX-License-Identifier: Apache-2.0 */
#include "label.h"

enum { LABEL_WORDS = 3 };

/* How well a word names the thing: concepts and what is counted first, then
 * the nearest. */
static uint32_t
label_rank(const Near *near)
{
  return near->distance
         + (near->flags & (NEAR_CONCEPT | NEAR_HEAD) ? 0u : 1000u);
}

/* Where it stands in the sentence, the amount being at 0. */
static int32_t
place(const Near *near)
{
  return near->flags & NEAR_AFTER ? near->distance : -near->distance;
}

/* Keeps the LABEL_WORDS best of the chosen words. */
static uint32_t
keep_best(const Near *near, uint32_t count, uint32_t chosen)
{
  uint32_t kept = 0;

  for (uint32_t i = 0; i < count; i++)
    kept += chosen >> i & 1;
  for (; kept > LABEL_WORDS; kept--) {
    uint32_t worst = count;

    for (uint32_t i = 0; i < count; i++) {
      if ((chosen >> i & 1)
          && (worst == count
              || label_rank(&near[i]) > label_rank(&near[worst])))
        worst = i;
    }
    chosen &= ~(1u << worst);
  }
  return chosen;
}

/* The chosen word that stands first in the sentence; `count`: none is left. */
static uint32_t
first_of(const Near *near, uint32_t count, uint32_t chosen)
{
  uint32_t first = count;

  for (uint32_t i = 0; i < count; i++) {
    if ((chosen >> i & 1)
        && (first == count || place(&near[i]) < place(&near[first])))
      first = i;
  }
  return first;
}

void
label_write(const char *words, const Near *near, uint32_t count,
            uint32_t chosen, Builder *label)
{
  uint32_t at[NEAR_MOST], i;

  for (uint32_t k = 0, sum = 0; k < count; k++) {
    at[k] = sum;
    sum += near[k].length + 1u;
  }
  chosen = keep_best(near, count, chosen & ((1u << count) - 1));
  builder_clear(label);
  while ((i = first_of(near, count, chosen)) < count) {
    chosen &= ~(1u << i);
    if (label->length)
      builder_add(label, " ");
    builder_bytes(label, words + at[i], near[i].length);
  }
}
