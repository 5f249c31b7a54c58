/* SPDX-License-Identifier: Apache-2.0
 *
 * Which quotes meet: those with a key in common.  Most do so by chance, so
 * what two share at most is told by their outlines, before their words are
 * read.
 */
#include <string.h>

#include "fetch.h"
#include "keys.h"

/* Under one key each quote meets the last WINDOW different ones, so that the
 * cost stays linear. */
enum { WINDOW = 64 };

/* The quotes of the next word are on their way to the cache; of a word with
 * more than MOST of them, those so far AHEAD. */
enum { AHEAD = 12, MOST = 64 };

/* Words are compared all with all, eight at a time: no step depends on what
 * is found. */
enum { LANES = 8, HALVES = KNOWN / LANES };
typedef uint16_t Lanes __attribute__((vector_size(2 * LANES)));
typedef uint8_t Bytes __attribute__((vector_size(LANES)));
typedef uint64_t Pair __attribute__((vector_size(2 * LANES)));

/* The known words of one quote, and what those tell that another has too; 0 for
 * those that it has not. */
typedef struct Overlap {
  Lanes words[HALVES];
  Lanes infos[HALVES];
} Overlap;

static Lanes
lanes_at(const uint16_t *words)
{
  Lanes lanes;

  memcpy(&lanes, words, sizeof lanes);
  return lanes;
}

static Lanes
infos_at(const uint8_t *infos)
{
  Bytes bytes;

  memcpy(&bytes, infos, sizeof bytes);
  return __builtin_convertvector(bytes, Lanes);
}

/* The sum, which must be below 2^16. */
static uint32_t
sum_of(Lanes lanes)
{
  Pair pair = (Pair)lanes;

  return (uint32_t)((pair[0] + pair[1]) * UINT64_C(0x0001000100010001) >> 48);
}

static Overlap
overlap_of(const Rare *x, const Rare *y)
{
  Lanes low = lanes_at(x->words), high = lanes_at(x->words + LANES);
  Lanes in_low = { 0 }, in_high = { 0 };

  for (uint32_t k = 0; k < KNOWN; k++) {
    Lanes word = (Lanes){ 0 } + y->words[k];

    in_low |= (Lanes)(low == word);
    in_high |= (Lanes)(high == word);
  }
  return (Overlap){ { low, high },
                    { infos_at(x->infos) & in_low,
                      infos_at(x->infos + LANES) & in_high } };
}

/* How many of the words up to `last` both have. */
static uint32_t
overlap_count(const Overlap *overlap, uint32_t last)
{
  Lanes most = (Lanes){ 0 } + (uint16_t)last, count = { 0 };

  for (uint32_t i = 0; i < HALVES; i++)
    count += (Lanes)(overlap->infos[i] != 0)
             & (Lanes)(overlap->words[i] <= most) & 1;
  return sum_of(count);
}

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

/* Two quotes meet under the first key that both have.  If they share no word
 * before the second of this one but its first, this is it. */
static bool
meet_first(const Meetings *m, uint32_t x_node, uint32_t y_node, uint32_t rarer,
           uint32_t other)
{
  const Rare *x = &m->rare[x_node], *y = &m->rare[y_node];
  Overlap overlap = overlap_of(x, y);

  return (overlap_count(&overlap, other) == 2
          || is_first_key(&m->keys, x, y, rarer, other))
         && may_overlap(x, y, &overlap, m->least);
}

/* The entries begin..end are of one key. */
static bool
meet_under(const Meetings *m, uint32_t word, const uint64_t *entries,
           size_t begin, size_t end)
{
  for (size_t i = begin + 1; i < end; i++) {
    uint32_t y = entry_node(entries[i]), other = entry_word(entries[i]);

    for (size_t k = i - begin < WINDOW ? begin : i - WINDOW + 1; k < i; k++) {
      uint32_t x = entry_node(entries[k]);

      if (x != y && meet_first(m, x, y, word, other)
          && !m->meeting(m->data, x, y))
        return false;
    }
  }
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
    if (end - begin > 1 && !meet_under(m, word, entries, begin, end))
      return false;
  }
  return true;
}

bool
rare_meet(const Rare *rare, uint32_t count, uint32_t info, const Least *least,
          RareMeeting meeting, void *data)
{
  Meetings m = {
    .rare = rare, .least = least, .meeting = meeting, .data = data
  };
  bool good = keys_start(&m.keys, rare, count, info);

  while (good && keys_file(&m.keys))
    for (uint32_t word = m.keys.first; good && word < m.keys.next; word++)
      good = meet_by(&m, word);
  keys_free(&m.keys);
  return good;
}
