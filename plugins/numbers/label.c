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

uint32_t
label_pick(const Near *near, uint32_t count, uint32_t shared)
{
  uint32_t best[LABEL_WORDS], kept = 0, picked = 0;

  for (uint32_t i = 0; i < count && shared >> i; i++) {
    uint32_t at = kept;

    if (!(shared >> i & 1))
      continue;
    /* Of equal ones the later goes first. */
    for (; at > 0 && label_rank(&near[best[at - 1]]) >= label_rank(&near[i]);
         at--) {
      if (at < LABEL_WORDS)
        best[at] = best[at - 1];
    }
    if (at < LABEL_WORDS)
      best[at] = i;
    if (kept < LABEL_WORDS)
      kept++;
  }
  for (uint32_t i = 0; i < kept; i++)
    picked |= 1u << best[i];
  return picked;
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
label_list(const char *words, const Near *near, uint32_t count, uint32_t listed,
           Builder *list)
{
  uint32_t at[NEAR_MOST], i;

  for (uint32_t k = 0, sum = 0; k < count; k++) {
    at[k] = sum;
    sum += near[k].length + 1u;
  }
  builder_clear(list);
  while ((i = first_of(near, count, listed)) < count) {
    listed &= ~(1u << i);
    builder_bytes(list, words + at[i], near[i].length + 1u);
  }
}

uint32_t
label_places(const Near *near, uint32_t count, uint32_t listed, uint32_t chosen)
{
  uint32_t places = 0, i;

  for (uint32_t n = 0; (i = first_of(near, count, listed)) < count; n++) {
    listed &= ~(1u << i);
    places |= (chosen >> i & 1) << n;
  }
  return places;
}

void
label_write(Piece list, uint32_t places, Builder *label)
{
  Piece word;

  builder_clear(label);
  for (; places && piece_cut(&list, ' ', &word); places >>= 1) {
    if (!(places & 1))
      continue;
    if (label->length)
      builder_add(label, " ");
    builder_bytes(label, word.bytes, word.length);
  }
}
