/* SPDX-License-Identifier: Apache-2.0 */
#include "lexis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "fold.h"
#include "similar.h"

/* The table's first size, with how many words it is emptied, and how many words
 * stand in a block of memory: they must not move when there are more. */
enum { SLOTS = 1 << 12, MANY = 1 << 14, BLOCK = 128 };

/* How many pairs of words are kept: those of the texts of one event, which
 * meet again and again. */
enum { PAIR_BITS = 12, PAIRS = 1 << PAIR_BITS };

/* Of two words that are spelt alike. */
#define LEAST_ALIKE 80
#define SPELT_ALIKE 0.8

/* Of two words that share a sense, that are related otherwise, and what is left
 * of a relation between two kinds of one thing. */
#define SAME_SENSE 0.9
#define RELATED 0.8
#define SIBLING 0.3

/* Cosines up to this one say nothing. */
#define LEAST_COSINE 0.15

/* What a word of the grammar says beside a word of content, and the rank up to
 * which words of content are common. */
#define FUNCTION_WEIGHT 0.5
#define COMMON_RANK 4.0
#define LEAST_NEGATION 0.5

typedef struct Pair {
  uint64_t ids; /* of both words; 0: none */
  double likeness;
} Pair;

struct Lexis {
  Stems *stems;
  Pair *pairs; /* by a hash of the ids; the last pair of each hash */
  ARRAY(LexisWord *) blocks;
  LexisWord **slots;
  uint32_t mask;
  uint32_t used;
};

static const char *const negations[] = {
  "not",     "no",      "never",    "none",   "nobody",    "nothing", "nor",
  "neither", "nowhere", "without",  "cannot", "can't",     "don't",   "doesn't",
  "didn't",  "won't",   "wouldn't", "isn't",  "aren't",    "wasn't",  "weren't",
  "hasn't",  "haven't", "hadn't",   "n't",    "shouldn't", "couldn't"
};

static const char *const units[] = {
  "zero",    "one",     "two",       "three",    "four",
  "five",    "six",     "seven",     "eight",    "nine",
  "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
  "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
};
static const char *const tens[] = { "twenty", "thirty",  "forty",  "fifty",
                                    "sixty",  "seventy", "eighty", "ninety" };
#define LENGTH_OF(table) (sizeof table / sizeof table[0])

void
lexis_free(Lexis *lexis)
{
  if (!lexis)
    return;
  stems_free(lexis->stems);
  free(lexis->pairs);
  for (uint32_t i = 0; i < lexis->blocks.count; i++)
    free(lexis->blocks.items[i]);
  array_free(&lexis->blocks);
  free(lexis->slots);
  free(lexis);
}

Lexis *
lexis_new(const char *language)
{
  Lexis *lexis = calloc(1, sizeof *lexis);

  if (!lexis)
    return NULL;
  lexis->stems = stems_new(language);
  lexis->pairs = calloc(PAIRS, sizeof *lexis->pairs);
  lexis->slots = calloc(SLOTS, sizeof(LexisWord *));
  lexis->mask = SLOTS - 1;
  if (lexis->stems && lexis->pairs && lexis->slots)
    return lexis;
  lexis_free(lexis);
  return NULL;
}

/* Where the word stands in the table, or how long it is. */
static size_t
place_in(const char *const *table, size_t length, const LexisWord *word)
{
  for (size_t i = 0; i < length; i++)
    if (strlen(table[i]) == word->length
        && memcmp(table[i], word->text, word->length) == 0)
      return i;
  return length;
}

/* Up to nine digits, with commas between them. */
static void
read_digits(LexisWord *word)
{
  uint32_t value = 0, digits = 0;

  for (uint32_t i = 0; i < word->length; i++) {
    if (word->text[i] == ',')
      continue;
    if (word->text[i] < '0' || word->text[i] > '9' || ++digits > 9)
      return;
    value = value * 10 + (uint32_t)(word->text[i] - '0');
  }
  word->count = value;
  word->flags |= LEXIS_COUNT;
}

static void
read_count(LexisWord *word)
{
  size_t unit = place_in(units, LENGTH_OF(units), word);
  size_t ten = place_in(tens, LENGTH_OF(tens), word);

  if (word->flags & LEXIS_NUMBER) {
    read_digits(word);
  } else if (unit < LENGTH_OF(units)) {
    word->count = (uint32_t)unit;
    word->flags |= LEXIS_COUNT;
  } else if (ten < LENGTH_OF(tens)) {
    word->count = 20 + 10 * (uint32_t)ten;
    word->flags |= LEXIS_COUNT;
  }
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
  if (word->senses.known)
    word->flags |= LEXIS_SENSES;
  if (vectors_find(word->fold, &rank, &word->vector))
    word->flags |= LEXIS_VECTOR;
  if (word->text[0] >= '0' && word->text[0] <= '9')
    word->flags |= LEXIS_NUMBER;
  read_count(word);
  word->rarity = rank_weight(rank);
  word->weight = word->rarity * (stem.function ? FUNCTION_WEIGHT : 1);
  if (place_in(negations, LENGTH_OF(negations), word) == LENGTH_OF(negations))
    return;
  word->flags |= LEXIS_NEGATION;
  if (word->rarity < LEAST_NEGATION)
    word->rarity = LEAST_NEGATION;
  word->weight = word->rarity;
}

