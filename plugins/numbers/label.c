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
static void
keep_best(const Near *near, bool *chosen, uint32_t count)
{
  uint32_t kept = 0;

  for (uint32_t i = 0; i < count; i++)
    kept += chosen[i];
  for (; kept > LABEL_WORDS; kept--) {
    uint32_t worst = count;

    for (uint32_t i = 0; i < count; i++) {
      if (chosen[i]
          && (worst == count
              || label_rank(&near[i]) > label_rank(&near[worst])))
        worst = i;
    }
    chosen[worst] = false;
  }
}

void
label_write(const char *words, const Near *a, uint32_t count_a, const Near *b,
            uint32_t count_b, Builder *about)
{
  bool chosen[NEAR_MOST] = { false };

  for (uint32_t i = 0; i < count_a; i++) {
    for (uint32_t k = 0; k < count_b && !chosen[i]; k++)
      chosen[i] = a[i].stem == b[k].stem;
  }
  keep_best(a, chosen, count_a);
  builder_clear(about);
  for (uint32_t left = LABEL_WORDS; left > 0; left--) {
    uint32_t next = count_a;

    for (uint32_t i = 0; i < count_a; i++) {
      if (chosen[i] && (next == count_a || place(&a[i]) < place(&a[next])))
        next = i;
    }
    if (next == count_a)
      break;
    chosen[next] = false;
    if (about->length)
      builder_add(about, " ");
    builder_bytes(about, words + a[next].word, a[next].length);
  }
}
