/* SPDX-License-Identifier: Apache-2.0
 *
 * Which quotes meet: those with a key in common.  All keys of a large corpus
 * would take several times the memory of the quotes, so they are made in
 * rounds, and sorted in buckets that fit into the cache; both are told by a
 * key's rarer word.
 */
#include <stdlib.h>

#include "radix.h"
#include "rare.h"

/* ROUNDS is 2^ROUND_BITS. */
enum { ROUND_BITS = 3, ROUNDS = 1 << ROUND_BITS, WORD_BITS = 16 };

/* So many quotes for each bucket, about, bring some thousand keys. */
enum { BUCKET_QUOTES = 256 };

/* Under one key each quote meets the last WINDOW different ones, so that the
 * cost stays linear. */
enum { WINDOW = 64 };

/* The quotes of the entries so far ahead are on their way to the cache. */
enum { AHEAD = 8 };

/* An entry is a key in its higher half, then a node. */
typedef struct Meetings {
  const Rare *rare;
  uint32_t count; /* nodes */
  uint32_t info;  /* what the words of a key tell together */
  const Least *least;
  unsigned shift; /* from a mixed word to its bucket */
  uint32_t buckets;
  size_t *starts; /* where each bucket of a round ends so far, from 1 on, and
                   * begins, when the round is filed */
  uint64_t *entries;
  uint64_t *spare;
  RareMeeting meeting;
  void *data;
} Meetings;

/* Words have their numbers by rank, so neighbours are alike: mixed, they spread
 * over rounds and buckets.  Multiplying by an odd number loses nothing. */
static uint32_t
mix_word(uint32_t word)
{
  return word * 40503u & ((1u << WORD_BITS) - 1);
}

static uint32_t
key_of(const Rare *rare, uint32_t rarer, uint32_t other)
{
  return (uint32_t)rare->words[rarer] << WORD_BITS | rare->words[other];
}

static bool
is_key(const Meetings *m, const Rare *rare, uint32_t rarer, uint32_t other)
{
  return (uint32_t)rare->infos[rarer] + rare->infos[other] >= m->info;
}

/* With how many of the next ranks word `i` makes keys: the later ones tell ever
 * less. */
static uint32_t
reach_of(const Meetings *m, const Rare *rare, uint32_t i)
{
  uint32_t left = rare_count(rare) - 1 - i, reach = 0;

  while (reach < SPAN && reach < left && is_key(m, rare, i, i + reach + 1))
    reach++;
  return reach;
}

/* Where the buckets of each round begin; the most keys of a round, and of a
 * bucket. */
static void
count_keys(Meetings *m, size_t *round_most, size_t *bucket_most)
{
  size_t sum = 0;

  *round_most = *bucket_most = 0;
  for (uint32_t node = 0; node < m->count; node++) {
    const Rare *rare = &m->rare[node];

    for (uint32_t i = 0; i < rare_count(rare); i++)
      m->starts[(mix_word(rare->words[i]) >> m->shift) + 1] +=
          reach_of(m, rare, i);
  }
  for (uint32_t bucket = 0; bucket < m->buckets; bucket++) {
    size_t keys = m->starts[bucket + 1];

    if (bucket % (m->buckets / ROUNDS) == 0)
      sum = 0;
    m->starts[bucket + 1] = sum;
    sum += keys;
    *bucket_most = keys > *bucket_most ? keys : *bucket_most;
    *round_most = sum > *round_most ? sum : *round_most;
  }
}

/* The keys in which the word `i` is the rarer. */
static void
file_word(Meetings *m, uint32_t node, uint32_t i, uint32_t bucket)
{
  const Rare *rare = &m->rare[node];
  uint32_t last = i + reach_of(m, rare, i);
  size_t at = m->starts[bucket + 1];

  for (uint32_t k = i + 1; k <= last; k++)
    m->entries[at++] = (uint64_t)key_of(rare, i, k) << 32 | node;
  m->starts[bucket + 1] = at;
}

static void
file_round(Meetings *m, uint32_t round)
{
  for (uint32_t node = 0; node < m->count; node++) {
    const Rare *rare = &m->rare[node];

    for (uint32_t i = 0; i < rare_count(rare); i++) {
      uint32_t mixed = mix_word(rare->words[i]);

      if (mixed >> (WORD_BITS - ROUND_BITS) == round)
        file_word(m, node, i, mixed >> m->shift);
    }
  }
}

/* Of the words that both have: their ranks in both. */
typedef struct Shared {
  uint32_t x[RARE], y[RARE];
  uint32_t count;
} Shared;

/* The key of the word that was found last with one that was found before, or
 * UINT32_MAX. */
