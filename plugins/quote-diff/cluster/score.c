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

/* Of the one quote different words have places from 1 on; 0 stands for all
 * words that it does not have.  Followers are bits in so many numbers. */
enum { PLACES = QUOTE_MOST + 1, BITS = 64, PARTS = PLACES / BITS };

/* A pair of neighbours of both quotes. */
typedef struct Neighbours {
  unsigned char first, second;
} Neighbours;

/* Which words the one quote has is looked up for each word of the other, so
 * that takes a byte a word.  What is known of a place 0 is nothing, so that no
 * step depends on whether a word is shared. */
struct Comparer {
  const Nodes *nodes;
  const Node *one;
  Speaker speaker;
  uint32_t count;                 /* places */
  uint32_t others;                /* compared so far */
  unsigned char *places;          /* by word */
  uint32_t words[PLACES];         /* by place */
  unsigned char infos[PLACES];    /* by place, as Nodes.infos */
  uint32_t seen[PLACES];          /* by place: the last other that has it */
  uint64_t follow[PLACES][PARTS]; /* the places that follow each */
  unsigned char at[PLACES];       /* the other's words, by their places */
  Neighbours shared[PLACES];
};

Comparer *
comparer_new(const Nodes *nodes)
{
  Comparer *c = calloc(1, sizeof *c);

  if (!c)
    return NULL;
  c->nodes = nodes;
  c->places = calloc((size_t)nodes->bag->words.count + 1, sizeof *c->places);
  if (c->places)
    return c;
  comparer_free(c);
  return NULL;
}

void
comparer_free(Comparer *c)
{
  if (c)
    free(c->places);
  free(c);
}

static void
forget_one(Comparer *c)
{
  for (uint32_t i = 1; i <= c->count; i++) {
    c->places[c->words[i]] = 0;
    memset(c->follow[i], 0, sizeof c->follow[i]);
  }
  c->count = 0;
}

static uint32_t
place_of(Comparer *c, uint32_t word)
{
  if (!c->places[word]) {
    c->places[word] = (unsigned char)++c->count;
    c->words[c->count] = word;
    c->infos[c->count] = c->nodes->infos[word];
  }
  return c->places[word];
}

void
comparer_take(Comparer *c, uint32_t node)
{
  const unsigned char *at;
  uint32_t last = 0;

  forget_one(c);
  c->one = node_at(c->nodes, node);
  at = bag_at(c->nodes->bag, c->one->at);
  c->speaker = speaker_take(&at);
  for (uint32_t i = 0; i < c->one->words; i++) {
    uint32_t place = place_of(c, varint_take(&at));

    if (i)
      c->follow[last][place / BITS] |= UINT64_C(1) << place % BITS;
    last = place;
  }
}

/* The other's words, from `at` on, that the one has; notes their places. */
static Common
shared_words(Comparer *c, const unsigned char *at, uint32_t words)
{
  Common common = { 0, 0, 0, 0 };
  uint32_t count = 0;

  c->seen[0] = ++c->others;
  for (uint32_t i = 0; i < words; i++) {
    uint32_t place = c->places[varint_take(&at)];
    uint32_t met = c->seen[place] != c->others;
    uint32_t info = c->infos[place] & (0 - met);

    c->at[i] = (unsigned char)place;
    c->seen[place] = c->others;
    common.info += info;
    common.words += info != 0;
    count += met;
  }
  common.grammar = count - common.words;
  return common;
}

/* A pair that is found is taken out of the one's, so that it counts once, and
 * put back in the end. */
static uint32_t
shared_pairs(Comparer *c, uint32_t words)
{
  uint32_t count = 0;

  for (uint32_t i = 1; i < words; i++) {
    uint32_t place = c->at[i];
    uint64_t *follow = &c->follow[c->at[i - 1]][place / BITS];
    uint64_t found = *follow & UINT64_C(1) << place % BITS;

    *follow ^= found;
    c->shared[count] = (Neighbours){ c->at[i - 1], c->at[i] };
    count += found != 0;
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t place = c->shared[i].second;

    c->follow[c->shared[i].first][place / BITS] |= UINT64_C(1) << place % BITS;
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
  const unsigned char *at = bag_at(c->nodes->bag, other->at);
  unsigned speakers = speaker_compare(c->speaker, speaker_take(&at));
  Extent a = extent_of(c->one), b = extent_of(other);
  Common common = shared_words(c, at, other->words);
  Likeness like;

  /* Shared neighbours are shared words: so many at most there can be, and
   * where that is too little they need not be looked for. */
  common.pairs =
      lesser(common.words + common.grammar, lesser(a.pairs, b.pairs));
  if (!may_link(&a, &b, &common, speakers, least))
    return (Likeness){ 0, 0, 0 };
  common.pairs = shared_pairs(c, other->words);
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
  unsigned speakers = nodes_speakers(nodes, x, y);

  if (speakers == SPEAKER_OTHER && x->content < NODE_OWN_WORDS)
    return (Likeness){ 0, 0, 0 };
  return (Likeness){ 1, 1, evidence_of(&all, speakers) };
}
