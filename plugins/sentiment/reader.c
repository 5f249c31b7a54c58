/* SPDX-License-Identifier: Apache-2.0 */
#include "reader.h"

#include <string.h>

/* What stands after a contrast counts more, what stands before it less. */
#define AFTER_CONTRAST 1.5f
#define BEFORE_CONTRAST 0.5f

/* So many words are looked up at once. */
enum { RUN = 64 };

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

/* Looks up the words of `count` tokens.  Each has its first look without a
 * branch, so that none waits until memory has answered for the one before. */
static void
find_words(const Reader *reader, uint32_t first, uint32_t count,
           const Word *found[RUN])
{
  const Model *model = reader->model;
  const stemma_token *token = token_at(reader->tokens, first);
  uint32_t missed = 0;
  uint8_t misses[RUN];

  for (uint32_t k = 0; k < count; k++) {
    const Word *word = model_slot(model, token->fold);

    found[k] = word;
    misses[missed] = (uint8_t)k;
    missed += word->fold != token->fold;
    token = next_token(reader->tokens, token);
  }
  for (uint32_t k = 0; k < missed; k++)
    found[misses[k]] =
        model_word(model, token_at(reader->tokens, first + misses[k])->fold);
}

/* A row starts as a span does; both numbers at once. */
static inline void
set_span(Term *term, const stemma_token *token)
{
  memcpy(&term->span, &token->row, sizeof term->span);
}

/* Reads what is odd.  False when it is no term. */
static bool
read_odd(Reader *reader, uint32_t i, const stemma_token *token, Seen *seen)
{
  seen->flags = read_simple(reader, i, token, seen->word);
  return seen->flags || read_token(reader, i, token, seen);
}

/* Reads `count` tokens, whose words are `found`.  Most stand in no list; they
 * have a loop for themselves, so that it can do with registers. */
static void
read_run(Reader *reader, uint32_t first, uint32_t count,
         const Word *const *found)
{
  const stemma_table *tokens = reader->tokens;
  const char *bytes = reader->doc->text;
  const stemma_token *token = token_at(tokens, first);
  const Word *const *end = found + count;
  Terms *terms = reader->terms;
  Term *term = &terms->list.items[terms->list.count];
  Before before = term->before;

  while (found < end) {
    const uint32_t plain = reader->plain, odd = reader->odd;
    const Word *word = *found;
    Seen seen;

    for (;;) {
      if (word->special & odd || !is_lower(bytes[token->row.begin])) {
        if (!is_plain(reader, token, word->special & odd))
          break;
        if (!is_lower(bytes[token->row.begin]))
          note_name(reader, first + count - (uint32_t)(end - found), token,
                    (uint32_t)(term - terms->list.items), word);
      }
      set_span(term, token);
      term->entry = word->entry;
      term->flags = plain;
      term->before = before;
      before.words++;
      before.learned += (uint64_t)(int64_t)word->weight[HEAD_PLAIN];
      term++;
      token = next_token(tokens, token);
      if (++found == end)
        break;
      word = *found;
    }
    if (found == end)
      break;
    set_span(term, token);
    term->before = before;
    seen = (Seen){ word, plain, (uint64_t)(int64_t)word->weight[HEAD_PLAIN] };
    terms->list.count = (uint32_t)(term - terms->list.items);
    if (read_odd(reader, first + count - (uint32_t)(end - found), token,
                 &seen)) {
      term->entry = seen.word->entry;
      term->flags = seen.flags;
      before.words += seen.flags / TERM_WORD & 1;
      before.learned += seen.learned;
      before.worths = terms->worths.count;
      term++;
    }
    found++;
    token = next_token(tokens, token);
  }
  term->before = before;
  terms->list.count = (uint32_t)(term - terms->list.items);
}

static void
read_tokens(Reader *reader)
{
  const Word *found[RUN];

  for (uint32_t i = reader->first, count; i < reader->end; i += count) {
    count = reader->end - i < RUN ? reader->end - i : RUN;
    find_words(reader, i, count, found);
    read_run(reader, i, count, found);
  }
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
