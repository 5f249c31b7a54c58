/* SPDX-License-Identifier: Apache-2.0
 *
 * terms.h - a sentence's tokens as sentiment sees them: what each word is
 * worth here, after negation, boosters and contrast.
 */
#ifndef SENTIMENT_TERMS_H
#define SENTIMENT_TERMS_H

#include <stemma/stemma.h>

#include "array.h"
#include "model.h"

enum {
  TERM_NEGATED = 1u << 0,  /* in the clause after a negator */
  TERM_CAPS = 1u << 1,     /* shouted in a text that is not */
  TERM_SCARE = 1u << 2,    /* one to three words between quotation marks */
  TERM_WORD = 1u << 3,     /* a word or number, not a mark */
  TERM_BUT = 1u << 4,      /* before a contrast that follows */
  TERM_MODAL = 1u << 5,    /* after if, could, would */
  TERM_QUESTION = 1u << 6, /* a question mark */
  TERM_SHOUT = 1u << 7,    /* an exclamation mark */
  TERM_CONTRAST = 1u << 8, /* "but" itself */
  TERM_NEGATOR = 1u << 9,  /* "not" itself */
  TERM_LAST = 1u << 10,    /* the sentence ends here */
  TERM_STOP = 1u << 11,    /* a mark that ends sentences: . ! ? */
  TERM_MARK = 1u << 12,    /* a quotation mark */
  TERM_QUOTED = 1u << 13,  /* inside a quote, word for word */
  TERM_LEXICON = 1u << 14  /* worth something in a lexicon */
};

typedef struct Term {
  const Entry *entry;
  stemma_span span;
  uint32_t flags;
  float valence; /* of the word alone, boosted */
  float shown;   /* valence after negation and contrast */
  float afinn;   /* the same for the other lexicon */
} Term;

typedef ARRAY(Term) Terms;

/* A token that negates ("not", "isn't") turns what follows it, to the clause's
 * end and for at most this many words, by this factor (VADER's -0.74, fitted
 * by Hutto and Gilbert 2014). */
#define NEGATION_REACH 5
#define NEGATION_FACTOR -0.74f

/* Appends the terms of `count` tokens from `first`.  False without memory. */
bool terms_read(const Model *model, const stemma_doc *doc,
                const stemma_table *tokens, uint32_t first, uint32_t count,
                Terms *terms);

#endif
