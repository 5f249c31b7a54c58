/* SPDX-License-Identifier: Apache-2.0 */
#include "label.h"

/* How many words a label has, and beside one that says what it is of: killed.
 */
enum { LABEL_WORDS = 3, SURE_WORDS = 2 };

/* How far from an age the names are that it may belong to, in words. */
enum { NAME_REACH = 3 };

/* How far a concept may be that an amount is of. */
enum { CONCEPT_REACH = 5 };

/* Where the ranks of words begin that may stand by chance. */
enum { PLAIN = 1000 };

/* How well a word names the thing: what is counted first, then the nearest. */
static uint32_t
rank_of(const Near *near)
{
  bool concept = near->flags & NEAR_CONCEPT && near->distance <= CONCEPT_REACH;
  uint32_t sort = near->flags & NEAR_ROLE              ? 0
                  : near->flags & NEAR_HEAD || concept ? 100
                  : near->flags & NEAR_NAME            ? 2 * PLAIN
                                                       : PLAIN;

  return near->distance + sort;
}

/* Where it stands in the sentence, the amount being at 0. */
static int32_t
place(const Near *near)
{
  return near->flags & NEAR_AFTER ? near->distance : -near->distance;
}

/* Of those words the ones whose flags are all of `flags`, `near` or nearer. */
static uint32_t
those_with(const Near *near, uint32_t count, uint32_t chosen, uint32_t flags,
           uint32_t distance)
{
  for (uint32_t i = 0; i < count; i++) {
    if ((near[i].flags & flags) != flags || near[i].distance > distance)
      chosen &= ~(1u << i);
  }
  return chosen;
}

/* The words among which the best are taken. */
static uint32_t
candidates_of(const Near *near, uint32_t count, uint32_t shared)
{
  uint32_t maybe = those_with(near, count, shared, NEAR_MAYBE, UINT8_MAX);
  uint32_t names, heads;

  /* The first word of a sentence is filed as a name and as a word. */
  shared = shared & ~maybe ? shared & ~maybe : shared;
  names = those_with(near, count, shared, NEAR_NAME, UINT8_MAX);
  heads = those_with(near, count, names, NEAR_HEAD, UINT8_MAX);
  if (heads) {
    names = those_with(near, count, names, NEAR_NAME, NAME_REACH);
    return names ? names : heads;
  }
  return shared & ~names ? shared & ~names : shared;
}

static uint32_t
worst_of(const Near *near, uint32_t count, uint32_t chosen)
{
  uint32_t worst = count;

  for (uint32_t i = 0; i < count; i++) {
    if ((chosen >> i & 1)
        && (worst == count || rank_of(&near[i]) > rank_of(&near[worst])))
      worst = i;
  }
  return worst;
}

uint32_t
label_pick(const Near *near, uint32_t count, uint32_t shared)
{
  uint32_t all = (1u << count) - 1, kept = 0, most = LABEL_WORDS;
  uint32_t chosen = candidates_of(near, count, shared ? shared : all);

  for (uint32_t i = 0; i < count; i++)
    kept += chosen >> i & 1;
  if (label_rank(near, count, chosen) < PLAIN)
    most = SURE_WORDS;
  for (; kept > most; kept--)
    chosen &= ~(1u << worst_of(near, count, chosen));
  return chosen;
}

uint32_t
label_rank(const Near *near, uint32_t count, uint32_t chosen)
{
  uint32_t best = UINT32_MAX;

  for (uint32_t i = 0; i < count; i++) {
    if ((chosen >> i & 1) && rank_of(&near[i]) < best)
      best = rank_of(&near[i]);
  }
  return best;
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
