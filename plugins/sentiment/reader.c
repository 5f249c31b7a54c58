/* SPDX-License-Identifier: Apache-2.0 */
#include "reader.h"

#include <string.h>

/* What stands after a contrast counts more, what stands before it less. */
#define AFTER_CONTRAST 1.5f
#define BEFORE_CONTRAST 0.5f

/* May an apostrophe stand before its last letter? */
static bool
has_apostrophe(const stemma_doc *doc, const stemma_token *token)
{
  const char *end = doc->text + token->row.end;

  return token->row.end < 4 || end[-2] == '\'' || end[-4] == '\xe2';
}

/* May a phrase start with it? */
static bool
starts_phrase(const Reader *reader, const stemma_token *token)
{
  return token != reader->last
         && phrases_may(&reader->model->phrases, token->fold,
                        token_next(reader->tokens, token)->fold);
}

/* Is it read as the words around it, but that it may be a name and of a
 * lexicon?  `special` is what makes it odd. */
static bool
is_common(const Reader *reader, const stemma_token *token, uint32_t special)
{
  const char *text = token_text(reader->doc, token);

  if (special & (SPECIAL_CUE | SPECIAL_ANY)
      || !(is_lower(*text) || token_length(token) == 1 || is_lower(text[1])))
    return false;
  return !(special & SPECIAL_LETTERS && has_apostrophe(reader->doc, token))
         && !(special & SPECIAL_FIRST && starts_phrase(reader, token));
}

/* The word without the 's of a possessive, which makes it odd and no more; NULL
 * when it is odd for anything else, or that word is. */
static const Word *
common_stem(const Reader *reader, const stemma_token *token, uint32_t special)
{
  const char *text = token_text(reader->doc, token);
  const Word *word;

  if (special != SPECIAL_LETTERS
      || token_stem_length(reader->doc, token) == token_length(token)
      || !(is_lower(*text) || is_lower(text[1])))
    return NULL;
  word = model_word(reader->model, fold_without_s(token->fold));
  return word->special & (SPECIAL_LEXICON | SPECIAL_CUE | SPECIAL_STARTS)
             ? NULL
             : word;
}

/* A word of a lexicon that nothing boosts or negates.  Its TERM_... */
static uint32_t
read_listed(const Reader *reader, uint32_t term, const Word *word)
{
  Terms *terms = reader->terms;
  Worth *worth = &terms->worths.items[terms->worths.count++];

  worth->term = term;
  worth->flags = reader->plain | TERM_LEXICON;
  worth->valence = worth->shown = word->valence;
  worth->afinn = word->afinn;
  worth->weight = word->weight[HEAD_PLAIN];
  return worth->flags;
}

/* Where the reader is in its sentence.  Its loops keep this in registers. */
typedef struct Cursor {
  const stemma_token *token;
  uint32_t i;    /* its number */
  Term *term;    /* the next one */
  Before before; /* what stands before that */
} Cursor;

static inline Cursor
start(const Reader *reader)
{
  Term *term = &reader->terms->list.items[reader->begin];

  return (Cursor){ token_at(reader->tokens, reader->first), reader->first, term,
                   term->before };
}

/* The number of the next term. */
static inline uint32_t
term_number(const Reader *reader, const Cursor *at)
{
  return (uint32_t)(at->term - reader->terms->list.items);
}

static inline void
go_on(Cursor *at, size_t stride)
{
  at->token = (const void *)((const char *)at->token + stride);
  at->i++;
}

/* Begins a term.  A row starts as a span does: both numbers at once. */
static inline void
begin_term(const Cursor *at)
{
  memcpy(&at->term->span, &at->token->row, sizeof at->term->span);
  at->term->before = at->before;
}

static inline void
end_term(Cursor *at, const Word *words, const Word *word, uint32_t flags,
         uint64_t learned)
{
  at->term->word = (uint32_t)(word - words);
  at->term->flags = flags;
  at->before.learned += learned;
  at->term++;
}

static inline uint64_t
plain_weight(const Word *word)
{
  return (uint64_t)(int64_t)word->weight[HEAD_PLAIN];
}

/* Does a phrase start at the word before the cursor's?  That one was read as
 * common, if it comes after token `began`. */
static bool
was_phrase(const Reader *reader, const Cursor *at, uint32_t began)
{
  return at->i > began
         && phrases_at(&reader->model->phrases, reader->tokens, at->i - 1,
                       reader->end);
}

/* Goes back to the word before, which is small: no name, and worth nothing. */
static const Word *
go_back(const Reader *reader, Cursor *at)
{
  at->i--;
  at->token = token_last(reader->tokens, at->token);
  at->term--;
  at->before = at->term->before;
  return model_word(reader->model, at->token->fold);
}

