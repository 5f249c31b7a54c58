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
  uint32_t least; /* what the words of a key tell together */
  uint64_t *entries;
  uint64_t *spare;
  RareMeeting meeting;
  void *data;
} Meetings;

static uint32_t
key_hash(RareWord rarer, RareWord other)
{
  return (uint32_t)(((uint64_t)rarer << 32 | other)
                        * UINT64_C(0x9e3779b97f4a7c15)
                    >> 32);
}

static uint32_t
part_of(RareWord word)
{
  return word % PARTS;
}

/* With how many of the next ranks word `i` makes keys: the later ones tell ever
 * less. */
static uint32_t
reach_of(const Meetings *m, const Rare *rare, uint32_t i)
{
  uint32_t reach = 0;

  while (reach < SPAN && i + reach + 1 < rare->count
         && rare_info(rare->words[i]) + rare_info(rare->words[i + reach + 1])
                >= m->least)
    reach++;
  return reach;
}

/* The most keys that a part has. */
static size_t
largest_part(const Meetings *m)
{
  size_t keys[PARTS] = { 0 }, most = 0;

  for (uint32_t node = 0; node < m->count; node++)
    for (uint32_t i = 0; i < m->rare[node].count; i++)
      keys[part_of(m->rare[node].words[i])] += reach_of(m, &m->rare[node], i);
  for (uint32_t part = 0; part < PARTS; part++)
    most = keys[part] > most ? keys[part] : most;
  return most;
}

/* The keys in which the word `i` is the rarer. */
static size_t
file_word(const Meetings *m, uint32_t node, uint32_t i, size_t count)
{
  const Rare *rare = &m->rare[node];
  uint32_t reach = reach_of(m, rare, i);

  for (uint32_t k = i + 1; k <= i + reach; k++)
    m->entries[count++] =
        (uint64_t)key_hash(rare->words[i], rare->words[k]) << 32 | node;
  return count;
}

static size_t
file_part(const Meetings *m, uint32_t part)
{
  size_t count = 0;

  for (uint32_t node = 0; node < m->count; node++) {
    const Rare *rare = &m->rare[node];

    for (uint32_t i = 0; i < rare->count; i++)
      if (part_of(rare->words[i]) == part)
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
    RareWord a = x->words[i], b = y->words[j];

    shared[count] = (Shared){ i, j };
    count += a == b;
    i += a <= b;
    j += b <= a;
  }
  return count;
}

/* Do both have words `i` and `k` of the shared ones as a key? */
static bool
is_key(const Meetings *m, const Rare *x, const Shared *i, const Shared *k)
{
  return k->x - i->x <= SPAN && k->y - i->y <= SPAN
         && rare_info(x->words[i->x]) + rare_info(x->words[k->x]) >= m->least;
}

/* Two quotes meet under the first key that both have.  Two that share the words
 * of this key alone are told by their masks. */
static bool
is_first_meeting(const Meetings *m, const Rare *x, const Rare *y, uint32_t hash)
{
  unsigned bits = rare_bits(x->mask & y->mask);
  Shared both[RARE + 1];
  uint32_t count;

  if (bits <= 2 && (x->apart || y->apart))
    return bits == 2;
  count = shared_words(x, y, both);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count; k++)
      if (is_key(m, x, &both[i], &both[k]))
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

      if (is_first_meeting(m, &m->rare[x], &m->rare[y], hash)
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
rare_meet(const Rare *rare, uint32_t count, uint32_t least, RareMeeting meeting,
          void *data)
{
  Meetings m = { .rare = rare,
                 .count = count,
                 .least = least,
                 .meeting = meeting,
                 .data = data };
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
