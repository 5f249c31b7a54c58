/* SPDX-License-Identifier: Apache-2.0 */
#include "similarity.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "lexis.h"
#include "mt_chars.h"

/* How much of a word's relation depends on its neighbours'. */
#define CONTEXT 0.1

typedef struct Side {
  ARRAY(LexisWord) words;
  ARRAY(double) best;
} Side;

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

void
similarity_free(Similarity *similarity)
{
  if (!similarity)
    return;
  for (int i = 0; i < 2; i++) {
    array_free(&similarity->sides[i].words);
    array_free(&similarity->sides[i].best);
  }
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
  if (!array_reserve(&side->best, side->words.count + 1))
    return false;
  memset(side->best.items, 0, side->words.count * sizeof(double));
  return true;
}

static double
relation_at(const Side *a, const Side *b, uint32_t i, uint32_t j)
{
  if (i >= a->words.count || j >= b->words.count)
    return i >= a->words.count && j >= b->words.count ? 1 : 0;
  return lexis_relation(&a->words.items[i], &b->words.items[j]);
}

static void
align(Side *a, Side *b)
{
  for (uint32_t i = 0; i < a->words.count; i++)
    for (uint32_t j = 0; j < b->words.count; j++) {
      double value = relation_at(a, b, i, j);

      if (value <= 0)
        continue;
      value *= 1 - CONTEXT
               + CONTEXT / 2
                     * (relation_at(a, b, i - 1, j - 1)
                        + relation_at(a, b, i + 1, j + 1));
      if (value > a->best.items[i])
        a->best.items[i] = value;
      if (value > b->best.items[j])
        b->best.items[j] = value;
    }
}

/* The share of the side's information that the other has too. */
static double
covered(const Side *side)
{
  double sum = 0, all = 0;

  for (uint32_t i = 0; i < side->words.count; i++) {
    sum += side->words.items[i].weight * side->best.items[i];
    all += side->words.items[i].weight;
  }
  return sum / all;
}

double
similarity_score(Similarity *similarity, MtText a, MtText b)
{
  Side *one = &similarity->sides[0], *two = &similarity->sides[1];
  double p, r;

  if (!read_words(similarity, a, one) || !read_words(similarity, b, two))
    return -1;
  if (one->words.count == 0 || two->words.count == 0)
    return one->words.count == two->words.count ? 1 : 0;
  align(one, two);
  p = covered(one);
  r = covered(two);
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}
