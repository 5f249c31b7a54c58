/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"

#include <stdlib.h>
#include <string.h>

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

/* A word that the one quote does not have. */
enum { UNMARKED = 255 };

/* Places for pairs of neighbours: at most half of them are taken. */
enum { PLACES = 512 };

/* A pair of neighbours of the one quote, by their places in it. */
typedef struct Neighbours {
  uint32_t taken; /* the serial of that quote */
  uint32_t seen;  /* of the last other that has it */
  uint32_t pair;
} Neighbours;

/* Serials stand for emptying everything each time. */
struct Comparer {
  const Nodes *nodes;
  const Node *one;
  Speaker speaker;
  uint32_t taken;
  uint32_t others;
  uint32_t *marks;              /* by word: its place in the one quote, and 256
                                 * times the serial of that */
  uint32_t seen[QUOTE_MOST];    /* by place: the last other that has it */
  unsigned char at[QUOTE_MOST]; /* the other's words, by their places */
  Neighbours places[PLACES];
};

Comparer *
comparer_new(const Nodes *nodes)
{
  Comparer *c = calloc(1, sizeof *c);

  if (!c)
    return NULL;
  c->nodes = nodes;
  c->marks = calloc((size_t)nodes->bag->words.count + 1, sizeof *c->marks);
  if (c->marks)
    return c;
  comparer_free(c);
  return NULL;
}

void
comparer_free(Comparer *c)
{
  if (c)
    free(c->marks);
  free(c);
}

/* The place of a pair among the one quote's, or a free one. */
static Neighbours *
place_of(Comparer *c, uint32_t pair)
{
  uint32_t at = pair * UINT32_C(0x9e3779b9) >> 23;

  while (c->places[at].taken == c->taken && c->places[at].pair != pair)
    at = (at + 1) % PLACES;
  return &c->places[at];
}

static void
take_pair(Comparer *c, uint32_t pair)
{
  Neighbours *place = place_of(c, pair);

  if (place->taken != c->taken)
    *place = (Neighbours){ c->taken, 0, pair };
}

/* Serials of the one quote have 24 bits. */
static void
next_serial(Comparer *c)
{
  if (++c->taken < UINT32_C(1) << 24)
    return;
  memset(c->marks, 0,
         ((size_t)c->nodes->bag->words.count + 1) * sizeof *c->marks);
  memset(c->places, 0, sizeof c->places);
  c->taken = 1;
}

void
comparer_take(Comparer *c, uint32_t node)
{
  const unsigned char *at;
  uint32_t count = 0, last = 0;

  next_serial(c);
  c->one = node_at(c->nodes, node);
  c->speaker = node_speaker(c->nodes, c->one);
  at = node_words(c->nodes, c->one);
  for (uint32_t i = 0; i < c->one->words; i++) {
    uint32_t *mark = &c->marks[varint_take(&at)], place;

    if (*mark >> 8 != c->taken)
      *mark = c->taken << 8 | count++;
    place = *mark & 255;
    if (i)
      take_pair(c, last << 8 | place);
    last = place;
  }
}

/* The other's words that the one has; notes their places in it. */
static Common
shared_words(Comparer *c, const Node *other)
{
  const unsigned char *at = node_words(c->nodes, other);
  Common common = { 0, 0, 0, 0 };

  for (uint32_t i = 0; i < other->words; i++) {
    uint32_t word = varint_take(&at), mark = c->marks[word];
    uint32_t place = mark >> 8 == c->taken ? mark & 255 : UNMARKED;
    uint32_t info;

    c->at[i] = (unsigned char)place;
    if (place == UNMARKED || c->seen[place] == c->others)
      continue;
    c->seen[place] = c->others;
    info = c->nodes->infos[word];
    common.info += info;
    common.words += info != 0;
    common.grammar += info == 0;
  }
  return common;
}

static uint32_t
shared_pairs(Comparer *c, const Node *other)
{
  uint32_t count = 0;

  for (uint32_t i = 1; i < other->words; i++) {
    Neighbours *place;

    if (c->at[i - 1] == UNMARKED || c->at[i] == UNMARKED)
      continue;
    place = place_of(c, (uint32_t)c->at[i - 1] << 8 | c->at[i]);
    count += place->taken == c->taken && place->seen != c->others;
    place->seen = c->others;
  }
  return count;
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

static uint32_t
pairs_of(const Node *node)
{
  return node->words ? node->words - 1u : 0;
}

static Extent
extent_of(const Node *node)
{
  return (Extent){ node->info, node->grammars, pairs_of(node) };
}

static double
score_of(const Extent *a, const Extent *b, const Common *common)
{
  return CONTENT * dice(common->info, a->info, b->info)
         + NEIGHBOURS * dice(common->pairs, a->pairs, b->pairs)
         + GRAMMAR * dice(common->grammar, a->grammars, b->grammars);
}

static double
cover_of(const Extent *a, const Extent *b, const Common *common)
{
  double smaller = lesser(a->info, b->info);

  return smaller > 0 ? common->info / smaller : 0;
}

static double
evidence_of(const Common *common, unsigned speakers)
{
  static const double nats[] = { [SPEAKER_UNKNOWN] = 0,
                                 [SPEAKER_SAME] = SAME_SPEAKER,
                                 [SPEAKER_OTHER] = OTHER_SPEAKER };

  return (double)common->info / INFO_STEP + GRAMMAR_NATS * common->grammar
         + NEIGHBOUR_NATS * common->pairs + nats[speakers];
}

bool
may_link(const Extent *a, const Extent *b, const Common *most,
         unsigned speakers, const Least *least)
{
  return evidence_of(most, speakers) >= least->evidence
         && (cover_of(a, b, most) * CONTAINED >= least->score
             || score_of(a, b, most) >= least->score);
}

Likeness
comparer_with(Comparer *c, uint32_t node, const Least *least)
{
  const Node *other = node_at(c->nodes, node);
  Extent a = extent_of(c->one), b = extent_of(other);
  unsigned speakers =
      speaker_compare(c->speaker, node_speaker(c->nodes, other));
  Likeness like;
  Common common;

  c->others++;
  common = shared_words(c, other);
  /* Shared neighbours are shared words: so many at most there can be, and
   * where that is too little they need not be looked for. */
  common.pairs =
      lesser(common.words + common.grammar, lesser(a.pairs, b.pairs));
  if (!may_link(&a, &b, &common, speakers, least))
    return (Likeness){ 0, 0, 0 };
  common.pairs = shared_pairs(c, other);
  like = (Likeness){ score_of(&a, &b, &common), cover_of(&a, &b, &common),
                     evidence_of(&common, speakers) };
  if (common.words >= CONTAINED_WORDS && like.cover * CONTAINED > like.score)
    like.score = like.cover * CONTAINED;
  return like;
}

Likeness
compare_equal(const Nodes *nodes, uint32_t a, uint32_t b)
{
  const Node *x = node_at(nodes, a), *y = node_at(nodes, b);
  Extent extent = extent_of(x);
  Common all = { .info = extent.info,
                 .grammar = extent.grammars,
                 .pairs = extent.pairs };
  unsigned speakers =
      speaker_compare(node_speaker(nodes, x), node_speaker(nodes, y));

  return (Likeness){ 1, 1, evidence_of(&all, speakers) };
}
