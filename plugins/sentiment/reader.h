/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.h - how a sentence's tokens become terms: what the parts of the reader
 * share.  reader.c goes through the sentence, marks.c and worth.c read what is
 * not plain.
 */
#ifndef SENTIMENT_READER_H
#define SENTIMENT_READER_H

#include "terms.h"
#include "tokens.h"

/* One sentence. */
typedef struct Reader {
  const Model *model;
  const stemma_doc *doc;
  const stemma_table *tokens;
  Terms *terms;
  uint32_t first;    /* its first token */
  uint32_t end;      /* the token after it */
  uint32_t begin;    /* its first term */
  uint32_t worths;   /* its first worth */
  uint32_t state;    /* TERM_NEGATED and TERM_MODAL, for the next word */
  uint32_t negation; /* words that a negator still reaches */
  uint32_t phrase;   /* words of a phrase still to come */
  uint32_t covered;  /* byte up to which an emoticon reaches */
  uint32_t boosted;  /* the last term that feels a booster */
  uint32_t contrast; /* the last contrast's term; `begin`: none */
  uint32_t mark;     /* the last quotation mark's term, or NO_MARK */
  uint32_t shouted;  /* words in capitals */
} Reader;

#define NO_MARK UINT32_MAX

/* terms.c: appends the next term, and its worth. */
void terms_append(Terms *terms, const stemma_token *token, const Word *word,
                  Worth *worth);

/* What ASCII marks do to clauses and sentences: their TERM_... */
extern const uint8_t mark_flags[128];

/* marks.c: appends what is no word; several marks that are an emoticon are one
 * term. */
void read_mark(Reader *reader, const stemma_token *token);

/* worth.c: what the word at token `i` is worth, and does to those after it. */
void read_special(Reader *reader, uint32_t i, const stemma_token *token,
                  const Word *word, Worth *worth);

/* What a word or mark that is SPECIAL_LEXICON is worth here. */
void weigh_word(const Reader *reader, Worth *worth, const Word *word);

static inline void
end_clause(Reader *reader)
{
  reader->negation = 0;
  reader->state = 0;
}

#endif
