/* SPDX-License-Identifier: Apache-2.0 */
#include "reader.h"

/* What stands after a contrast counts more, what stands before it less. */
#define AFTER_CONTRAST 1.5f
#define BEFORE_CONTRAST 0.5f

/* For so many tokens the table of words is made ready at once. */
enum { RUN = 32 };

static bool
is_lower(char c)
{
  return (unsigned char)(c - 'a') < 26;
}

static bool
is_capital(char c)
{
  return (unsigned char)(c - 'A') < 26;
}

static bool
is_shouted(const char *text, uint32_t length)
{
  uint32_t capitals = 0;

  if (length < 2 || is_lower(text[1]))
    return false;
  for (uint32_t i = 0; i < length; i++) {
    if (is_lower(text[i]))
      return false;
    capitals += is_capital(text[i]);
  }
  return capitals > 1;
}

/* Notes token `i`, which may be a name, as it starts with no small letter. */
static void
note_capital(Terms *terms, uint32_t i, const Word *word)
{
  terms->capitals.items[terms->capitals.count] = i;
  terms->capitals.count += !(word->special & SPECIAL_ORDINARY);
}

static void
read_word(Reader *reader, uint32_t i, const stemma_token *token)
{
  const char *text = token_text(reader->doc, token);
  const Word *word =
      model_word(reader->model, token_stem_fold(reader->doc, token));
  Worth worth = { .term = reader->terms->list.count,
                  .flags = TERM_WORD | reader->state };

  if (!is_lower(*text))
    note_capital(reader->terms, i, model_word(reader->model, token->fold));
  if (is_shouted(text, token_length(token))) {
    worth.flags |= TERM_CAPS;
    reader->shouted++;
  }
  if (reader->negation && --reader->negation == 0)
    reader->state &= ~(uint32_t)TERM_NEGATED;
  read_special(reader, i, token, word, &worth);
  worth.flags =
      (worth.flags & ~(uint32_t)TERM_MODAL) | (reader->state & TERM_MODAL);
  terms_append(reader->terms, token, word, &worth);
}

/* Any token.  A word inside an emoticon may still be a name. */
static void
read_token(Reader *reader, uint32_t i)
{
  const stemma_token *token = token_at(reader->tokens, i);
  bool word = token->kind <= STEMMA_TOKEN_NUMBER;

  if (token->row.begin >= reader->covered && word)
    read_word(reader, i, token);
  else if (token->row.begin >= reader->covered)
    read_mark(reader, token);
  else if (word)
    note_capital(reader->terms, i, model_word(reader->model, token->fold));
}

/* Has a word, where letters are looked at, nothing special? */
static bool
is_plain_word(const char *end)
{
  return end[-2] != '\'' && end[-4] != '\xe2';
}

/* A mark that ends a clause and no more: no emoticon, as it follows no
 * blank. */
static bool
is_plain_mark(const char *text)
{
  return (unsigned char)text[-1] > ' ' && (unsigned char)*text < 0x80
         && (mark_flags[(unsigned char)*text] & ~TERM_STOP) == TERM_CLAUSE;
}

/* Reads tokens that stand in no list and after no negator, up to `end` or the
 * first that is none; most tokens are.  Returns where that is.  There is a
 * token at `end`, and four bytes before the end of any. */
static uint32_t
read_plain(Reader *reader, uint32_t i, uint32_t end)
{
  const Lookup lookup = model_lookup(reader->model);
  const Phrases *phrases = &reader->model->phrases;
  const stemma_list tokens = reader->tokens->rows;
  const char *bytes = reader->doc->text;
  Terms *terms = reader->terms;
  uint32_t *places = terms->places.items;
  Term *term = &terms->list.items[terms->list.count];
  Before before = term->before;
  uint32_t state = reader->state;

  for (; i < end; i++) {
    const stemma_token *token = STEMMA_AT(stemma_token, tokens, i);
    const stemma_token *next = STEMMA_AT(stemma_token, tokens, i + 1);
    const char *text = bytes + token->row.begin;
    const Word *word = lookup_word(lookup, token->fold);
    uint32_t flags = state | TERM_WORD;

    if (word->special & (SPECIAL_LEXICON | SPECIAL_CUE)
        || phrases_may(phrases, token->fold, next->fold))
      break;
    if (token->kind > STEMMA_TOKEN_NUMBER) {
      if (!is_plain_mark(text))
        break;
      flags = mark_flags[(unsigned char)*text];
      state = 0;
    } else {
      if (!is_plain_word(bytes + token->row.end))
        break;
      if (!is_lower(*text)) {
        if (is_shouted(text, token_length(token)))
          break;
        note_capital(terms, i, word);
      }
    }
    term->span.begin = token->row.begin;
    term->span.end = token->row.end;
    term->entry = word->entry;
    term->flags = flags;
    term->before = before;
    term++;
    before.words += flags / TERM_WORD & 1;
    before.learned += (uint64_t)(int64_t)word->weight[HEAD_PLAIN];
    places[token->row.begin / PLACE + 1] = (uint32_t)(term - terms->list.items);
  }
  reader->state = state;
  term->before = before;
  terms->list.count = (uint32_t)(term - terms->list.items);
  return i;
}

/* Has the table of words ready for RUN tokens after `end`. */
static void
expect_words(const Reader *reader, uint32_t end)
{
  const Lookup lookup = model_lookup(reader->model);
  const stemma_list tokens = reader->tokens->rows;
  uint32_t left = tokens.count - end, i = reader->terms->expected;

  end += left < RUN ? left : RUN;
  for (; i < end; i++)
    lookup_expect(lookup, STEMMA_AT(stemma_token, tokens, i)->fold);
  reader->terms->expected = i;
}

static void
read_run(Reader *reader, uint32_t i, uint32_t end)
{
  expect_words(reader, end);
  while (i < end) {
    const stemma_token *token = token_at(reader->tokens, i);

    if (token->kind <= STEMMA_TOKEN_NUMBER && !reader->phrase
        && !reader->negation && token->row.begin > 3
        && token->row.begin >= reader->covered)
      i = read_plain(reader, i, end < reader->end ? end : end - 1);
    if (i < end)
      read_token(reader, i++);
  }
}

static void
read_tokens(Reader *reader)
{
  uint32_t i = reader->first;

  for (; reader->end - i > RUN; i += RUN)
    read_run(reader, i, i + RUN);
  read_run(reader, i, reader->end);
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
                    .mark = NO_MARK };
  Worth *worths = terms->worths.items + reader.worths;

  read_tokens(&reader);
  count = terms->worths.count - reader.worths;
  settle_capitals(&reader, worths, count);
  settle_contrast(&reader, worths, count);
}