static LexisWord **
slot_of(LexisWord **slots, uint32_t mask, uint64_t fold)
{
  uint32_t at = (uint32_t)(fold ^ fold >> 32) & mask;

  while (slots[at] && slots[at]->fold != fold)
    at = (at + 1) & mask;
  return &slots[at];
}

static bool
grow(Lexis *lexis)
{
  uint32_t mask = 2 * lexis->mask + 1;
  LexisWord **slots = calloc((size_t)mask + 1, sizeof(LexisWord *));

  if (!slots)
    return false;
  for (uint32_t i = 0; i <= lexis->mask; i++)
    if (lexis->slots[i])
      *slot_of(slots, mask, lexis->slots[i]->fold) = lexis->slots[i];
  free(lexis->slots);
  lexis->slots = slots;
  lexis->mask = mask;
  return true;
}

/* Where the next word goes; NULL without memory. */
static LexisWord *
free_word(Lexis *lexis)
{
  uint32_t block = lexis->used / BLOCK;
  LexisWord *words;

  if (block < lexis->blocks.count)
    return &lexis->blocks.items[block][lexis->used % BLOCK];
  words = malloc(BLOCK * sizeof *words);
  if (words && array_push(&lexis->blocks, words))
    return words;
  free(words);
  return NULL;
}

static const LexisWord *
add_word(Lexis *lexis, const char *bytes, size_t length, uint64_t fold)
{
  LexisWord *word = free_word(lexis);
  size_t folded;

  if (!word || (lexis->used > lexis->mask / 2 && !grow(lexis)))
    return NULL;
  folded = fold_copy(bytes, length, word->text, sizeof word->text);
  if (folded > sizeof word->text)
    folded = sizeof word->text;
  word->fold = fold;
  word->id = lexis->used;
  word->length = (uint32_t)folded;
  describe(lexis, word);
  *slot_of(lexis->slots, lexis->mask, fold) = word;
  lexis->used++;
  return word;
}

const LexisWord *
lexis_look_fold(Lexis *lexis, const char *bytes, size_t length, uint64_t fold)
{
  const LexisWord *word = *slot_of(lexis->slots, lexis->mask, fold);

  return word ? word : add_word(lexis, bytes, length, fold);
}

const LexisWord *
lexis_look(Lexis *lexis, const char *bytes, size_t length)
{
  return lexis_look_fold(lexis, bytes, length, fold_bytes(bytes, length));
}

void
lexis_tidy(Lexis *lexis)
{
  if (lexis->used < MANY)
    return;
  memset(lexis->pairs, 0, PAIRS * sizeof *lexis->pairs);
  memset(lexis->slots, 0, (lexis->mask + (size_t)1) * sizeof(LexisWord *));
  lexis->used = 0;
}

const LexisWord *
lexis_find(Lexis *lexis, const char *bytes, size_t length)
{
  lexis_tidy(lexis);
  return lexis_look(lexis, bytes, length);
}

/* Names that two papers spell differently begin alike; a look at that first
 * saves most edit distances. */
static bool
begin_alike(const LexisWord *a, const LexisWord *b)
{
  uint32_t gap =
      a->length > b->length ? a->length - b->length : b->length - a->length;

  return a->text[0] == b->text[0] && gap <= 3;
}

static bool
spelt_alike(const LexisWord *a, const LexisWord *b)
{
  return begin_alike(a, b)
         && similar_words(a->text, a->length, b->text, b->length)
                >= LEAST_ALIKE;
}

/* What the vectors say; below 0 when one has none. */
static double
use_alike(const LexisWord *a, const LexisWord *b)
{
  double cosine;

  if (!(a->flags & b->flags & LEXIS_VECTOR))
    return -1;
  cosine = (double)vectors_cosine(&a->vector, &b->vector);
  return cosine > LEAST_COSINE ? (cosine - LEAST_COSINE) / (1 - LEAST_COSINE)
                               : 0;
}

static double
at_least(double value, double least)
{
  return value > least ? value : least;
}

static double
likeness(const LexisWord *a, const LexisWord *b)
{
  double alike = use_alike(a, b);

  switch (wordnet_relation(&a->senses, &b->senses)) {
  case WORDNET_CONTRARY:
    return 0;
  case WORDNET_SAME:
    return at_least(alike, SAME_SENSE);
  case WORDNET_RELATED:
    return at_least(alike, RELATED);
  case WORDNET_SIBLING:
    return at_least(alike, 0) * SIBLING;
  case WORDNET_NONE:
    break;
  }
  return alike < 0 && spelt_alike(a, b) ? SPELT_ALIKE : at_least(alike, 0);
}

/* Are there no sources that could tell how the two are related? */
static bool
are_strangers(const LexisWord *a, const LexisWord *b)
{
  return !(a->flags & b->flags & (LEXIS_VECTOR | LEXIS_SENSES))
         && !begin_alike(a, b);
}

double
lexis_likeness(Lexis *lexis, const LexisWord *a, const LexisWord *b)
{
  uint64_t low = a->id < b->id ? a->id : b->id;
  uint64_t high = a->id < b->id ? b->id : a->id, ids = high << 32 | low;
  uint64_t hash = ids * UINT64_C(0x9e3779b97f4a7c15);
  Pair *pair = &lexis->pairs[hash >> (64 - PAIR_BITS)];

  if (are_strangers(a, b))
    return 0;
  if (pair->ids != ids) {
    pair->likeness = likeness(a, b);
    pair->ids = ids;
  }
  return pair->likeness;
}