/* Reads words and marks that are common, which most tokens are, up to one that
 * is none.  That one's word; NULL at the sentence's end. */
static inline const Word *
read_common(Reader *reader, Cursor *at)
{
  const Lookup lookup = model_lookup(reader->model);
  const char *bytes = reader->doc->text;
  const size_t stride = reader->tokens->rows.stride;
  const uint32_t began = at->i;

  for (; at->i < reader->end; go_on(at, stride)) {
    const Word *word = lookup_word(lookup, at->token->fold), *read = word;
    const uint32_t special = word->special & reader->odd;
    const bool lower = is_lower(bytes[at->token->row.begin]);
    uint32_t flags = reader->plain;

    begin_term(at);
    if (special || !lower) {
      const uint32_t term = term_number(reader, at);

      if (at->token->kind > STEMMA_TOKEN_NUMBER) {
        flags = read_plain_mark(reader, at->token, word, term);
        if (flags == NO_FLAGS)
          return word;
        end_term(at, lookup.words, word, flags, plain_weight(word));
        continue;
      }
      if (special & SPECIAL_SECOND && was_phrase(reader, at, began))
        return go_back(reader, at);
      if (!is_common(reader, at->token, special))
        read = common_stem(reader, at->token, special);
      if (!read || (special & SPECIAL_LEXICON && term <= reader->boosted))
        return word;
      if (!lower)
        note_name(reader, at->i, at->token, term, word);
      if (special & SPECIAL_LEXICON) {
        flags = read_listed(reader, term, word);
        at->before.counts++;
      }
    }
    end_term(at, lookup.words, read, flags, plain_weight(read));
    at->before.counts += ONE_WORD;
  }
  return NULL;
}

/* Asks for the words of all tokens, which lie anywhere in more memory than the
 * nearest caches have room for: a sentence waits once, not for each word. */
static void
expect_words(const Reader *reader)
{
  const Lookup lookup = model_lookup(reader->model);
  const stemma_token *token = token_at(reader->tokens, reader->first);

  for (uint32_t i = reader->first; i < reader->end; i++) {
    __builtin_prefetch(lookup_place(lookup, token->fold));
    token = token_next(reader->tokens, token);
  }
}

static void
read_tokens(Reader *reader)
{
  Terms *terms = reader->terms;
  Cursor at = start(reader);
  const Word *word;

  expect_words(reader);
  while ((word = read_common(reader, &at))) {
    Seen seen = { word, 0, plain_weight(word) };

    terms->list.count = term_number(reader, &at);
    if (read_token(reader, at.i, at.token, &seen)) {
      end_term(&at, reader->model->words, seen.word, seen.flags, seen.learned);
      at.before.counts += seen.flags & TERM_WORD ? ONE_WORD : 0;
      at.before.counts += terms->worths.count - (uint32_t)at.before.counts;
    }
    go_on(&at, reader->tokens->rows.stride);
  }
  at.term->before = at.before;
  terms->list.count = term_number(reader, &at);
}

/* Capitals mean nothing where all is capitals. */
static void
settle_capitals(const Reader *reader, Worth *worths, uint32_t count)
{
  const Term *list = reader->terms->list.items;
  uint32_t words = words_before(&list[reader->terms->list.count])
                   - words_before(&list[reader->begin]);

  if (reader->shouted * 2 <= words)
    return;
  for (uint32_t i = 0; i < count; i++)
    worths[i].flags &= ~(uint32_t)TERM_CAPS;
}

static void
settle_contrast(const Reader *reader, Worth *worths, uint32_t count)
{
  if (reader->contrast == reader->begin)
    return;
  for (uint32_t i = 0; i < count; i++) {
    bool before = worths[i].term < reader->contrast;
    float factor = before ? BEFORE_CONTRAST : AFTER_CONTRAST;
    worths[i].shown *= factor;
    worths[i].afinn *= factor;
  }
}

void
terms_read(const Model *model, const stemma_doc *doc,
           const stemma_table *tokens, uint32_t first, uint32_t count,
           Terms *terms)
{
  Reader reader = { .model = model,
                    .doc = doc,
                    .tokens = tokens,
                    .terms = terms,
                    .first = first,
                    .end = first + count,
                    .begin = terms->list.count,
                    .worths = terms->worths.count,
                    .contrast = terms->list.count,
                    .mark = NO_MARK,
                    .last = count ? token_at(tokens, first + count - 1) : NULL,
                    .plain = TERM_WORD,
                    .odd = SPECIAL_READ };
  Worth *worths = terms->worths.items + reader.worths;

  read_tokens(&reader);
  count = terms->worths.count - reader.worths;
  settle_capitals(&reader, worths, count);
  settle_contrast(&reader, worths, count);
}
