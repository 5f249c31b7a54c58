/* SPDX-License-Identifier: Apache-2.0
 *
 * lexis.h - what is known of single words: how much they say, and how closely
 * two of them are related.
 *
 * A Lexis belongs to one thread.  It keeps what it found for each word form,
 * so that a running word costs one probe.
 */
#ifndef COMMON_LEXIS_H
#define COMMON_LEXIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stems.h"
#include "vectors.h"
#include "wordnet.h"

#define LEXIS_LONGEST 48

enum {
  LEXIS_FUNCTION = 1u << 0, /* a word of the grammar */
  LEXIS_NUMBER = 1u << 1,   /* begins with a digit */
  LEXIS_NEGATION = 1u << 2, /* not, no, never, n't and the like */
  LEXIS_VECTOR = 1u << 3,   /* `vector` is set */
  LEXIS_COUNT = 1u << 4,    /* a whole number in digits or a word; `count` */
  LEXIS_SENSES = 1u << 5    /* WordNet has it */
};

/* What most comparisons ask for stands first. */
typedef struct LexisWord {
  uint64_t fold;   /* FNV-1a of the case-folded form */
  uint64_t near;   /* hash of the stem */
  uint32_t id;     /* another for each word, until lexis_tidy */
  uint32_t flags;  /* LEXIS_... */
  uint32_t count;  /* the number it says, with LEXIS_COUNT */
  uint32_t length; /* of `text` */
  double rarity;   /* 0..1 by rank of frequency, log scale */
  double weight;   /* how much it says, 0..1: of words of the grammar half the
                    * rarity */
  char text[LEXIS_LONGEST]; /* case-folded; cut when longer */
  WordSenses senses;
  Vector vector;
} LexisWord;

typedef struct Lexis Lexis;

/* `language` is BCP 47; NULL without memory. */
Lexis *lexis_new(const char *language);
void lexis_free(Lexis *lexis);

/* What is known of the word of `length` bytes of UTF-8, in any case; valid
 * until lexis_tidy.  NULL without memory. */
const LexisWord *lexis_look(Lexis *lexis, const char *bytes, size_t length);

/* The same where its hash, fold_bytes, is known already. */
const LexisWord *lexis_look_fold(Lexis *lexis, const char *bytes, size_t length,
                                 uint64_t fold);

/* Forgets all words once there are very many, so that a text of random letters
 * cannot fill the memory for ever. */
void lexis_tidy(Lexis *lexis);

/* The same for one word alone: tidies first, and what it returns is valid until
 * the next call. */
const LexisWord *lexis_find(Lexis *lexis, const char *bytes, size_t length);

/* Of words that are no words of the grammar, numbers or negations, and of
 * different stems: at least .9 where they share a sense and .8 where they are
 * related (wordnet.h), 0 for contraries, little for two kinds of one thing;
 * else the cosine of their vectors as far as it is above .15, or .8 where they
 * are spelt alike.  What was found of two words is kept for the next time. */
double lexis_likeness(Lexis *lexis, const LexisWord *a, const LexisWord *b);

#define LEXIS_SAME_STEM 0.97
#define LEXIS_STRICT (LEXIS_NUMBER | LEXIS_NEGATION | LEXIS_FUNCTION)

/* 0 (none) to 1 (the same word, but for case, or the same number): .97 for
 * forms and spellings of one word, else their likeness.  Numbers and negations
 * are related to their like alone, words of the grammar to themselves. */
static inline double
lexis_relation(Lexis *lexis, const LexisWord *a, const LexisWord *b)
{
  if (a->fold == b->fold)
    return 1;
  if (a->flags & b->flags & LEXIS_COUNT)
    return a->count == b->count ? 1 : 0;
  if ((a->flags | b->flags) & LEXIS_STRICT)
    return a->flags & b->flags & LEXIS_NEGATION ? LEXIS_SAME_STEM : 0;
  return a->near == b->near ? LEXIS_SAME_STEM : lexis_likeness(lexis, a, b);
}

#endif
