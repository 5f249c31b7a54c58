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
  LEXIS_VECTOR = 1u << 3    /* `vector` is set */
};

typedef struct LexisWord {
  uint64_t fold;            /* FNV-1a of the case-folded form */
  uint64_t near;            /* hash of the stem */
  double weight;            /* how much it says, 0..1 */
  uint32_t flags;           /* LEXIS_... */
  uint32_t length;          /* of `text`; 0: the slot is free */
  char text[LEXIS_LONGEST]; /* case-folded; cut when longer */
  Vector vector;
  WordSenses senses;
} LexisWord;

typedef struct Lexis Lexis;

/* `language` is BCP 47; NULL without memory. */
Lexis *lexis_new(const char *language);
void lexis_free(Lexis *lexis);

/* What is known of the word of `length` bytes of UTF-8, in any case.  The
 * entry is copied to *word. */
void lexis_find(Lexis *lexis, const char *bytes, size_t length,
                LexisWord *word);

/* 0 (none) to 1 (the same word, but for case): .97 for forms and spellings of
 * one word, at least .8 for synonyms; else the cosine of the vectors of two
 * words of content, as far as it is above .2, or .8 where they are spelt alike.
 * Numbers and negations are related to their like alone. */
double lexis_relation(const LexisWord *a, const LexisWord *b);

#endif
