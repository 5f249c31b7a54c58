/* SPDX-License-Identifier: Apache-2.0 */
#include "meet.h"

#include <string.h>

#include "keys.h"

/* A mention is compared with at most this many before it that share a key, and
 * paired with the best of them. */
enum { WINDOW = 12, PARTNERS = 2 };

/* Two times 64 keys for each mention: of the keys that one mention alone has
 * one in a dozen is filed for nothing. */
enum { SEEN_EACH = 2, SEEN_LEAST = 64 };

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

/* Files the keys that more than one mention has. */
static bool
file_keys(Meet *meet, const Candidate *candidates, uint32_t count)
{
  uint64_t keys[KEYS_MOST];

  array_clear(&meet->filed);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t n = keys_of(&candidates[i], keys);

    if (!array_reserve(&meet->filed, meet->filed.count + n))
      return false;
    for (uint32_t k = 0; k < n; k++) {
      meet->filed.items[meet->filed.count] = (Keyed){ keys[k], i, 0 };
      meet->filed.count +=
          (uint32_t)(seen_of(meet, keys[k])->twice >> (keys[k] & 63) & 1);
    }
  }
  return array_reserve(&meet->spare, meet->filed.count);
}

static bool
is_better(Compared a, Compared b)
{
  return a.verdict != b.verdict ? a.verdict < b.verdict : a.score > b.score;
}

/* Keeps the best PARTNERS, best first; an equal one stays behind. */
static void
keep_partner(Link *best, uint32_t *count, Link one)
{
  uint32_t at = *count;

  while (at > 0 && is_better(one.found, best[at - 1].found)) {
    if (at < PARTNERS)
      best[at] = best[at - 1];
    at--;
  }
  if (at < PARTNERS)
    best[at] = one;
  if (*count < PARTNERS)
    ++*count;
}

/* Pairs member `i` with the best of those before it. */
static bool
pair_member(Meet *meet, const Candidate *candidates, const uint32_t *members,
            uint32_t i)
{
  const Candidate *b = &candidates[members[i]];
  Link best[PARTNERS];
  uint32_t count = 0;

  for (uint32_t k = i > WINDOW ? i - WINDOW : 0; k < i; k++) {
    const Candidate *a = &candidates[members[k]];
    Link one = { .a = members[k], .b = members[i] };

    if (a->mention.doc == b->mention.doc)
      continue;
    meet->compared++;
    one.found = mention_compare(a, b);
    if (one.found.verdict != PAIR_NONE)
      keep_partner(best, &count, one);
  }
  for (uint32_t k = 0; k < count; k++) {
    if (!array_push(&meet->found, best[k]))
      return false;
  }
  return true;
}

/* The mentions of one key: `count` from `filed` on. */
static bool
pair_key(Meet *meet, const Candidate *candidates, const Keyed *filed,
         uint32_t count)
{
  uint32_t members[KEY_MEMBERS], n = 0, beyond = 0;

  for (uint32_t i = 0; i < count; i++) {
    if (i > 0 && filed[i].value == filed[i - 1].value)
      continue;
    if (n == KEY_MEMBERS) {
      beyond++;
      continue;
    }
    members[n++] = filed[i].value;
    if (!pair_member(meet, candidates, members, n - 1))
      return false;
  }
  meet->capped_keys += beyond > 0;
  meet->capped_rows += beyond;
  return true;
}

/* Mentions meet under many keys: each link once. */
static bool
keep_links(Meet *meet)
{
  uint32_t count = meet->found.count;
  Keyed *order;

  if (!array_reserve(&meet->filed, count) || !array_reserve(&meet->spare, count)
      || !array_reserve(&meet->links, count))
    return false;
  order = meet->filed.items;
  for (uint32_t i = 0; i < count; i++)
    order[i] = (Keyed){
      (uint64_t)meet->found.items[i].a << 32 | meet->found.items[i].b, i, 0
    };
  radix_sort_keyed(order, meet->spare.items, count);
  array_clear(&meet->links);
  for (uint32_t i = 0; i < count; i++) {
    if (i == 0 || order[i].key != order[i - 1].key)
      meet->links.items[meet->links.count++] =
          meet->found.items[order[i].value];
  }
  return true;
}

bool
meet_find(Meet *meet, const Candidate *candidates, uint32_t count)
{
  const Keyed *filed;

  array_clear(&meet->found);
  meet->capped_keys = meet->capped_rows = 0;
  if (!clear_seen(meet, count))
    return false;
  see_keys(meet, candidates, count);
  if (!file_keys(meet, candidates, count))
    return false;
  radix_sort_keyed(meet->filed.items, meet->spare.items, meet->filed.count);
  filed = meet->filed.items;
  for (uint32_t first = 0, last; first < meet->filed.count; first = last) {
    for (last = first + 1;
         last < meet->filed.count && filed[last].key == filed[first].key;
         last++)
      ;
    if (!pair_key(meet, candidates, filed + first, last - first))
      return false;
  }
  return keep_links(meet);
}

void
meet_free(Meet *meet)
{
  array_free(&meet->seen);
  array_free(&meet->filed);
  array_free(&meet->spare);
  array_free(&meet->found);
  array_free(&meet->links);
}
