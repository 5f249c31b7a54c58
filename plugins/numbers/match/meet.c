/* SPDX-License-Identifier: Apache-2.0 */
#include "meet.h"

/* A mention is compared with at most this many before it that share a key, and
 * paired with the best of them. */
enum { WINDOW = 12, PARTNERS = 2 };

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

/* The last mentions filed under a key, as many as are compared. */
static const Filed *
last_of(const Meet *meet, const Key *key, uint32_t *count)
{
  *count = key->count < WINDOW ? key->count : WINDOW;
  return meet->filing.filed.items + key->first + key->count - *count;
}

/* Those of the last ones filed under a key that may be of one thing with `b`,
 * the last one first.  Each is somewhere else in memory, so all are asked for
 * at once. */
static uint32_t
likely_members(const Meet *meet, const Candidate *candidates, const Key *key,
               const Filed *b, uint32_t members[WINDOW])
{
  uint32_t n, count = 0, hidden = glance_hides(&candidates[b->candidate]);
  const Filed *last = last_of(meet, key, &n);

  while (n-- > 0) {
    const Candidate *c = &candidates[last[n].candidate];

    if (last[n].doc == b->doc
        || !glance_may_match(&last[n].glance, &b->glance, hidden))
      continue;
    __builtin_prefetch(&meet->met.items[last[n].candidate]);
    __builtin_prefetch(c);
    __builtin_prefetch(&c->weight);
    members[count++] = last[n].candidate;
  }
  return count;
}

/* Pairs mention `b` with the best of the last ones filed under a key. */
static bool
pair_member(Meet *meet, const Candidate *candidates, const Key *key,
            const Filed *one)
{
  Met *best[PARTNERS];
  uint32_t members[WINDOW], count = 0, b = one->candidate;
  uint32_t n = likely_members(meet, candidates, key, one, members);

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

/* Pairs mention `b` with those that have a key with it, and files it for those
 * to come.  Of a key that has enough nobody else is compared. */
static bool
meet_others(Meet *meet, const Candidate *candidates, uint32_t b)
{
  Filing *filing = &meet->filing;
  uint32_t to = filing->begin.items[b + 1];
  Filed one = { .glance = glance_of(&candidates[b]),
                .candidate = b,
                .doc = candidates[b].mention.doc };

  for (uint32_t k = filing->begin.items[b]; k < to; k++) {
    Key *key = &filing->keys.items[filing->of.items[k]];

    if (key->count < KEY_MEMBERS && !pair_member(meet, candidates, key, &one))
      return false;
    filing_add(filing, key, one);
  }
  return true;
}

static bool
meet_part(Meet *meet, const Candidate *candidates, uint32_t count,
          uint32_t part)
{
  const bool *skipped = meet->copies.is_copy.items;

  if (!filing_part(&meet->filing, candidates, count, skipped, part))
    return false;
  for (uint32_t i = 0; i < count; i++) {
    if (!skipped[i] && !meet_others(meet, candidates, i))
      return false;
  }
  return true;
}

/* Pairs each copy with what it was copied from.  One whose words say too little
 * for that is a mention like others. */
static bool
pair_copies(Meet *meet, const Candidate *candidates, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    Met *met;

    if (!meet->copies.is_copy.items[i])
      continue;
    met = meet_with(meet, candidates, meet->copies.first.items[i], i);
    if (met->found.verdict != PAIR_SAME)
      meet->copies.is_copy.items[i] = false;
    else if (!link_to(meet, met, i))
      return false;
  }
  return true;
}

static bool
clear_met(Meet *meet, uint32_t count)
{
  if (!array_reserve(&meet->met, count))
    return false;
  for (uint32_t i = 0; i < count; i++)
    meet->met.items[i].with = UINT32_MAX;
  return true;
}

bool
meet_find(Meet *meet, const Candidate *candidates, uint32_t count)
{
  Filing *filing = &meet->filing;

  array_clear(&meet->links);
  if (!clear_met(meet, count) || !copies_find(&meet->copies, candidates, count)
      || !pair_copies(meet, candidates, count)
      || !filing_see(filing, candidates, count, meet->copies.is_copy.items))
    return false;
  for (uint32_t part = 0; part < filing_parts(filing); part++) {
    if (!meet_part(meet, candidates, count, part))
      return false;
  }
  meet->links.count = links_keep(meet->links.items, meet->links.count);
  return true;
}

void
meet_free(Meet *meet)
{
  filing_free(&meet->filing);
  copies_free(&meet->copies);
  array_free(&meet->met);
  array_free(&meet->links);
}
