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
seen_of(Meet *meet, uint64_t key)
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

/* The key of this hash; a new one has no members.  NULL: no memory. */
static Key *
key_of(Meet *meet, uint64_t hash)
{
  uint32_t *chain = &meet->chains.items[hash & (meet->chains.count - 1)];
  uint32_t at = *chain;

  while (at && meet->keys.items[at - 1].hash != hash)
    at = meet->keys.items[at - 1].next;
  if (at)
    return &meet->keys.items[at - 1];
  if (!array_push(&meet->keys, ((Key){ .hash = hash, .next = *chain })))
    return NULL;
  *chain = meet->keys.count;
  return &meet->keys.items[meet->keys.count - 1];
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

/* Pairs mention `b` with the best of the last ones filed under a key. */
static bool
pair_member(Meet *meet, const Candidate *candidates, const Key *key, uint32_t b)
{
  Met *best[PARTNERS];
  uint32_t count = 0, doc = candidates[b].mention.doc, next = key->last;

  for (uint32_t k = 0; k < WINDOW && k < key->members; k++) {
    const Filed *filed = &meet->filed.items[next];
    uint32_t a = filed->candidate;

    next = filed->before;
    if (candidates[a].mention.doc != doc) {
      Met *met = meet_with(meet, candidates, a, b);

      if (met->found.verdict != PAIR_NONE)
        keep_partner(best, &count, met);
    }
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
meet_under(Meet *meet, const Candidate *candidates, uint64_t hash, uint32_t b)
{
  Key *key = key_of(meet, hash);
  Filed filed = { .candidate = b };

  if (!key || (key->members > 0 && key->newest == b))
    return key != NULL;
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

/* Brings the mentions together under those keys that more than one has, of the
 * part of all keys whose first `bits` bits are these. */
static bool
meet_part(Meet *meet, const Candidate *candidates, uint32_t count,
          uint32_t part, uint32_t bits)
{
  uint64_t keys[KEYS_MOST];

  array_clear(&meet->keys);
  array_clear(&meet->filed);
  memset(meet->chains.items, 0,
         meet->chains.count * sizeof *meet->chains.items);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t n = keys_of(&candidates[i], keys);

    for (uint32_t k = 0; k < n; k++) {
      if ((seen_of(meet, keys[k])->twice >> (keys[k] & 63) & 1)
          && keys[k] >> 32 >> (32 - bits) == part
          && !meet_under(meet, candidates, keys[k], i))
        return false;
    }
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
