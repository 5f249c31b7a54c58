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

/* Links are sorted by so many bits at once, few of them by insertion. */
enum { DIGIT = 8, DIGITS = 1 << DIGIT, FEW = 16 };

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

/* Files those keys that more than one mention has, of the part of all keys
 * whose first `bits` bits are these. */
static bool
file_keys(Meet *meet, const Candidate *candidates, uint32_t count,
          uint32_t part, uint32_t bits)
{
  uint64_t keys[KEYS_MOST];

  array_clear(&meet->filed);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t n = keys_of(&candidates[i], keys);

    if (!array_reserve(&meet->filed, meet->filed.count + n))
      return false;
    for (uint32_t k = 0; k < n; k++) {
      uint64_t twice = seen_of(meet, keys[k])->twice >> (keys[k] & 63) & 1;

      meet->filed.items[meet->filed.count] = (Keyed){ keys[k], i, 0 };
      meet->filed.count +=
          (uint32_t)twice & (keys[k] >> 32 >> (32 - bits) == part);
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
    if (!array_push(&meet->links, best[k]))
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

static uint64_t
ends_of(const Link *link)
{
  return (uint64_t)link->a << 32 | link->b;
}

static void
sort_few(Link *links, uint32_t count)
{
  for (uint32_t i = 1; i < count; i++) {
    Link link = links[i];
    uint32_t at = i;

    for (; at > 0 && ends_of(&link) < ends_of(&links[at - 1]); at--)
      links[at] = links[at - 1];
    links[at] = link;
  }
}

/* Moves each link to the others of its digit, in place: it goes where the next
 * one of them belongs, and the one that was there goes on. */
static void
spread(Link *links, uint32_t count, uint32_t shift, uint32_t end[DIGITS])
{
  uint32_t next[DIGITS] = { 0 };

  for (uint32_t i = 0; i < count; i++)
    next[ends_of(&links[i]) >> shift & (DIGITS - 1)]++;
  for (uint32_t i = 0, sum = 0; i < DIGITS; i++) {
    uint32_t size = next[i];

    next[i] = sum;
    end[i] = sum += size;
  }
  for (uint32_t i = 0; i < DIGITS; i++) {
    while (next[i] < end[i]) {
      Link link = links[next[i]];
      uint32_t digit = ends_of(&link) >> shift & (DIGITS - 1);

      links[next[i]] = links[next[digit]];
      links[next[digit]++] = link;
    }
  }
}

/* By both ends, from the digit at `shift` down.  Links with the same ends are
 * equal in all, so that their order is of no matter. */
static void
sort_links(Link *links, uint32_t count, uint32_t shift)
{
  uint32_t end[DIGITS];

  if (count < FEW) {
    sort_few(links, count);
    return;
  }
  spread(links, count, shift, end);
  for (uint32_t i = 0; shift > 0 && i < DIGITS; i++) {
    uint32_t begin = i ? end[i - 1] : 0;

    if (end[i] - begin > 1)
      sort_links(links + begin, end[i] - begin, shift - DIGIT);
  }
}

/* Mentions meet under many keys: each link once. */
static void
keep_links(Meet *meet)
{
  Link *links = meet->links.items;
  uint32_t kept = 0;

  sort_links(links, meet->links.count, 64 - DIGIT);
  for (uint32_t i = 0; i < meet->links.count; i++) {
    if (i == 0 || ends_of(&links[i]) != ends_of(&links[kept - 1]))
      links[kept++] = links[i];
  }
  meet->links.count = kept;
}

/* Compares the mentions under the keys of one part. */
static bool
pair_part(Meet *meet, const Candidate *candidates)
{
  const Keyed *filed = meet->filed.items;

  radix_sort_keyed(meet->filed.items, meet->spare.items, meet->filed.count);
  for (uint32_t first = 0, last; first < meet->filed.count; first = last) {
    for (last = first + 1;
         last < meet->filed.count && filed[last].key == filed[first].key;
         last++)
      ;
    if (!pair_key(meet, candidates, filed + first, last - first))
      return false;
  }
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
  if (!clear_seen(meet, count))
    return false;
  see_keys(meet, candidates, count);
  for (uint32_t part = 0; part < 1u << bits; part++) {
    if (!file_keys(meet, candidates, count, part, bits)
        || !pair_part(meet, candidates))
      return false;
  }
  keep_links(meet);
  return true;
}

void
meet_free(Meet *meet)
{
  array_free(&meet->seen);
  array_free(&meet->filed);
  array_free(&meet->spare);
  array_free(&meet->links);
}
