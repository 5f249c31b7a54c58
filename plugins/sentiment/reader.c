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

static const stemma_token *
next_token(const stemma_table *tokens, const stemma_token *token)
{
  return STEMMA_AT(stemma_token,
                   ((stemma_list){ token, 1, tokens->rows.stride }), 1);
}

/* May a phrase start with it? */
static bool
starts_phrase(const Reader *reader, const stemma_token *token)
{
  return token != reader->last
         && phrases_may(&reader->model->phrases, token->fold,
                        next_token(reader->tokens, token)->fold);
}

/* Is it a name, or a word that is odd for its letters or for what may follow,
 * and plain after all? */
static bool
is_plain(const Reader *reader, const stemma_token *token, uint32_t special)
{
  const char *text = token_text(reader->doc, token);

  if (special & ~(uint32_t)(SPECIAL_LETTERS | SPECIAL_STARTS)
      || token->kind > STEMMA_TOKEN_NUMBER
      || !(is_lower(*text) || token_length(token) == 1 || is_lower(text[1])))
    return false;
  return !(special & SPECIAL_LETTERS && has_apostrophe(reader->doc, token))
         && !(special & SPECIAL_STARTS && starts_phrase(reader, token));
}

/* A mark that ends a clause and no more: no emoticon, as it follows no
 * blank. */
static bool
is_plain_mark(const char *text)
{
  return (unsigned char)text[-1] > ' ' && (unsigned char)*text < 0x80
         && (mark_flags[(unsigned char)*text] & ~TERM_STOP) == TERM_CLAUSE;
}

static uint32_t
read_plain_mark(Reader *reader, const char *text)
{
  if (!is_plain_mark(text))
    return 0;
  reader->state = 0;
  reader->plain = TERM_WORD;
  return mark_flags[(unsigned char)*text];
}

/* A word of a lexicon that nothing boosts or negates. */
static uint32_t
read_listed(Reader *reader, const Word *word)
{
  Terms *terms = reader->terms;
  const Entry *entry = &reader->model->entries[word->entry];
  Worth *worth = &terms->worths.items[terms->worths.count++];

  worth->term = terms->list.count;
  worth->flags = reader->plain | TERM_LEXICON;
  worth->valence = worth->shown = entry->valence;
  worth->afinn = entry->afinn;
  worth->weight = word->weight[HEAD_PLAIN];
  return worth->flags;
}

/* Reads what is most of a text beside plain words: a comma, words of a lexicon
 * that nothing boosts or negates.  Its TERM_..., or 0 for anything else. */
static uint32_t
read_simple(Reader *reader, uint32_t i, const stemma_token *token,
            const Word *word)
{
  const char *text = token_text(reader->doc, token);
  const uint32_t special = word->special & reader->odd;

  if (special == 0 && token->kind > STEMMA_TOKEN_NUMBER)
    return token->row.begin ? read_plain_mark(reader, text) : 0;
  if (special != SPECIAL_LEXICON || token->kind > STEMMA_TOKEN_NUMBER
      || reader->terms->list.count <= reader->boosted)
    return 0;
  if (!is_lower(*text)) {
    if (token_length(token) > 1 && !is_lower(text[1]))
      return 0;
    note_name(reader, i, token, reader->terms->list.count, word);
  }
  return read_listed(reader, word);
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
go_on(const Reader *reader, Cursor *at)
{
  at->token = next_token(reader->tokens, at->token);
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
end_term(Cursor *at, const Word *word, uint32_t flags, uint64_t learned)
{
  at->term->entry = word->entry;
  at->term->flags = flags;
  at->before.learned += learned;
  at->term++;
}

static inline uint64_t
plain_weight(const Word *word)
{
  return (uint64_t)(int64_t)word->weight[HEAD_PLAIN];
}

/* Reads plain words, which most tokens are, up to one that is none.  That one's
 * word; NULL at the sentence's end. */
static inline const Word *
read_plain(const Reader *reader, Cursor *at)
{
  const Lookup lookup = model_lookup(reader->model);
  const char *bytes = reader->doc->text;
  const uint32_t plain = reader->plain, odd = reader->odd;

  for (; at->i < reader->end; go_on(reader, at)) {
    const Word *word = lookup_word(lookup, at->token->fold);
    bool lower = is_lower(bytes[at->token->row.begin]);

    if (word->special & odd || !lower) {
      if (!is_plain(reader, at->token, word->special & odd))
        return word;
      if (!lower)
        note_name(reader, at->i, at->token, term_number(reader, at), word);
    }
    begin_term(at);
    end_term(at, word, plain, plain_weight(word));
    at->before.words++;
  }
  return NULL;
}

/* Reads what is odd.  False when it is no term. */
static bool
read_odd(Reader *reader, uint32_t i, const stemma_token *token, Seen *seen)
{
  seen->flags = read_simple(reader, i, token, seen->word);
  return seen->flags || read_token(reader, i, token, seen);
}

static void
read_tokens(Reader *reader)
{
  Terms *terms = reader->terms;
  Cursor at = start(reader);
  const Word *word;

  while ((word = read_plain(reader, &at))) {
    Seen seen = { word, 0, plain_weight(word) };

    begin_term(&at);
    terms->list.count = term_number(reader, &at);
    if (read_odd(reader, at.i, at.token, &seen)) {
      end_term(&at, seen.word, seen.flags, seen.learned);
      at.before.words += seen.flags / TERM_WORD & 1;
      at.before.worths = terms->worths.count;
    }
    go_on(reader, &at);
  }
  at.term->before = at.before;
  terms->list.count = term_number(reader, &at);
}

/* Capitals mean nothing where all is capitals. */
static void
settle_capitals(const Reader *reader, Worth *worths, uint32_t count)
{
  const Term *list = reader->terms->list.items;
  uint32_t words = list[reader->terms->list.count].before.words
                   - list[reader->begin].before.words;

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
