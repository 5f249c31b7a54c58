/* SPDX-License-Identifier: Apache-2.0 */
#include "filing.h"

#include <string.h>

#include "keys.h"

/* So many mentions at least have their keys filed together; of more a part of
 * the keys at a time, since the table of all of them would be larger than the
 * mentions themselves. */
enum { PART_MENTIONS = 1 << 16, PARTS_BITS = 4 };

/* Two times 64 keys for each mention: of the keys that one mention alone has
 * one in a dozen is filed for nothing. */
enum { SEEN_EACH = 2, SEEN_LEAST = 64 };

/* So many chains of keys for each of those numbers. */
enum { CHAINS_EACH = 4 };

static Seen *
seen_of(const Filing *filing, uint64_t key)
{
  return &filing->seen.items[key >> 6 & (filing->seen.count - 1)];
}

static uint32_t *
chain_of(const Filing *filing, uint64_t hash)
{
  return &filing->chains.items[hash & (filing->chains.count - 1)];
}

/* Room for what is seen of so many mentions, and for the chains of a part. */
static bool
make_room(Filing *filing, uint32_t count)
{
  uint32_t size = SEEN_LEAST;

  filing->bits = 0;
  while (filing->bits < PARTS_BITS && count >> filing->bits > PART_MENTIONS)
    filing->bits++;
  while (size / SEEN_EACH < count && size < UINT32_C(1) << 30)
    size *= 2;
  if (!array_reserve(&filing->seen, size)
      || !array_reserve(&filing->chains, size * CHAINS_EACH >> filing->bits)
      || !array_reserve(&filing->begin, count + 1))
    return false;
  filing->seen.count = size;
  filing->chains.count = size * CHAINS_EACH >> filing->bits;
  memset(filing->seen.items, 0, size * sizeof *filing->seen.items);
  return true;
}

static void
see(Filing *filing, const Candidate *candidate)
{
  uint64_t keys[KEYS_MOST];
  uint32_t n = keys_of(candidate, keys);

  for (uint32_t k = 0; k < n; k++) {
    Seen *seen = seen_of(filing, keys[k]);
    uint64_t bit = UINT64_C(1) << (keys[k] & 63);

    seen->twice |= seen->once & bit;
    seen->once |= bit;
  }
}

bool
filing_see(Filing *filing, const Candidate *candidates, uint32_t count,
           const bool *skipped)
{
  filing->capped_keys = filing->capped_rows = 0;
  if (!make_room(filing, count))
    return false;
  for (uint32_t i = 0; i < count; i++) {
    if (!skipped[i])
      see(filing, &candidates[i]);
  }
  return true;
}

/* The keys of a mention that another one may have too, of a part of all.
 * Nothing branches on what the table says: it is larger than the cache, and so
 * all of it is waited for at once. */
static uint32_t
shared_keys(const Filing *filing, const Candidate *candidate, uint32_t part,
            uint64_t keys[KEYS_MOST])
{
  uint32_t n = keys_of(candidate, keys), kept = 0;

  for (uint32_t k = 0; k < n; k++) {
    uint64_t key = keys[k];
    bool twice = seen_of(filing, key)->twice >> (key & 63) & 1;

    keys[kept] = key;
    kept += twice && key >> 32 >> (32 - filing->bits) == part;
  }
  for (uint32_t k = 0; k < kept; k++)
    __builtin_prefetch(chain_of(filing, keys[k]));
  return kept;
}

/* Where the key of this hash is; a new one has no members.  False: no memory.
 */
static bool
place_key(Filing *filing, uint64_t hash, uint32_t *place)
{
  uint32_t *chain = chain_of(filing, hash);
  uint32_t at = *chain;

  while (at && filing->keys.items[at - 1].hash != hash)
    at = filing->keys.items[at - 1].next;
  if (!at) {
    if (!array_push(&filing->keys, ((Key){ .hash = hash, .next = *chain })))
      return false;
    *chain = at = filing->keys.count;
  }
  *place = at - 1;
  return true;
}

/* Counts candidate `i` in each of its keys, once. */
static bool
count_in(Filing *filing, const Candidate *candidate, uint32_t i, uint32_t part)
{
  uint64_t keys[KEYS_MOST];
  uint32_t n = shared_keys(filing, candidate, part, keys), place;

  for (uint32_t k = 0; k < n; k++) {
    Key *key;

    if (!place_key(filing, keys[k], &place))
      return false;
    key = &filing->keys.items[place];
    if (key->newest == i + 1)
      continue;
    key->newest = i + 1;
    key->members++;
    if (!array_push(&filing->of, place))
      return false;
  }
  return true;
}

/* Gives each key its places, side by side. */
static bool
leave_room(Filing *filing)
{
  uint64_t sum = 0;

  for (uint32_t k = 0; k < filing->keys.count; k++) {
    Key *key = &filing->keys.items[k];
    bool capped = key->members > KEY_MEMBERS;

    key->first = (uint32_t)sum;
    sum += capped ? KEY_MEMBERS : key->members;
    filing->capped_keys += capped;
    filing->capped_rows += capped ? key->members - KEY_MEMBERS : 0;
  }
  return sum < UINT32_MAX && array_reserve(&filing->filed, (uint32_t)sum + 1);
}

bool
filing_part(Filing *filing, const Candidate *candidates, uint32_t count,
            const bool *skipped, uint32_t part)
{
  array_clear(&filing->keys);
  array_clear(&filing->of);
  memset(filing->chains.items, 0,
         filing->chains.count * sizeof *filing->chains.items);
  for (uint32_t i = 0; i < count; i++) {
    filing->begin.items[i] = filing->of.count;
    if (!skipped[i] && !count_in(filing, &candidates[i], i, part))
      return false;
  }
  filing->begin.items[count] = filing->of.count;
  return leave_room(filing);
}

void
filing_add(Filing *filing, Key *key, Filed one)
{
  if (key->count < KEY_MEMBERS)
    filing->filed.items[key->first + key->count++] = one;
}

void
filing_free(Filing *filing)
{
  array_free(&filing->seen);
  array_free(&filing->chains);
  array_free(&filing->keys);
  array_free(&filing->of);
  array_free(&filing->begin);
  array_free(&filing->filed);
}
