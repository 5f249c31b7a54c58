/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.h - how a sentence's tokens become terms: what the parts of the reader
 * share.  reader.c goes through the sentence; tokens.c, marks.c and worth.c
 * read what is not plain.
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
  uint32_t first;           /* its first token */
  uint32_t end;             /* the token after it */
  const stemma_token *last; /* its last token */
  uint32_t begin;           /* its first term */
  uint32_t worths;          /* its first worth */
  uint32_t state;           /* TERM_NEGATED and TERM_MODAL, for the next word */
  uint32_t negation;        /* words that a negator still reaches */
  bool denies;              /* what negates is no word of less */
  uint32_t phrase;          /* words of a phrase still to come */
  uint32_t covered;         /* byte up to which an emoticon reaches */
  uint32_t change;          /* words in which what changes may come */
  uint32_t changing;        /* the term that says it changes */
  float direction;          /* 1: there is more of it; -1: less */
  bool lessens;             /* any harm may be what there is less of */
  uint32_t boosted;         /* the last term that feels a booster */
  uint32_t contrast;        /* the last contrast's term; `begin`: none */
  bool conceding;           /* in its first clause, which counts less */
  uint32_t mark;            /* the last quotation mark's term, or NO_MARK */
  uint32_t shouted;         /* words in capitals */
  uint32_t plain;           /* TERM_... of the next word, if it is plain */
  uint32_t odd;             /* SPECIAL_... that make the next word odd */
} Reader;

#define NO_MARK UINT32_MAX

/* Words of which none is read as the others are. */
#define SPECIAL_READ                                                           \
  (SPECIAL_LEXICON | SPECIAL_CUE | SPECIAL_FIRST | SPECIAL_SECOND              \
   | SPECIAL_LETTERS)

/* What a token is read as. */
typedef struct Seen {
  const Word *word;
  uint32_t flags;   /* TERM_... */
  uint64_t learned; /* for Before.learned */
} Seen;

static inline bool
is_lower(char c)
{
  return (unsigned char)(c - 'a') < 26;
}

/* Notes a token that starts with no small letter, if it may be a name. */
static inline void
note_name(const Reader *reader, uint32_t i, const stemma_token *token,
          uint32_t term, const Word *word)
{
  Terms *terms = reader->terms;

  terms->names.items[terms->names.count] = (Name){ i, term };
  terms->names.count +=
      !(word->special & SPECIAL_ORDINARY) && token->kind == STEMMA_TOKEN_WORD
      && token_length(token) > 1 && token_is_upper(reader->doc, token);
}

/* tokens.c: reads any token `i`, of which `seen` has the word.  False when it
 * stands inside an emoticon and is no term; it may be a name all the same. */
bool read_token(Reader *reader, uint32_t i, const stemma_token *token,
                Seen *seen);

/* marks.c: reads the mark of term `at`, if it starts no emoticon and is worth
 * nothing, as most.  Its TERM_..., or NO_FLAGS for any other. */
uint32_t read_plain_mark(Reader *reader, const stemma_token *token,
                         const Word *word, uint32_t at);

#define NO_FLAGS UINT32_MAX

/* marks.c: reads what is no word, nor inside an emoticon. */
void read_mark(Reader *reader, const stemma_token *token, Seen *seen);

/* worth.c: what the word at token `i` is worth, and does to those after it. */
void read_special(Reader *reader, uint32_t i, const stemma_token *token,
                  const Word *word, Worth *worth);

/* change.c: begins to look for a harm, or a gain, of which there is less. */
void start_less(Reader *reader, const Worth *worth);

/* change.c: reads a word that is weighed already as what there is more or less
 * of, or as what says so. */
void read_change(Reader *reader, Worth *worth, uint32_t cue);

/* What a word or mark that is SPECIAL_LEXICON is worth here. */
void weigh_word(const Reader *reader, Worth *worth, const Word *word);

/* Settles what a token is seen as, and keeps its worth if it has one;
 * terms_start has made room. */
static inline void
see(Reader *reader, Worth *worth, Seen *seen)
{
  uint32_t negated = worth->flags & TERM_NEGATED;

  seen->flags = worth->flags;
  worth->weight = seen->word->weight[negated];
  seen->learned = (uint64_t)(int64_t)worth->weight << 32 * negated;
  if (worth->flags & TERM_WORTH)
    reader->terms->worths.items[reader->terms->worths.count++] = *worth;
}

static inline void
end_clause(Reader *reader)
{
  reader->negation = 0;
  reader->change = 0;
  reader->state = 0;
}

/* Where a negation, a phrase or an emoticon goes on no word is plain. */
static inline void
settle_next(Reader *reader, const stemma_token *token)
{
  bool plain = !(reader->negation | reader->phrase | reader->change)
               && reader->covered <= token->row.end;

  reader->plain = reader->state | TERM_WORD;
  reader->odd = plain ? SPECIAL_READ : SPECIAL_ANY;
}

#endif
