/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A quote corpus in general, against which a small one is smoothed: of PRIOR
 * quotes PRIOR_HITS have an average content word. */
static const double PRIOR = 1000, PRIOR_HITS = 2;

/* The weights of the score; found on renderings of the same sentences by
 * several translators. */
static const double CONTENT = .6, NEIGHBOURS = .25, GRAMMAR = .15;

/* A quote that holds all of another is this much like it. */
static const double CONTAINED = .5;
enum { CONTAINED_WORDS = 3 };

/* Evidence beside content words, in nats. */
#define GRAMMAR_NATS 1.0
#define NEIGHBOUR_NATS .7
#define SAME_SPEAKER 3.0
#define OTHER_SPEAKER (-2.0)

uint32_t
word_info(uint32_t count, uint32_t quotes)
{
  double nats = log((quotes + PRIOR) / (count + PRIOR_HITS));
  double steps = nats * INFO_STEP + .5;

  return steps < 1 ? 1 : steps > 255 ? 255 : (uint32_t)steps;
}

double
evidence_needed(uint32_t quotes, double significance)
{
  double least = 1e-12;

  return log((quotes + PRIOR) / (significance > least ? significance : least));
}

/* What a packed quote starts with; then content, grammar, neighbours and
 * infos. */
typedef struct Head {
  uint64_t sequence;
  uint16_t contents, grammars, pairs, info;
} Head;

static void
lay_out(Side *side, const void *bytes)
{
  const Head *head = bytes;
  const char *at = (const char *)bytes + sizeof *head;

  side->contents = head->contents;
  side->grammars = head->grammars;
  side->pairs = head->pairs;
  side->info = head->info;
  side->sequence = head->sequence;
  side->content = (const Code *)(const void *)at;
  side->grammar = side->content + side->contents;
  side->neighbours =
      (const uint16_t *)(const void *)(side->grammar + side->grammars);
  side->infos = (const unsigned char *)(side->neighbours + side->pairs);
  side->ranks = side->infos + side->contents;
}

/* Insert into an ascending list of `count` items, once; the new count.  Quotes
 * are short: this is faster than a sort. */
static uint32_t
insert(uint64_t *list, uint32_t count, uint64_t item)
{
  uint32_t at = count;

  while (at > 0 && list[at - 1] > item)
    at--;
  if (at > 0 && list[at - 1] == item)
    return count;
  memmove(list + at + 1, list + at, (count - at) * sizeof *list);
  list[at] = item;
  return count + 1;
}

static uint16_t
pair_hash(Code a, Code b)
{
  uint64_t hash = ((uint64_t)a << 32 | b) * UINT64_C(0x9e3779b97f4a7c15);

  return (uint16_t)(hash >> 48);
}

typedef struct Lists {
  uint64_t content[SIDE_MOST]; /* a code, then its information in a byte */
  uint64_t grammar[SIDE_MOST];
  uint64_t pairs[SIDE_MOST];
} Lists;

static unsigned char
rank_of(const SideWords *words, Code code)
{
  for (uint32_t r = 0; r < words->rare_count; r++)
    if (words->rare[r] == code)
      return (unsigned char)r;
  return UNRANKED;
}

/* Writes the lists in the order of lay_out. */
static void
write_lists(char *at, const Lists *lists, const Head *head,
            const SideWords *words)
{
  Code *codes = (Code *)(void *)(at + sizeof *head);
  uint16_t *pairs;
  unsigned char *infos;

  memcpy(at, head, sizeof *head);
  for (uint32_t i = 0; i < head->contents; i++)
    *codes++ = (Code)(lists->content[i] >> 8);
  for (uint32_t i = 0; i < head->grammars; i++)
    *codes++ = (Code)lists->grammar[i];
  pairs = (uint16_t *)(void *)codes;
  for (uint32_t i = 0; i < head->pairs; i++)
    *pairs++ = (uint16_t)lists->pairs[i];
  infos = (unsigned char *)pairs;
  for (uint32_t i = 0; i < head->contents; i++)
    *infos++ = (unsigned char)lists->content[i];
  for (uint32_t i = 0; i < head->contents; i++)
    *infos++ = rank_of(words, (Code)(lists->content[i] >> 8));
}

static uint32_t
write_side(Side *side, const Lists *lists, Head *head, const SideWords *words)
{
  uint32_t length = (uint32_t)sizeof *head
                    + (uint32_t)sizeof(Code) * (head->contents + head->grammars)
                    + (uint32_t)sizeof(uint16_t) * head->pairs
                    + 2u * head->contents;
  char *at = buffer_need(&side->bytes, length, 1);
  uint32_t info = 0;

  if (!at)
    return 0;
  for (uint32_t i = 0; i < head->contents; i++)
    info += (unsigned char)lists->content[i];
  head->info = (uint16_t)(info < UINT16_MAX ? info : UINT16_MAX);
  write_lists(at, lists, head, words);
  lay_out(side, at);
  return length;
}

