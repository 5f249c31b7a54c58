/* SPDX-License-Identifier: Apache-2.0
 *
 * Which quotes meet: those with a key in common.  All keys of a large corpus
 * would take several times the memory of the quotes, so they are made and
 * sorted part by part; a key's part is told by its rarer word.
 */
#include <stdlib.h>

#include "radix.h"
#include "rare.h"

enum { PARTS = 16 };

/* Under one key each quote meets the last WINDOW different ones, so that the
 * cost stays linear. */
enum { WINDOW = 64 };

/* The quotes of the entries so far ahead are on their way to the cache. */
enum { AHEAD = 12 };

/* An entry is the hash of a key, then a node.  Keys that share a hash bring
 * quotes together for nothing, and lose none. */
typedef struct Meetings {
  const Rare *rare;
  uint32_t count; /* nodes */
  uint64_t *entries;
  uint64_t *spare;
  RareMeeting meeting;
  void *data;
} Meetings;

/* Of the lesser and the greater word. */
static uint32_t
key_hash(Code a, Code b)
{
  return (uint32_t)(((uint64_t)a << 32 | b) * UINT64_C(0x9e3779b97f4a7c15)
                    >> 32);
}

static uint32_t
part_of(Code code)
{
  return (code >> 1) % PARTS;
}

static uint32_t
rank_at(const Rare *rare, uint32_t at)
{
  return rare->ranks[at] >> 2;
}

static uint32_t
reach_at(const Rare *rare, uint32_t at)
{
  return rare->ranks[at] & 3u;
}

/* Do the words at i and k make a key of this quote? */
static bool
is_key(const Rare *rare, uint32_t i, uint32_t k)
{
  uint32_t x = rank_at(rare, i), y = rank_at(rare, k);

  return x < y ? y - x <= reach_at(rare, i) : x - y <= reach_at(rare, k);
}

/* How many keys each part has, and the most. */
static size_t
largest_part(const Meetings *m)
{
  size_t keys[PARTS] = { 0 }, most = 0;

  for (uint32_t node = 0; node < m->count; node++)
    for (uint32_t i = 0; i < m->rare[node].count; i++)
      keys[part_of(m->rare[node].words[i])] += reach_at(&m->rare[node], i);
  for (uint32_t part = 0; part < PARTS; part++)
    most = keys[part] > most ? keys[part] : most;
  return most;
}

/* The keys in which the word at `i` is the rarer. */
static size_t
file_word(const Meetings *m, uint32_t node, uint32_t i, size_t count)
{
  const Rare *rare = &m->rare[node];

  for (uint32_t k = 0; k < rare->count; k++) {
    uint32_t away = rank_at(rare, k) - rank_at(rare, i) - 1;
    Code a = rare->words[i < k ? i : k], b = rare->words[i < k ? k : i];

    if (away < reach_at(rare, i))
      m->entries[count++] = (uint64_t)key_hash(a, b) << 32 | node;
  }
  return count;
}

static size_t
file_part(const Meetings *m, uint32_t part)
{
  size_t count = 0;

  for (uint32_t node = 0; node < m->count; node++) {
    const Rare *rare = &m->rare[node];

    for (uint32_t i = 0; i < rare->count; i++)
      if (part_of(rare->words[i]) == part && reach_at(rare, i))
        count = file_word(m, node, i, count);
  }
  return count;
}

/* A word that two quotes have: its places in both. */
typedef struct Shared {
  uint32_t x, y;
} Shared;

static uint32_t
shared_words(const Rare *x, const Rare *y, Shared *shared)
{
  uint32_t i = 0, j = 0, count = 0;

  while (i < x->count && j < y->count) {
    Code a = x->words[i], b = y->words[j];

    shared[count] = (Shared){ i, j };
    count += a == b;
    i += a <= b;
    j += b <= a;
  }
  return count;
}

/* Two quotes meet under the least key that both have.  Two that share the words
 * of this key alone are told by their masks. */
static bool
is_first_meeting(const Rare *x, const Rare *y, uint32_t hash)
{
  int bits = __builtin_popcountll(x->mask & y->mask);
  Shared both[RARE + 1];
  uint32_t count;

  if (bits <= 2 && (x->apart || y->apart))
    return bits == 2;
  count = shared_words(x, y, both);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count; k++)
      if (is_key(x, both[i].x, both[k].x) && is_key(y, both[i].y, both[k].y))
        return key_hash(x->words[both[i].x], x->words[both[k].x]) == hash;
  return false;
}

/* The nodes of one key are entries begin..end. */
static bool
meet_under(const Meetings *m, const uint64_t *entries, size_t begin, size_t end)
{
  uint32_t hash = (uint32_t)(entries[begin] >> 32);

  for (size_t i = begin + 1; i < end; i++)
    for (size_t k = i - begin < WINDOW ? begin : i - WINDOW + 1; k < i; k++) {
      uint32_t x = (uint32_t)entries[k], y = (uint32_t)entries[i];

      if (is_first_meeting(&m->rare[x], &m->rare[y], hash)
          && !m->meeting(m->data, x, y))
        return false;
    }
  return true;
}

static bool
meet_part(const Meetings *m, uint32_t part)
{
  size_t count = file_part(m, part), end;
  const uint64_t *entries = radix_sort(m->entries, m->spare, count, 32, 32);

  for (size_t begin = 0; begin < count; begin = end) {
    if (begin + AHEAD < count)
      __builtin_prefetch(&m->rare[(uint32_t)entries[begin + AHEAD]]);
    for (end = begin + 1;
         end < count && entries[end] >> 32 == entries[begin] >> 32; end++)
      ;
    if (end - begin > 1 && !meet_under(m, entries, begin, end))
      return false;
  }
  return true;
}

bool
rare_meet(const Rare *rare, uint32_t count, RareMeeting meeting, void *data)
{
  Meetings m = {
    .rare = rare, .count = count, .meeting = meeting, .data = data
  };
  size_t most = largest_part(&m);
  bool good;

  m.entries = malloc((most + 1) * sizeof *m.entries);
  m.spare = malloc((most + 1) * sizeof *m.spare);
  good = m.entries && m.spare;
  for (uint32_t part = 0; part < PARTS && good; part++)
    good = meet_part(&m, part);
  free(m.entries);
  free(m.spare);
  return good;
}
