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
static const double GRAMMAR_NATS = 1, NEIGHBOUR_NATS = .7, SAME_SPEAKER = 3,
                    OTHER_SPEAKER = -2;

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
lay_out(Side *side, const Head *head)
{
  char *at = (char *)side->bytes.data + sizeof *head;

  side->contents = head->contents;
  side->grammars = head->grammars;
  side->pairs = head->pairs;
  side->info = head->info;
  side->sequence = head->sequence;
  side->content = (const Code *)(void *)at;
  side->grammar = side->content + side->contents;
  side->neighbours =
      (const uint16_t *)(const void *)(side->grammar + side->grammars);
  side->infos = (const unsigned char *)(side->neighbours + side->pairs);
}

/* Insert into an ascending list of `count` items, once; the new count.  Quotes
 * are short: this is faster than a sort. */
static uint32_t
insert_code(Code *list, unsigned char *infos, uint32_t count, Code code,
            unsigned char info)
{
  uint32_t at = count;

  while (at > 0 && list[at - 1] > code)
    at--;
  if (at > 0 && list[at - 1] == code)
    return count;
  memmove(list + at + 1, list + at, (count - at) * sizeof *list);
  list[at] = code;
  if (infos) {
    memmove(infos + at + 1, infos + at, count - at);
    infos[at] = info;
  }
  return count + 1;
}

static uint32_t
insert_pair(uint16_t *list, uint32_t count, uint16_t pair)
{
  uint32_t at = count;

  while (at > 0 && list[at - 1] > pair)
    at--;
  if (at > 0 && list[at - 1] == pair)
    return count;
  memmove(list + at + 1, list + at, (count - at) * sizeof *list);
  list[at] = pair;
  return count + 1;
}

static uint16_t
pair_hash(Code a, Code b)
{
  uint64_t hash = ((uint64_t)a << 32 | b) * UINT64_C(0x9e3779b97f4a7c15);

  return (uint16_t)(hash >> 48);
}

typedef struct Lists {
  Code content[SIDE_MOST], grammar[SIDE_MOST];
  uint16_t pairs[SIDE_MOST];
  unsigned char infos[SIDE_MOST];
} Lists;

static char *
put(char *at, const void *bytes, size_t length)
{
  memcpy(at, bytes, length);
  return at + length;
}

static uint32_t
write_side(Side *side, const Lists *lists, Head *head)
{
  uint32_t codes = (uint32_t)sizeof(Code) * (head->contents + head->grammars);
  uint32_t length = (uint32_t)sizeof *head + codes
                    + (uint32_t)sizeof(uint16_t) * head->pairs + head->contents;
  char *at = buffer_need(&side->bytes, length, 1);
  uint32_t info = 0;

  if (!at)
    return 0;
  for (uint32_t i = 0; i < head->contents; i++)
    info += lists->infos[i];
  head->info = (uint16_t)(info < UINT16_MAX ? info : UINT16_MAX);
  at = put(at, head, sizeof *head);
  at = put(at, lists->content, head->contents * sizeof(Code));
  at = put(at, lists->grammar, head->grammars * sizeof(Code));
  at = put(at, lists->pairs, head->pairs * sizeof(uint16_t));
  put(at, lists->infos, head->contents);
  lay_out(side, head);
  return length;
}

uint32_t
side_pack(Side *side, const Code *codes, const unsigned char *infos,
          uint32_t count)
{
  Lists lists;
  Head head = { .sequence = UINT64_C(0xcbf29ce484222325) };
  uint32_t contents = 0, grammars = 0, pairs = 0;

  if (count > SIDE_MOST)
    count = SIDE_MOST;
  for (uint32_t i = 0; i < count; i++) {
    if (code_is_content(codes[i]))
      contents =
          insert_code(lists.content, lists.infos, contents, codes[i], infos[i]);
    else
      grammars = insert_code(lists.grammar, NULL, grammars, codes[i], 0);
    if (i)
      pairs =
          insert_pair(lists.pairs, pairs, pair_hash(codes[i - 1], codes[i]));
    head.sequence = (head.sequence ^ codes[i]) * UINT64_C(0x100000001b3);
  }
  head.contents = (uint16_t)contents;
  head.grammars = (uint16_t)grammars;
  head.pairs = (uint16_t)pairs;
  return write_side(side, &lists, &head);
}

bool
side_unpack(Side *side, const char *bytes, uint32_t length, Speaker speaker)
{
  Head head;

  if (length < sizeof head || !buffer_need(&side->bytes, length, 1))
    return false;
  memcpy(side->bytes.data, bytes, length);
  memcpy(&head, bytes, sizeof head);
  lay_out(side, &head);
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

/* Is there too little, even if all the rest were shared? */
static bool
hopeless(const Side *a, const Side *b, uint32_t info, double needed)
{
  return (double)info / INFO_STEP
             + GRAMMAR_NATS * lesser(a->grammars, b->grammars)
             + NEIGHBOUR_NATS * lesser(a->pairs, b->pairs) + SAME_SPEAKER
         < needed;
}

Likeness
side_compare(const Side *a, const Side *b, double needed)
{
  uint32_t words, info = shared_info(a, b, &words), grammar, pairs;
  unsigned speaker = speaker_compare(a->speaker, b->speaker);
  double smaller = lesser(a->info, b->info);
  Likeness like = { 0, 0, 0 };

  if (hopeless(a, b, info, needed))
    return like;
  grammar = shared_codes(a->grammar, a->grammars, b->grammar, b->grammars);
  pairs = shared_pairs(a, b);
  like.score = CONTENT * dice(info, a->info, b->info)
               + NEIGHBOURS * dice(pairs, a->pairs, b->pairs)
               + GRAMMAR * dice(grammar, a->grammars, b->grammars);
  like.cover = smaller > 0 ? info / smaller : 0;
  if (words >= CONTAINED_WORDS && like.cover * CONTAINED > like.score)
    like.score = like.cover * CONTAINED;
  like.evidence = (double)info / INFO_STEP + GRAMMAR_NATS * grammar
                  + NEIGHBOUR_NATS * pairs
                  + (speaker == SPEAKER_SAME    ? SAME_SPEAKER
                     : speaker == SPEAKER_OTHER ? OTHER_SPEAKER
                                                : 0);
  return like;
}
