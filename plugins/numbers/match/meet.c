/* SPDX-License-Identifier: Apache-2.0 */
#include "meet.h"

#include <string.h>

#include "keys.h"

/* A mention is compared with at most this many before it that share a key, and
 * paired with the best of them. */
enum { WINDOW = 12, PARTNERS = 2 };

/* So many mentions at least have their keys filed together; of more a part of
 * the keys at a time, since the table of all of them would be larger than the
 * mentions themselves. */
enum { PART_MENTIONS = 1 << 16, PARTS_BITS = 4 };

/* Two times 64 keys for each mention: of the keys that one mention alone has
 * one in a dozen is filed for nothing. */
enum { SEEN_EACH = 2, SEEN_LEAST = 64 };

/* So many chains of keys for each of those numbers. */
enum { CHAINS_EACH = 4 };

static bool
clear_seen(Meet *meet, uint32_t candidates)
{
  uint32_t size = SEEN_LEAST;

  while (size / SEEN_EACH < candidates && size < UINT32_C(1) << 30)
    size *= 2;
  if (!array_reserve(&meet->seen, size))
    return false;
  meet->seen.count = size;
  memset(meet->seen.items, 0, size * sizeof *meet->seen.items);
  return true;
}

static Seen *
seen_of(const Meet *meet, uint64_t key)
{
  return &meet->seen.items[key >> 6 & (meet->seen.count - 1)];
}

static void
see_keys(Meet *meet, const Candidate *candidates, uint32_t count)
{
  uint64_t keys[KEYS_MOST];

  for (uint32_t i = 0; i < count; i++) {
    uint32_t n = keys_of(&candidates[i], keys);

    for (uint32_t k = 0; k < n; k++) {
      Seen *seen = seen_of(meet, keys[k]);
      uint64_t bit = UINT64_C(1) << (keys[k] & 63);

      seen->twice |= seen->once & bit;
      seen->once |= bit;
    }
  }
}

static uint32_t *
chain_of(const Meet *meet, uint64_t hash)
{
  return &meet->chains.items[hash & (meet->chains.count - 1)];
}

/* Where the key of this hash is; a new one has no members.  False: no memory.
 */
static bool
place_key(Meet *meet, uint64_t hash, uint32_t *place)
{
  uint32_t *chain = chain_of(meet, hash);
  uint32_t at = *chain;

  while (at && meet->keys.items[at - 1].hash != hash)
    at = meet->keys.items[at - 1].next;
  if (!at) {
    if (!array_push(&meet->keys, ((Key){ .hash = hash, .next = *chain })))
      return false;
    *chain = at = meet->keys.count;
  }
  *place = at - 1;
  return true;
}

/* How two mentions stand to each other: found out once while `b` is in work,
 * whatever they have in common. */
static Met *
meet_with(Meet *meet, const Candidate *candidates, uint32_t a, uint32_t b)
{
  Met *met = &meet->met.items[a];

  if (met->with != b) {
    meet->compared++;
    *met = (Met){ .found = mention_compare(&candidates[a], &candidates[b]),
                  .with = b };
  }
  return met;
}

static bool
is_better(const Met *a, const Met *b)
{
  return a->found.verdict != b->found.verdict
             ? a->found.verdict < b->found.verdict
             : a->found.score > b->found.score;
}

/* Keeps the best PARTNERS, best first.  They come from the last one back; of
 * equal ones the first goes first. */
static void
keep_partner(Met **best, uint32_t *count, Met *one)
{
  uint32_t at = *count;

  while (at > 0 && !is_better(best[at - 1], one)) {
    if (at < PARTNERS)
      best[at] = best[at - 1];
    at--;
  }
  if (at < PARTNERS)
    best[at] = one;
  if (*count < PARTNERS)
    ++*count;
}

/* Links `b` to a mention that it has met. */
static bool
link_to(Meet *meet, Met *met, uint32_t b)
{
  Link link = { .a = (uint32_t)(met - meet->met.items),
                .b = b,
                .found = met->found };

  if (met->linked)
    return true;
  met->linked = true;
  return array_push(&meet->links, link);
}

/* The last mentions of other documents filed under a key, the last one first.
 * Each of them is somewhere else in memory, so all are asked for at once. */
static uint32_t
last_members(const Meet *meet, const Candidate *candidates, const Key *key,
             uint32_t doc, uint32_t members[WINDOW])
{
  uint32_t count = 0, next = key->last;

  for (uint32_t k = 0; k < WINDOW && k < key->members; k++) {
    const Filed *filed = &meet->filed.items[next];

    next = filed->before;
    if (filed->doc == doc)
      continue;
    __builtin_prefetch(&meet->met.items[filed->candidate]);
    __builtin_prefetch(&candidates[filed->candidate]);
    members[count++] = filed->candidate;
  }
  return count;
}

