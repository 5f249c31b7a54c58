/* SPDX-License-Identifier: Apache-2.0
 *
 * Which quotes meet: those with a key in common.  Most do so by chance, so
 * what two share at most is told by their outlines, before their words are
 * read.
 */
#include "fetch.h"
#include "keys.h"
#include "overlap.h"

/* Under one key each quote meets the last WINDOW different ones, so that the
 * cost stays linear. */
enum { WINDOW = 64 };

/* The quotes of the next word are on their way to the cache; of a word with
 * more than MOST of them, those so far AHEAD. */
enum { AHEAD = 12, MOST = 64 };

static uint32_t
lesser(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

static uint32_t
greater(uint32_t a, uint32_t b)
{
  return a > b ? a : b;
}

/* Words that share a bit hide each other: as many as both have of such. */
static uint32_t
shared_grammar(const Rare *x, const Rare *y)
{
  return rare_bits(x->grammar_mask & y->grammar_mask)
         + lesser(x->hidden, y->hidden);
}

/* Of the words beyond the known ones only one of both can have some that the
 * other has among its known ones: all words are ranked alike. */
static Common
most_common(const Rare *x, const Rare *y, const Overlap *overlap)
{
  uint32_t info = sum_of(overlap->infos[0] + overlap->infos[1]);
  Common common = { .grammar = shared_grammar(x, y) };

  common.info =
      lesser(info + greater(x->rest, y->rest), lesser(x->info, y->info));
  common.words =
      overlap_count(overlap, UINT16_MAX) + greater(x->rests, y->rests);
  common.pairs =
      lesser(common.words + common.grammar, lesser(x->pairs, y->pairs));
  return common;
}

static Extent
extent_of(const Rare *rare)
{
  return (Extent){ rare->info, rare->grammars, rare->pairs };
}

/* Of two reporters' words neither is evidence for the other. */
static bool
may_overlap(const Rare *x, const Rare *y, const Overlap *overlap,
            const Least *least)
{
  Extent a = extent_of(x), b = extent_of(y);
  Common most = most_common(x, y, overlap);
  unsigned speakers = speaker_compare((Speaker){ x->first, x->last },
                                      (Speaker){ y->first, y->last });

  return !(x->indirect && y->indirect)
         && may_link(&a, &b, &most, speakers, least);
}

bool
rare_may_link(const Rare *x, const Rare *y, const Least *least)
{
  Overlap overlap = overlap_of(x, y);

  return may_overlap(x, y, &overlap, least);
}

typedef struct Meetings {
  Keys keys;
  const Rare *rare;
  const Least *least;
  RareMeeting meeting;
  void *data;
} Meetings;

/* Of the words that both have: their ranks in both. */
typedef struct Shared {
  uint32_t x[RARE], y[RARE];
  uint32_t count;
} Shared;

/* Does the word that was found last make a key with one found before?  Then
 * that one is in *rarer. */
static bool
ends_key(const Keys *keys, const Rare *x, const Rare *y, const Shared *shared,
         uint32_t *rarer)
{
  uint32_t last = shared->count, i = shared->x[last], j = shared->y[last];

  while (last-- > 0) {
    uint32_t a = shared->x[last], b = shared->y[last];

    if (keys_has(keys, x, a, i) && keys_has(keys, y, b, j)) {
      *rarer = x->words[a];
      return true;
    }
  }
  return false;
}

/* Is this key of `rarer` and `other` the first that both have? */
static bool
is_first_key(const Keys *keys, const Rare *x, const Rare *y, uint32_t rarer,
             uint32_t other)
{
  uint32_t x_count = rare_count(x), y_count = rare_count(y), i = 0, j = 0;
  Shared shared = { .count = 0 };

  while (i < x_count && j < y_count) {
    uint32_t a = x->words[i], b = y->words[j], first;

    if (a == b) {
      shared.x[shared.count] = i;
      shared.y[shared.count] = j;
      if (ends_key(keys, x, y, &shared, &first))
        return first == rarer && a == other;
      shared.count++;
    }
    i += a <= b;
    j += b <= a;
  }
  return false;
}

/* The ranks of a key's words in two quotes. */
typedef struct Meeting {
  const Rare *x, *y;
  uint32_t x_rarer, x_other, y_rarer, y_other;
} Meeting;

/* The word so many ranks before the key's rarer one, or one that the other
 * quote has not at such a place: the rarer itself of x, the other of y. */
static uint32_t
x_before(const Meeting *g, uint32_t ranks)
{
  return g->x->words[g->x_rarer - (g->x_rarer >= ranks ? ranks : 0)];
}

static uint32_t
y_before(const Meeting *g, uint32_t ranks)
{
  return g->y->words[g->y_rarer >= ranks ? g->y_rarer - ranks : g->y_other];
}

/* The same for those after it and before the other. */
static uint32_t
x_after(const Meeting *g, uint32_t ranks)
{
  uint32_t rank = g->x_rarer + ranks;

  return g->x->words[rank < g->x_other ? rank : g->x_rarer];
}

static uint32_t
y_after(const Meeting *g, uint32_t ranks)
{
  uint32_t rank = g->y_rarer + ranks;

  return g->y->words[rank < g->y_other ? rank : g->y_other];
}

/* Have both an earlier key with the rarer word of this one?  Most that have
 * any earlier one have that. */
static bool
is_late(const Meeting *g)
{
  uint32_t equal = 0;

  for (uint32_t i = 1; i <= SPAN; i++)
    for (uint32_t k = 1; k <= SPAN; k++)
      equal |= x_before(g, i) == y_before(g, k);
  for (uint32_t i = 1; i < SPAN; i++)
    for (uint32_t k = 1; k < SPAN; k++)
      equal |= x_after(g, i) == y_after(g, k);
  return equal;
}

/* Two quotes meet under the first key that both have.  If they share no word
 * before the second of this one but its first, this is it. */
static bool
meet_first(const Meetings *m, const Meeting *g)
{
  uint32_t rarer = g->x->words[g->x_rarer], other = g->x->words[g->x_other];
  Overlap overlap;

  if (is_late(g))
    return false;
  overlap = overlap_of(g->x, g->y);
  return may_overlap(g->x, g->y, &overlap, m->least)
         && (overlap_count(&overlap, other) == 2
             || is_first_key(&m->keys, g->x, g->y, rarer, other));
}

static bool
meet_two(const Meetings *m, uint64_t one, uint64_t two)
{
  uint32_t x = entry_node(one), y = entry_node(two);
  const Meeting g = { &m->rare[x],      &m->rare[y],      entry_rarer(one),
                      entry_other(one), entry_rarer(two), entry_other(two) };

  return x == y || !meet_first(m, &g) || m->meeting(m->data, x, y);
}

/* The entries begin..end are of one key. */
static bool
meet_under(const Meetings *m, const uint64_t *entries, size_t begin, size_t end)
{
  for (size_t i = begin + 1; i < end; i++)
    for (size_t k = i - begin < WINDOW ? begin : i - WINDOW + 1; k < i; k++)
      if (!meet_two(m, entries[k], entries[i]))
        return false;
  return true;
}

/* Fetches the outlines of a word's quotes, or of the first MOST of them, before
 * these meet. */
ALWAYS_INLINE void
fetch_word(const Meetings *m, uint32_t word)
{
  const uint64_t *entries;
  size_t count;

  if (word >= m->keys.next)
    return;
  entries = keys_unsorted(&m->keys, word, &count);
  for (size_t i = 0; i < count && i < MOST; i++)
    __builtin_prefetch(&m->rare[entry_node(entries[i])]);
}

/* Of a word with more quotes, the outline of entry `i`. */
ALWAYS_INLINE void
fetch(const Meetings *m, const uint64_t *entries, size_t i, size_t count)
{
  if (count > MOST && i < count)
    __builtin_prefetch(&m->rare[entry_node(entries[i])]);
}

static bool
meet_by(Meetings *m, uint32_t word)
{
  size_t count, end;
  const uint64_t *entries = keys_of(&m->keys, word, &count);

  fetch_word(m, word + 1);
  for (size_t begin = 0; begin < count; begin = end) {
    for (end = begin + 1;
         end < count && entry_word(entries[begin]) == entry_word(entries[end]);
         end++)
      fetch(m, entries, end + AHEAD, count);
    fetch(m, entries, end + AHEAD, count);
    if (end - begin > 1 && !meet_under(m, entries, begin, end))
      return false;
  }
  return true;
}

bool
rare_meet(const Rare *rare, const Nodes *nodes, uint32_t info,
          const Least *least, RareMeeting meeting, void *data)
{
  Meetings m = {
    .rare = rare, .least = least, .meeting = meeting, .data = data
  };
  bool good = keys_start(&m.keys, rare, nodes, info);

  while (good && keys_file(&m.keys))
    for (uint32_t word = m.keys.first; good && word < m.keys.next; word++)
      good = meet_by(&m, word);
  keys_free(&m.keys);
  return good;
}
