/* SPDX-License-Identifier: Apache-2.0 */
#include "similarity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "lexis.h"
#include "mt_chars.h"

/* How much of a word's relation depends on its neighbours'. */
#define CONTEXT 0.05

/* What is left of a relation to a word that has a closer one. */
#define TAKEN 0.2

/* What the topic counts beside the words. */
#define TOPIC 0.3

/* The most pairs of words that are compared, and the words before and after
 * that every word is compared with all the same. */
#define MOST_PAIRS 1000000u
#define LEAST_REACH 64u

typedef struct Side {
  ARRAY(LexisWord) words;
  ARRAY(double) best;      /* of each word, the closest relation */
  ARRAY(uint32_t) partner; /* and the word of the other side that has it */
} Side;

struct Similarity {
  Lexis *lexis;
  Side sides[2];
  ARRAY(double) rows[3]; /* relations: the row before, this one, the next */
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

void
similarity_free(Similarity *similarity)
{
  if (!similarity)
    return;
  for (int i = 0; i < 2; i++) {
    array_free(&similarity->sides[i].words);
    array_free(&similarity->sides[i].best);
    array_free(&similarity->sides[i].partner);
  }
  for (int i = 0; i < 3; i++)
    array_free(&similarity->rows[i]);
  lexis_free(similarity->lexis);
  free(similarity);
}

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* The bytes of a character that a word may have: a letter, a digit, an
 * apostrophe between letters, a point or comma between digits; else 0. */
static size_t
word_step(MtText text, size_t i, size_t begin)
{
  const char *at = text.bytes + i;
  size_t step, left = text.length - i;
  uint32_t code = mt_decode(at, left, &step);
  bool inside = i > begin && left > step;

  if (mt_class(code) == 0 || (mt_class(code) & MT_NUMBER))
    return step;
  if ((code == '\'' || code == 0x2019u) && inside
      && mt_class((unsigned char)at[step]) == 0)
    return step;
  if ((code == '.' || code == ',') && inside && is_digit(at[-1])
      && is_digit(at[step]))
    return step;
  return 0;
}

static bool
read_words(Similarity *similarity, MtText text, Side *side)
{
  array_clear(&side->words);
  for (size_t i = 0; i < text.length;) {
    size_t begin = i, step;
    LexisWord word;

    while (i < text.length && (step = word_step(text, i, begin)) > 0)
      i += step;
    if (i == begin) {
      mt_decode(text.bytes + i, text.length - i, &step);
      i += step;
      continue;
    }
    lexis_find(similarity->lexis, text.bytes + begin, i - begin, &word);
    if (!array_push(&side->words, word))
      return false;
  }
  array_clear(&side->best);
  if (!array_reserve(&side->best, side->words.count + 1)
      || !array_reserve(&side->partner, side->words.count + 1))
    return false;
  memset(side->best.items, 0, side->words.count * sizeof(double));
  return true;
}

/* The relations of word `i` of `a` with the words of `b` that it is compared
 * with, in a row of numbers by word of `b`; those beyond either text's end are
 * related to nothing but each other. */
static void
fill_row(Similarity *similarity, uint32_t i, uint32_t reach)
{
  const Side *a = &similarity->sides[0], *b = &similarity->sides[1];
  uint32_t n = a->words.count, m = b->words.count;
  double *row = similarity->rows[i % 3].items + 1;
  uint32_t middle = (uint32_t)((uint64_t)i * m / n);
  uint32_t from = middle > reach ? middle - reach : 0;
  uint32_t to = reach < m - middle ? middle + reach : m;

  memset(row - 1, 0, (m + 2) * sizeof *row);
  if (i >= n) {
    row[m] = 1;
    return;
  }
  for (uint32_t j = from; j < to; j++)
    row[j] = lexis_relation(&a->words.items[i], &b->words.items[j]);
}

/* Takes note of the closest words, of `i` and of each of the others. */
static void
read_row(Similarity *similarity, uint32_t i)
{
  Side *a = &similarity->sides[0], *b = &similarity->sides[1];
  const double *before = similarity->rows[(i + 2) % 3].items + 1;
  const double *row = similarity->rows[i % 3].items + 1;
  const double *after = similarity->rows[(i + 1) % 3].items + 1;

  for (uint32_t j = 0; j < b->words.count; j++) {
    double value = row[j];

    if (value <= 0)
      continue;
    value *= 1 - CONTEXT + CONTEXT / 2 * (*(before + j - 1) + after[j + 1]);
    if (value > a->best.items[i]) {
      a->best.items[i] = value;
      a->partner.items[i] = j;
    }
    if (value > b->best.items[j]) {
      b->best.items[j] = value;
      b->partner.items[j] = i;
    }
  }
}

/* All pairs of words; of long texts those near the diagonal. */
static bool
align(Similarity *similarity)
{
  uint64_t n = similarity->sides[0].words.count;
  uint64_t m = similarity->sides[1].words.count, reach = m;

  if (n * m > MOST_PAIRS)
    reach = MOST_PAIRS / 2 / n;
  if (reach < LEAST_REACH)
    reach = LEAST_REACH;
  for (int k = 0; k < 3; k++)
    if (!array_reserve(&similarity->rows[k], (uint32_t)m + 2))
      return false;
  memset(similarity->rows[2].items, 0, (m + 2) * sizeof(double));
  similarity->rows[2].items[0] = 1; /* both texts begin here */
  fill_row(similarity, 0, (uint32_t)reach);
  for (uint32_t i = 0; i < n; i++) {
    fill_row(similarity, i + 1, (uint32_t)reach);
    read_row(similarity, i);
  }
  return true;
}

/* The share of the side's information that the other has too. */
static double
covered(const Side *side, const Side *other)
{
  double sum = 0, all = 0;

  for (uint32_t i = 0; i < side->words.count; i++) {
    double best = side->best.items[i];

    if (best > 0 && other->partner.items[side->partner.items[i]] != i)
      best *= TAKEN;
    sum += side->words.items[i].weight * best;
    all += side->words.items[i].weight;
  }
  return sum / all;
}

/* The sum of the words' vectors by weight: what the text is about as a whole.
 * Its length in *length. */
static Vector
topic(const Side *side, double *length)
{
  Vector sum = { { 0 } };

  for (uint32_t i = 0; i < side->words.count; i++) {
    const LexisWord *word = &side->words.items[i];

    for (uint32_t k = 0; word->flags & LEXIS_VECTOR && k < VECTORS_DIMENSIONS;
         k++)
      sum.numbers[k] += (float)word->weight * word->vector.numbers[k];
  }
  *length = sqrt((double)vectors_cosine(&sum, &sum));
  return sum;
}

/* 0..1; below 0 where a text has no word with a vector. */
static double
topic_likeness(const Side *one, const Side *two)
{
  double a_length, b_length, cosine;
  Vector a = topic(one, &a_length), b = topic(two, &b_length);

  if (!(a_length > 0 && b_length > 0))
    return -1;
  cosine = (double)vectors_cosine(&a, &b) / (a_length * b_length);
  return cosine < 0 ? 0 : cosine > 1 ? 1 : cosine;
}

double
similarity_score(Similarity *similarity, MtText a, MtText b)
{
  Side *one = &similarity->sides[0], *two = &similarity->sides[1];
  double p, r, score, about;

  if (!read_words(similarity, a, one) || !read_words(similarity, b, two))
    return -1;
  if (one->words.count == 0 || two->words.count == 0)
    return one->words.count == two->words.count ? 1 : 0;
  if (!align(similarity))
    return -1;
  p = covered(one, two);
  r = covered(two, one);
  score = p + r > 0 ? 2 * p * r / (p + r) : 0;
  about = topic_likeness(one, two);
  return about < 0 ? score : (1 - TOPIC) * score + TOPIC * about;
}
