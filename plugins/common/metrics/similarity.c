/* SPDX-License-Identifier: Apache-2.0 */
#include "similarity.h"

#include <math.h>
#include <stdlib.h>

#include "fnv.h"
#include "phrase.h"

/* What is left of a relation to a word that has a closer one. */
#define TAKEN 0.4

/* What the topic counts beside the words. */
#define TOPIC 0.3

/* What a number says, and a word of the grammar, beside any other word of its
 * frequency: two texts with other numbers do not say the same. */
#define NUMBER_WEIGHT 2
#define FUNCTION_WEIGHT 0.7

/* The shortest part of a compound. */
#define LEAST_PART 3

/* The most pairs of words that are compared, and the words before and after
 * that every word is compared with all the same. */
#define MOST_PAIRS 1000000u
#define LEAST_REACH 64u

#define NO_WORD UINT32_MAX

struct SimilarText {
  Phrase words;
  ARRAY(double) best;      /* of each word, the closest relation */
  ARRAY(uint32_t) partner; /* and the word of the other side that has it */
  ARRAY(double) says;      /* how much each counts */
  ARRAY(WeightedVector) vectors;
  VectorSum topic;
  double length;  /* of the topic; of a text that was read once */
  bool has_topic; /* a word of it has a vector */
};

typedef SimilarText Side;

struct Similarity {
  Lexis *lexis;
  Side sides[2];
};

Similarity *
similarity_new(const char *language)
{
  Similarity *similarity = calloc(1, sizeof *similarity);

  if (!similarity)
    return NULL;
  similarity->lexis = lexis_new(language);
  if (!similarity->lexis) {
    free(similarity);
    return NULL;
  }
  return similarity;
}

static void
free_side(Side *side)
{
  array_free(&side->words);
  array_free(&side->best);
  array_free(&side->partner);
  array_free(&side->says);
  array_free(&side->vectors);
}

void
similarity_free(Similarity *similarity)
{
  if (!similarity)
    return;
  for (int i = 0; i < 2; i++)
    free_side(&similarity->sides[i]);
  lexis_free(similarity->lexis);
  free(similarity);
}

static double
information(const LexisWord *word)
{
  if (word->flags & LEXIS_NUMBER)
    return NUMBER_WEIGHT * word->rarity;
  if ((word->flags & (LEXIS_FUNCTION | LEXIS_NEGATION)) == LEXIS_FUNCTION)
    return FUNCTION_WEIGHT * word->rarity;
  return word->rarity;
}

/* What the text is about as a whole. */
static void
sum_topic(Side *side)
{
  uint32_t count = 0;

  for (uint32_t i = 0; i < side->words.count; i++) {
    const LexisWord *word = side->words.items[i];

    if (word->flags & LEXIS_VECTOR)
      side->vectors.items[count++] =
          (WeightedVector){ &word->vector, (float)side->says.items[i] };
  }
  vectors_add_up(side->vectors.items, count, &side->topic);
  side->has_topic = count > 0;
}

static bool
read_side(Lexis *lexis, MtText text, Side *side)
{
  uint32_t count;

  if (!phrase_read(&side->words, lexis, text))
    return false;
  count = side->words.count;
  if (!array_reserve(&side->best, count + 1)
      || !array_reserve(&side->partner, count + 1)
      || !array_reserve(&side->says, count + 1)
      || !array_reserve(&side->vectors, count + 1))
    return false;
  for (uint32_t i = 0; i < count; i++)
    side->says.items[i] = information(side->words.items[i]);
  sum_topic(side);
  return true;
}

/* Forgets what its words have found. */
static void
clear_side(Side *side)
{
  for (uint32_t i = 0; i < side->words.count; i++) {
    side->best.items[i] = 0;
    side->partner.items[i] = NO_WORD;
  }
}

/* How far from each other two words stand, by their texts' length. */
static uint64_t
gap(const Side *side, const Side *other, uint64_t word, uint64_t partner)
{
  uint64_t at = word * other->words.count, there = partner * side->words.count;

  return at > there ? at - there : there - at;
}

/* Of equal relations the nearest word's is taken, so that each of two articles
 * finds its own. */
static void
take(Side *side, const Side *other, uint32_t word, uint32_t partner,
     double relation)
{
  double best = side->best.items[word];

  if (relation < best
      || (relation <= best
          && gap(side, other, word, partner)
                 >= gap(side, other, word, side->partner.items[word])))
    return;
  side->best.items[word] = relation;
  side->partner.items[word] = partner;
}