/* Pairs mention `b` with the best of the last ones filed under a key. */
static bool
pair_member(Meet *meet, const Candidate *candidates, const Key *key, uint32_t b)
{
  Met *best[PARTNERS];
  uint32_t members[WINDOW], count = 0;
  uint32_t n =
      last_members(meet, candidates, key, candidates[b].mention.doc, members);

  for (uint32_t k = 0; k < n; k++) {
    Met *met = meet_with(meet, candidates, members[k], b);

    if (met->found.verdict != PAIR_NONE)
      keep_partner(best, &count, met);
  }
  for (uint32_t k = 0; k < count; k++) {
    if (!link_to(meet, best[k], b))
      return false;
  }
  return true;
}

/* Pairs mention `b` with those that have the key, and files it for those to
 * come. */
static bool
meet_under(Meet *meet, const Candidate *candidates, Key *key, uint32_t b)
{
  Filed filed = { .candidate = b, .doc = candidates[b].mention.doc };

  if (key->members > 0 && key->newest == b)
    return true;
  key->newest = b;
  if (key->members >= KEY_MEMBERS) {
    meet->capped_keys += key->members == KEY_MEMBERS;
    key->members = KEY_MEMBERS + 1;
    meet->capped_rows++;
    return true;
  }
  filed.before = key->last;
  if (!pair_member(meet, candidates, key, b)
      || !array_push(&meet->filed, filed))
    return false;
  key->members++;
  key->last = meet->filed.count - 1;
  return true;
}

/* The keys of a mention that another one may have too, of the part of all keys
 * whose first `bits` bits are these.  Nothing branches on what the table says:
 * it is larger than the cache, and so all of it is waited for at once. */
static uint32_t
shared_keys(const Meet *meet, const Candidate *candidate, uint32_t part,
            uint32_t bits, uint64_t keys[KEYS_MOST])
{
  uint32_t n = keys_of(candidate, keys), kept = 0;

  for (uint32_t k = 0; k < n; k++) {
    uint64_t key = keys[k];
    bool twice = seen_of(meet, key)->twice >> (key & 63) & 1;

    keys[kept] = key;
    kept += twice && key >> 32 >> (32 - bits) == part;
  }
  for (uint32_t k = 0; k < kept; k++)
    __builtin_prefetch(chain_of(meet, keys[k]));
  return kept;
}

/* Brings a mention together with others under those of its keys that more than
 * one has, of a part of all keys. */
static bool
meet_others(Meet *meet, const Candidate *candidates, uint32_t i, uint32_t part,
            uint32_t bits)
{
  uint64_t keys[KEYS_MOST];
  uint32_t places[KEYS_MOST];
  uint32_t n = shared_keys(meet, &candidates[i], part, bits, keys);

  for (uint32_t k = 0; k < n; k++) {
    if (!place_key(meet, keys[k], &places[k]))
      return false;
    __builtin_prefetch(&meet->filed.items[meet->keys.items[places[k]].last]);
  }
  for (uint32_t k = 0; k < n; k++) {
    if (!meet_under(meet, candidates, &meet->keys.items[places[k]], i))
      return false;
  }
  return true;
}

static bool
meet_part(Meet *meet, const Candidate *candidates, uint32_t count,
          uint32_t part, uint32_t bits)
{
  array_clear(&meet->keys);
  array_clear(&meet->filed);
  /* Room for one, as what is asked for in advance may be no mention yet. */
  if (!array_reserve(&meet->filed, 1))
    return false;
  memset(meet->chains.items, 0,
         meet->chains.count * sizeof *meet->chains.items);
  for (uint32_t i = 0; i < count; i++) {
    if (!meet_others(meet, candidates, i, part, bits))
      return false;
  }
  return true;
}

/* Empties what tells who has met, for parts of all keys. */
static bool
clear_met(Meet *meet, uint32_t count, uint32_t bits)
{
  uint32_t chains = meet->seen.count * CHAINS_EACH >> bits;

  if (!array_reserve(&meet->met, count)
      || !array_reserve(&meet->chains, chains))
    return false;
  meet->chains.count = chains;
  for (uint32_t i = 0; i < count; i++)
    meet->met.items[i].with = UINT32_MAX;
  return true;
}

bool
meet_find(Meet *meet, const Candidate *candidates, uint32_t count)
{
  uint32_t bits = 0;

  while (bits < PARTS_BITS && count >> bits > PART_MENTIONS)
    bits++;
  array_clear(&meet->links);
  meet->capped_keys = meet->capped_rows = 0;
  if (!clear_seen(meet, count) || !clear_met(meet, count, bits))
    return false;
  see_keys(meet, candidates, count);
  for (uint32_t part = 0; part < 1u << bits; part++) {
    if (!meet_part(meet, candidates, count, part, bits))
      return false;
  }
  meet->links.count = links_keep(meet->links.items, meet->links.count);
  return true;
}

void
meet_free(Meet *meet)
{
  array_free(&meet->seen);
  array_free(&meet->chains);
  array_free(&meet->keys);
  array_free(&meet->filed);
  array_free(&meet->met);
  array_free(&meet->links);
}