uint64_t
codes_hash(const Code *codes, uint32_t count)
{
  uint64_t hash = UINT64_C(0xcbf29ce484222325);

  for (uint32_t i = 0; i < count; i++)
    hash = (hash ^ codes[i]) * UINT64_C(0x100000001b3);
  return hash;
}

uint32_t
side_pack(Side *side, const SideWords *words)
{
  const Code *codes = words->codes;
  uint32_t count = words->count < SIDE_MOST ? words->count : SIDE_MOST;
  uint32_t contents = 0, grammars = 0, pairs = 0;
  Head head = { 0 };
  Lists lists;

  for (uint32_t i = 0; i < count; i++) {
    if (code_is_content(codes[i]))
      contents = insert(lists.content, contents,
                        (uint64_t)codes[i] << 8 | words->infos[i]);
    else
      grammars = insert(lists.grammar, grammars, codes[i]);
    if (i)
      pairs = insert(lists.pairs, pairs, pair_hash(codes[i - 1], codes[i]));
  }
  head.sequence = codes_hash(codes, count);
  head.contents = (uint16_t)contents;
  head.grammars = (uint16_t)grammars;
  head.pairs = (uint16_t)pairs;
  return write_side(side, &lists, &head, words);
}

bool
side_view(Side *side, const char *bytes, uint32_t length, Speaker speaker)
{
  if (length < sizeof(Head))
    return false;
  if ((uintptr_t)bytes % _Alignof(Head)) {
    if (!buffer_need(&side->bytes, length, 1))
      return false;
    memcpy(side->bytes.data, bytes, length);
    bytes = side->bytes.data;
  }
  lay_out(side, bytes);
  side->speaker = speaker;
  return true;
}

void
side_free(Side *side)
{
  buffer_free(&side->bytes);
}

static uint32_t
shared_codes(const Code *a, uint32_t a_count, const Code *b, uint32_t b_count)
{
  uint32_t i = 0, j = 0, count = 0;

  while (i < a_count && j < b_count) {
    Code x = a[i], y = b[j];

    count += x == y;
    i += x <= y;
    j += y <= x;
  }
  return count;
}

static uint32_t
shared_pairs(const Side *a, const Side *b)
{
  uint32_t i = 0, j = 0, count = 0;

  while (i < a->pairs && j < b->pairs) {
    uint16_t x = a->neighbours[i], y = b->neighbours[j];

    count += x == y;
    i += x <= y;
    j += y <= x;
  }
  return count;
}

/* The information of shared content words; their number in `count`. */
static uint32_t
shared_info(const Side *a, const Side *b, uint32_t *count)
{
  uint32_t i = 0, j = 0, info = 0;

  *count = 0;
  while (i < a->contents && j < b->contents) {
    Code x = a->content[i], y = b->content[j];

    if (x == y) {
      info += a->infos[i];
      (*count)++;
    }
    i += x <= y;
    j += y <= x;
  }
  return info;
}

static double
dice(double shared_part, double a, double b)
{
  return a + b > 0 ? 2 * shared_part / (a + b) : 0;
}

static uint32_t
lesser(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

static double
speaker_nats(const Side *a, const Side *b)
{
  static const double nats[] = { [SPEAKER_UNKNOWN] = 0,
                                 [SPEAKER_SAME] = SAME_SPEAKER,
                                 [SPEAKER_OTHER] = OTHER_SPEAKER };

  return nats[speaker_compare(a->speaker, b->speaker)];
}

static double
score_of(const Side *a, const Side *b, uint32_t info, uint32_t pairs,
         uint32_t grammar)
{
  return CONTENT * dice(info, a->info, b->info)
         + NEIGHBOURS * dice(pairs, a->pairs, b->pairs)
         + GRAMMAR * dice(grammar, a->grammars, b->grammars);
}

Likeness
side_compare(const Side *a, const Side *b, const Least *least)
{
  uint32_t words, info = shared_info(a, b, &words), grammar, pairs;
  double smaller = lesser(a->info, b->info);
  Likeness like = { 0, 0, 0 };

  grammar = shared_codes(a->grammar, a->grammars, b->grammar, b->grammars);
  like.evidence =
      (double)info / INFO_STEP + GRAMMAR_NATS * grammar + speaker_nats(a, b);
  like.cover = smaller > 0 ? info / smaller : 0;
  /* Shared neighbours are shared words: so many at most there can be, and
   * where that is too little they need not be looked for. */
  pairs = lesser(words + grammar, lesser(a->pairs, b->pairs));
  if (like.evidence + NEIGHBOUR_NATS * pairs < least->evidence
      || (like.cover * CONTAINED < least->score
          && score_of(a, b, info, pairs, grammar) < least->score))
    return (Likeness){ 0, 0, 0 };
  pairs = shared_pairs(a, b);
  like.evidence += NEIGHBOUR_NATS * pairs;
  like.score = score_of(a, b, info, pairs, grammar);
  if (words >= CONTAINED_WORDS && like.cover * CONTAINED > like.score)
    like.score = like.cover * CONTAINED;
  return like;
}
