/* SPDX-License-Identifier: Apache-2.0 */
#include "ngram_pair.h"

#include <stdlib.h>
#include <string.h>

/* Up to so many items of the shorter list its places are looked through, 64
 * at a time, for each item of the longer one. */
#define MOST 512

static bool
grow(NgramPair *pair, size_t count)
{
  size_t room = count * 2;
  void *places, *shorter, *longer, *taken;

  if (count <= pair->room)
    return true;
  places = calloc(MOST + 1, sizeof *pair->places);
  shorter = malloc(MOST * sizeof *pair->shorter);
  longer = malloc(room * sizeof *pair->longer);
  taken = malloc(room * sizeof *pair->taken);
  free(pair->places);
  free(pair->shorter);
  free(pair->longer);
  free(pair->taken);
  pair->places = places;
  pair->shorter = shorter;
  pair->longer = longer;
  pair->taken = taken;
  pair->room = places && shorter && longer && taken ? room : 0;
  return pair->room > 0;
}

/* Numbers the items from 1; those of the longer list that the shorter one does
 * not have are 0, as are the places behind its end. */
static bool
number_items(NgramPair *pair, const uint64_t *a, size_t n, const uint64_t *b,
             size_t m, size_t orders)
{
  uint16_t items = 0;
  NgramSlots slots;

  if (!ngram_begin(&pair->table, m) || !grow(pair, n + orders))
    return false;
  slots = pair->table.slots;
  for (size_t j = 0; j < m; j++) {
    NgramEntry *entry = ngram_entry(slots, ngram_extend(NGRAM_START, b[j]));

    if (entry->count == 0)
      entry->count = ++items;
    pair->shorter[j] = (uint16_t)entry->count;
  }
  for (size_t i = 0; i < n; i++) {
    NgramEntry *entry = ngram_find(slots, ngram_extend(NGRAM_START, a[i]));

    pair->longer[i] = entry ? (uint16_t)entry->count : 0;
  }
  memset(pair->longer + n, 0, orders * sizeof *pair->longer);
  memset(pair->taken, 0, n);
  return true;
}

/* All n-grams of the longer list against a window: each takes the first place
 * that is free.  Inlined for the usual numbers of orders, with all that is
 * taken in registers; a text of one window need not note which n-grams have
 * found their like. */
static inline void
match_window(const NgramPair *pair, size_t n, size_t orders, bool only,
             uint64_t own, uint64_t *matched)
{
  uint64_t used[NGRAM_PAIR_ORDERS] = { 0 };

  for (size_t i = 0; i < n; i++) {
    uint64_t at = own;
    unsigned taken = only ? 0 : pair->taken[i];

    for (size_t k = 0; k < orders; k++) {
      uint64_t left;

      at &= pair->places[pair->longer[i + k]] >> k;
      if (!only && !at)
        break; /* of a longer text most windows have nothing alike */
      left = at & ~used[k];
      if (!only) {
        left &= (uint64_t)(taken >> k & 1) - 1;
        taken |= (unsigned)(left != 0) << k;
      }
      used[k] |= left & (0 - left);
    }
    if (!only)
      pair->taken[i] = (uint8_t)taken;
  }
  for (size_t k = 0; k < orders; k++)
    matched[k] += (uint64_t)__builtin_popcountll(used[k]);
}

static void
match_usual(const NgramPair *pair, size_t n, size_t orders, bool only,
            uint64_t own, uint64_t *matched)
{
  if (orders == 6 && only)
    match_window(pair, n, 6, true, own, matched);
  else if (orders == 6)
    match_window(pair, n, 6, false, own, matched);
  else if (orders == 4 && only)
    match_window(pair, n, 4, true, own, matched);
  else
    match_window(pair, n, orders, only, own, matched);
}

/* Windows overlap by what the longest n-gram needs beyond its first item. */
static void
match_windows(const NgramPair *pair, size_t n, size_t m, size_t orders,
              uint64_t *matched)
{
  size_t step = 64 - (orders - 1);

  for (size_t begin = 0; begin < m; begin += step) {
    bool last = m - begin <= 64;
    size_t end = last ? m : begin + 64;

    for (size_t j = begin; j < end; j++)
      pair->places[pair->shorter[j]] |= UINT64_C(1) << (j - begin);
    match_usual(pair, n, orders, m <= 64,
                last ? UINT64_MAX : UINT64_MAX >> (orders - 1), matched);
    for (size_t j = begin; j < end; j++)
      pair->places[pair->shorter[j]] = 0;
    if (last)
      return;
  }
}

bool
ngram_pair_match(NgramPair *pair, const uint64_t *a, size_t a_count,
                 const uint64_t *b, size_t b_count, size_t orders,
                 uint64_t *matched)
{
  if (a_count < b_count)
    return ngram_pair_match(pair, b, b_count, a, a_count, orders, matched);
  if (b_count > MOST)
    return ngram_count(&pair->table, b, b_count, orders)
           && ngram_match(&pair->table, a, a_count, orders, matched);
  if (!number_items(pair, a, a_count, b, b_count, orders))
    return false;
  match_windows(pair, a_count, b_count, orders, matched);
  return true;
}

void
ngram_pair_clear(NgramPair *pair)
{
  ngram_clear(&pair->table);
  free(pair->places);
  free(pair->shorter);
  free(pair->longer);
  free(pair->taken);
  memset(pair, 0, sizeof *pair);
}