/* All pairs of words; of long texts those near the diagonal. */
static void
align(Lexis *lexis, Side *a, Side *b)
{
  uint64_t n = a->words.count, m = b->words.count, reach = m;

  if (n * m > MOST_PAIRS)
    reach = MOST_PAIRS / 2 / n;
  if (reach < LEAST_REACH)
    reach = LEAST_REACH;
  for (uint64_t i = 0; i < n; i++) {
    uint64_t middle = i * m / n;
    uint64_t from = middle > reach ? middle - reach : 0;
    uint64_t to = reach < m - middle ? middle + reach : m;

    for (uint64_t j = from; j < to; j++) {
      double relation =
          lexis_relation(lexis, a->words.items[i], b->words.items[j]);

      if (relation <= 0)
        continue;
      take(a, b, (uint32_t)i, (uint32_t)j, relation);
      take(b, a, (uint32_t)j, (uint32_t)i, relation);
    }
  }
}

/* The hash of two neighbours written as one word; 0: too short. */
static uint64_t
joined(const Phrase *words, uint32_t i)
{
  const LexisWord *first = words->items[i], *second = words->items[i + 1];

  if (first->length < LEAST_PART || second->length < LEAST_PART
      || first->length == LEXIS_LONGEST || second->length == LEXIS_LONGEST)
    return 0;
  return fnv_bytes(first->fold, second->text, second->length);
}

/* Two neighbours in `a` that are one word in `b`.  Words that have found their
 * like already are no part of a compound. */
static void
join_compounds(Side *a, Side *b)
{
  for (uint32_t i = 0; i + 1 < a->words.count; i++) {
    uint64_t fold;

    if (a->best.items[i] >= 1 || a->best.items[i + 1] >= 1
        || (fold = joined(&a->words, i)) == 0)
      continue;
    for (uint32_t j = 0; j < b->words.count; j++)
      if (b->words.items[j]->fold == fold) {
        a->best.items[i] = a->best.items[i + 1] = b->best.items[j] = 1;
        a->partner.items[i] = a->partner.items[i + 1] = NO_WORD;
        b->partner.items[j] = NO_WORD;
        break;
      }
  }
}

/* The share of the side's information that the other has too. */
static double
covered(const Side *side, const Side *other)
{
  double sum = 0, all = 0;

  for (uint32_t i = 0; i < side->words.count; i++) {
    double best = side->best.items[i], says = side->says.items[i];
    uint32_t partner = side->partner.items[i];

    if (partner != NO_WORD && other->partner.items[partner] != i)
      best *= TAKEN;
    sum += says * best;
    all += says;
  }
  return sum / all;
}

static double
combine(double p, double r, const Side *a, const Side *b)
{
  double words = p + r > 0 ? 2 * p * r / (p + r) : 0, topic;

  if (!a->has_topic || !b->has_topic)
    return words;
  topic = vectors_sum_cosine(&a->topic, &b->topic);
  if (topic < 0)
    topic = 0;
  return (1 - TOPIC) * words + TOPIC * (topic > 1 ? 1 : topic);
}

static SimilarShare
compare(Lexis *lexis, Side *a, Side *b)
{
  SimilarShare share;

  clear_side(a);
  clear_side(b);
  if (a->words.count == 0 || b->words.count == 0) {
    share.score = a->words.count == b->words.count ? 1 : 0;
    share.a = share.b = share.score;
    return share;
  }
  align(lexis, a, b);
  join_compounds(a, b);
  join_compounds(b, a);
  share.a = covered(a, b);
  share.b = covered(b, a);
  share.score = combine(share.a, share.b, a, b);
  return share;
}

double
similarity_score(Similarity *similarity, MtText a, MtText b)
{
  Side *one = &similarity->sides[0], *two = &similarity->sides[1];

  lexis_tidy(similarity->lexis);
  if (!read_side(similarity->lexis, a, one)
      || !read_side(similarity->lexis, b, two))
    return -1;
  return compare(similarity->lexis, one, two).score;
}

SimilarText *
similarity_read(Similarity *similarity, MtText text)
{
  Side *side = calloc(1, sizeof *side);

  if (side && read_side(similarity->lexis, text, side)) {
    side->length = sqrt(vectors_sum_product(&side->topic, &side->topic));
    return side;
  }
  similarity_forget(side);
  return NULL;
}

void
similarity_forget(SimilarText *text)
{
  if (text)
    free_side(text);
  free(text);
}

SimilarShare
similarity_compare(Similarity *similarity, SimilarText *a, SimilarText *b)
{
  return compare(similarity->lexis, a, b);
}

double
similarity_topic(const SimilarText *a, const SimilarText *b)
{
  double lengths = a->length * b->length;

  return lengths > 0 ? vectors_sum_product(&a->topic, &b->topic) / lengths : 0;
}
