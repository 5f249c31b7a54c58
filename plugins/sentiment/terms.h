/* SPDX-License-Identifier: Apache-2.0
 *
 * terms.h - a document's tokens as sentiment sees them.
 *
 * Every token is a term, which costs little: its place, its word, and the
 * sums over all terms before it, so that the sums of any stretch are two
 * differences.  One in eight is also a worth: a word of a lexicon after
 * negation, boosters and contrast, or a mark or word that counts otherwise.
 */
#ifndef SENTIMENT_TERMS_H
#define SENTIMENT_TERMS_H

#include <stemma/stemma.h>

#include "array.h"
#include "model.h"

/* Of a worth all are set; of a term those above TERM_WORTH. */
enum {
  TERM_NEGATED = 1u << 0,  /* in the clause after a negator */
  TERM_WORD = 1u << 1,     /* a word or number, not a mark */
  TERM_MODAL = 1u << 2,    /* after if, could, would */
  TERM_STOP = 1u << 3,     /* a mark that ends sentences: . ! ? */
  TERM_CLAUSE = 1u << 4,   /* a mark that ends clauses, or sentences */
  TERM_QUESTION = 1u << 5, /* a question mark */
  TERM_SHOUT = 1u << 6,    /* an exclamation mark */
  TERM_CAPS = 1u << 7,     /* shouted in a text that is not */
  TERM_NEGATOR = 1u << 8,  /* "not" itself */
  TERM_CONTRAST = 1u << 9, /* "but" itself */
  TERM_LEXICON = 1u << 10, /* worth something in a lexicon */
  TERM_SCARE = 1u << 11,   /* one to three words between quotation marks */
  TERM_QUOTED = 1u << 12   /* inside a quote, word for word */
};

/* What makes a term a worth. */
#define TERM_WORTH                                                             \
  (TERM_QUESTION | TERM_SHOUT | TERM_CAPS | TERM_NEGATOR | TERM_CONTRAST       \
   | TERM_LEXICON)

/* What all terms before one add up to. */
typedef struct Before {
  uint64_t counts;  /* worths, and ONE_WORD times words */
  uint64_t learned; /* weights of plain terms, and 2^32 times those of negated
                     * ones, modulo 2^64; see learned_of */
} Before;

#define ONE_WORD (UINT64_C(1) << 32)

typedef struct Term {
  stemma_span span;
  uint32_t word; /* of Model.words */
  uint32_t flags;
  Before before;
} Term;

static inline uint32_t
worths_before(const Term *term)
{
  return (uint32_t)term->before.counts;
}

static inline uint32_t
words_before(const Term *term)
{
  return (uint32_t)(term->before.counts / ONE_WORD);
}

typedef struct Worth {
  uint32_t term;
  uint32_t flags;
  float valence;  /* of the word alone, boosted */
  float shown;    /* valence after negation and contrast */
  float afinn;    /* the same for the other lexicon */
  int32_t weight; /* learned, in the head that fits */
  double share;   /* what the lexicons let it add to a score; score.h */
} Worth;

/* A capitalised word that may be a name or a part of one. */
typedef struct Name {
  uint32_t token;
  uint32_t term; /* that it is, or that it stands in */
} Name;

typedef struct Terms {
  ARRAY(Term) list; /* one more than `count` is there: it ends the sums */
  ARRAY(Worth) worths;
  ARRAY(Name) names;
} Terms;

/* The two sums of learned weights in a difference of Before.learned, each of
 * less than 2^31. */
static inline int32_t
learned_of(uint64_t sums, uint32_t negated)
{
  int32_t plain = (int32_t)(uint32_t)sums;

  return negated ? (int32_t)((sums - (uint64_t)(int64_t)plain) >> 32) : plain;
}

/* The learned weight of a term, in the head that fits. */
static inline int32_t
term_weight(const Term *term)
{
  return learned_of(term[1].before.learned - term->before.learned,
                    term->flags & TERM_NEGATED);
}

/* A token that negates ("not", "isn't") turns what follows it, to the clause's
 * end and for at most this many words, by this factor (VADER's -0.74, fitted
 * by Hutto and Gilbert 2014). */
#define NEGATION_REACH 5
#define NEGATION_FACTOR -0.74f

/* Starts a document of at most `tokens` tokens.  False without memory. */
bool terms_start(Terms *terms, uint32_t tokens);

/* reader.c: appends a sentence, `count` tokens from `first`. */
void terms_read(const Model *model, const stemma_doc *doc,
                const stemma_table *tokens, uint32_t first, uint32_t count,
                Terms *terms);

void terms_free(Terms *terms);

/* The terms [first, end) of a document. */
typedef struct Stretch {
  uint32_t first;
  uint32_t end;
} Stretch;

/* The first term of a stretch that begins at `byte` or after it, or the
 * stretch's end. */
uint32_t terms_from(const Terms *terms, Stretch stretch, uint32_t byte);

#endif