static uint32_t
last_key(const Meetings *m, const Rare *x, const Rare *y, const Shared *shared)
{
  uint32_t last = shared->count, i = shared->x[last], j = shared->y[last];

  while (last-- > 0) {
    uint32_t a = shared->x[last], b = shared->y[last];

    if (i - a > SPAN || j - b > SPAN)
      return UINT32_MAX;
    if (is_key(m, x, a, i) && is_key(m, y, b, j))
      return key_of(x, a, i);
  }
  return UINT32_MAX;
}

/* Two quotes meet under the first key that both have. */
static bool
is_first_meeting(const Meetings *m, const Rare *x, const Rare *y, uint32_t key)
{
  uint32_t x_count = rare_count(x), y_count = rare_count(y), i = 0, j = 0;
  Shared shared = { .count = 0 };

  while (i < x_count && j < y_count) {
    uint32_t a = x->words[i], b = y->words[j], first;

    if (a == b) {
      shared.x[shared.count] = i;
      shared.y[shared.count] = j;
      first = last_key(m, x, y, &shared);
      if (first != UINT32_MAX)
        return first == key;
      shared.count++;
    }
    i += a <= b;
    j += b <= a;
  }
  return false;
}

/* The entries begin..end are of one key. */
static bool
meet_under(const Meetings *m, const uint64_t *entries, size_t begin, size_t end)
{
  uint32_t key = (uint32_t)(entries[begin] >> 32);

  for (size_t i = begin + 1; i < end; i++) {
    uint32_t y = (uint32_t)entries[i];

    for (size_t k = i - begin < WINDOW ? begin : i - WINDOW + 1; k < i; k++) {
      uint32_t x = (uint32_t)entries[k];

      if (x != y && is_first_meeting(m, &m->rare[x], &m->rare[y], key)
          && rare_may_link(&m->rare[x], &m->rare[y], m->least)
          && !m->meeting(m->data, x, y))
        return false;
    }
  }
  return true;
}

static bool
is_same_key(uint64_t a, uint64_t b)
{
  return (a ^ b) >> 32 == 0;
}

/* Fetches the outline of entry `i` if it meets another's. */
static void
fetch(const Meetings *m, const uint64_t *entries, size_t i, size_t count)
{
  if (i + 1 < count
      && (is_same_key(entries[i], entries[i + 1])
          || is_same_key(entries[i], entries[i - 1])))
    __builtin_prefetch(&m->rare[(uint32_t)entries[i]]);
}

static bool
meet_in_bucket(const Meetings *m, size_t first, size_t count)
{
  const uint64_t *entries =
      radix_sort(m->entries + first, m->spare, count, 32, 2 * WORD_BITS);
  size_t end;

  for (size_t begin = 0; begin < count; begin = end) {
    for (end = begin + 1;
         end < count && is_same_key(entries[begin], entries[end]); end++)
      fetch(m, entries, end + AHEAD, count);
    fetch(m, entries, end + AHEAD, count);
    if (end - begin > 1 && !meet_under(m, entries, begin, end))
      return false;
  }
  return true;
}

static bool
meet_round(Meetings *m, uint32_t round)
{
  uint32_t buckets = m->buckets / ROUNDS, first = round * buckets;
  size_t begin = 0;

  file_round(m, round);
  for (uint32_t bucket = first; bucket < first + buckets; bucket++) {
    size_t end = m->starts[bucket + 1];

    if (!meet_in_bucket(m, begin, end - begin))
      return false;
    begin = end;
  }
  return true;
}

static bool
start(Meetings *m)
{
  size_t round, bucket;

  m->shift = WORD_BITS - ROUND_BITS;
  while (m->shift > 0 && m->count >> (WORD_BITS - m->shift) > BUCKET_QUOTES)
    m->shift--;
  m->buckets = UINT32_C(1) << (WORD_BITS - m->shift);
  m->starts = calloc((size_t)m->buckets + 1, sizeof *m->starts);
  if (!m->starts)
    return false;
  count_keys(m, &round, &bucket);
  m->entries = malloc((round + 1) * sizeof *m->entries);
  m->spare = malloc((bucket + 1) * sizeof *m->spare);
  return m->entries && m->spare;
}

bool
rare_meet(const Rare *rare, uint32_t count, uint32_t info, const Least *least,
          RareMeeting meeting, void *data)
{
  Meetings m = { .rare = rare,
                 .count = count,
                 .info = info,
                 .least = least,
                 .meeting = meeting,
                 .data = data };
  bool good = start(&m);

  for (uint32_t round = 0; round < ROUNDS && good; round++)
    good = meet_round(&m, round);
  free(m.starts);
  free(m.entries);
  free(m.spare);
  return good;
}
