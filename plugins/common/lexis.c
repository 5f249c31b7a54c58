/* SPDX-License-Identifier: Apache-2.0 */
#include "lexis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "similar.h"

/* The cache is emptied when it is three quarters full, so that a text of
 * random letters cannot fill the memory. */
enum { SLOTS = 1 << 13, FULL = SLOTS / 4 * 3 };

/* Of two words with one stem, and of two that are spelt alike. */
#define SAME_STEM 0.97
#define LEAST_ALIKE 80
#define SPELT_ALIKE 0.8

/* Of two words that share a sense in WordNet. */
#define SYNONYM 0.85

/* Cosines up to this one say nothing. */
#define LEAST_COSINE 0.2

/* What a word of the grammar says beside a word of content, and the rank up to
 * which words of content are common. */
#define FUNCTION_WEIGHT 0.5
#define COMMON_RANK 4.0

struct Lexis {
  Stems *stems;
  uint32_t used;
  LexisWord slots[SLOTS];
};

static const char *const negations[] = {
  "not",     "no",      "never",    "none",   "nobody",    "nothing", "nor",
  "neither", "nowhere", "without",  "cannot", "can't",     "don't",   "doesn't",
  "didn't",  "won't",   "wouldn't", "isn't",  "aren't",    "wasn't",  "weren't",
  "hasn't",  "haven't", "hadn't",   "n't",    "shouldn't", "couldn't"
};

Lexis *
lexis_new(const char *language)
{
  Lexis *lexis = calloc(1, sizeof *lexis);

  if (!lexis)
    return NULL;
  lexis->stems = stems_new(language);
  if (!lexis->stems) {
    free(lexis);
    return NULL;
  }
  return lexis;
}

void
lexis_free(Lexis *lexis)
{
  if (!lexis)
    return;
  stems_free(lexis->stems);
  free(lexis);
}

static bool
is_negation(const LexisWord *word)
{
  for (size_t i = 0; i < sizeof negations / sizeof negations[0]; i++)
    if (strlen(negations[i]) == word->length
        && memcmp(negations[i], word->text, word->length) == 0)
      return true;
  return false;
}

static double
rank_weight(uint32_t rank)
{
  return log1p((rank + 1) / COMMON_RANK)
         / log1p((VECTORS_WORDS + 1) / COMMON_RANK);
}

static void
describe(Lexis *lexis, LexisWord *word)
{
  Stem stem = stems_find(lexis->stems, word->fold, word->text, word->length);

  uint32_t rank = VECTORS_WORDS;

  word->near = stem.near;
  word->flags = stem.function ? LEXIS_FUNCTION : 0;
  wordnet_find(word->text, word->length, &word->senses);
  if (vectors_find(word->fold, &rank, &word->vector))
    word->flags |= LEXIS_VECTOR;
  if (word->text[0] >= '0' && word->text[0] <= '9')
    word->flags |= LEXIS_NUMBER;
  if (is_negation(word))
    word->flags |= LEXIS_NEGATION;
  word->weight = rank_weight(rank);
  if ((word->flags & (LEXIS_FUNCTION | LEXIS_NEGATION)) == LEXIS_FUNCTION)
    word->weight *= FUNCTION_WEIGHT;
  if (word->flags & LEXIS_NEGATION && word->weight < 0.5)
    word->weight = 0.5;
}

static LexisWord *
slot_of(Lexis *lexis, uint64_t fold)
{
  uint32_t at = (uint32_t)(fold ^ fold >> 32) & (SLOTS - 1);

  while (lexis->slots[at].length && lexis->slots[at].fold != fold)
    at = (at + 1) & (SLOTS - 1);
  return &lexis->slots[at];
}

void
lexis_find(Lexis *lexis, const char *bytes, size_t length, LexisWord *word)
{
  uint64_t fold = fold_bytes(bytes, length);
  LexisWord *slot = slot_of(lexis, fold);
  size_t folded;

  if (slot->length == 0 && length > 0) {
    if (lexis->used == FULL) {
      memset(lexis->slots, 0, sizeof lexis->slots);
      lexis->used = 0;
      slot = slot_of(lexis, fold);
    }
    folded = fold_copy(bytes, length, slot->text, sizeof slot->text);
    if (folded > sizeof slot->text)
      folded = sizeof slot->text;
    slot->fold = fold;
    slot->length = (uint32_t)folded;
    describe(lexis, slot);
    lexis->used++;
  }
  *word = *slot;
}

/* Names that two papers spell differently begin alike; a look at that first
 * saves most edit distances. */
static bool
spelt_alike(const LexisWord *a, const LexisWord *b)
{
  uint32_t gap =
      a->length > b->length ? a->length - b->length : b->length - a->length;

  return a->text[0] == b->text[0] && gap <= 3
         && similar_words(a->text, a->length, b->text, b->length)
                >= LEAST_ALIKE;
}

static double
likeness(const LexisWord *a, const LexisWord *b)
{
  double least = wordnet_share(&a->senses, &b->senses) ? SYNONYM : 0, cosine;

  if (!(a->flags & b->flags & LEXIS_VECTOR))
    return least <= 0 && spelt_alike(a, b) ? SPELT_ALIKE : least;
  cosine = (double)vectors_cosine(&a->vector, &b->vector);
  cosine = (cosine - LEAST_COSINE) / (1 - LEAST_COSINE);
  return cosine > least ? cosine : least;
}

double
lexis_relation(const LexisWord *a, const LexisWord *b)
{
  const uint32_t strict = LEXIS_NUMBER | LEXIS_NEGATION;

  if (a->fold == b->fold)
    return 1;
  if ((a->flags ^ b->flags) & strict)
    return 0;
  if (a->flags & LEXIS_NEGATION)
    return SAME_STEM;
  if ((a->flags | b->flags) & (LEXIS_FUNCTION | LEXIS_NUMBER))
    return 0;
  return a->near == b->near ? SAME_STEM : likeness(a, b);
}
