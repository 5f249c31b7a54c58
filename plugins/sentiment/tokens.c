/* SPDX-License-Identifier: Apache-2.0
 *
 * tokens.c - reads a token that is no plain word: names, marks, words of a
 * list, and any token after a negator or inside a phrase.
 */
#include "reader.h"

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
note_capital(Terms *terms, uint32_t i, uint32_t term, const Word *word)
{
  terms->capitals.items[terms->capitals.count] = (Capital){ i, term };
  terms->capitals.count += !(word->special & SPECIAL_ORDINARY);
}

/* May an apostrophe stand before its last letter? */
static bool
has_apostrophe(const stemma_doc *doc, const stemma_token *token)
{
  const char *end = doc->text + token->row.end;

  return token->row.end < 4 || end[-2] == '\'' || end[-4] == '\xe2';
}

/* May a phrase start with it? */
static bool
starts_phrase(const Reader *reader, uint32_t i, const stemma_token *token)
{
  return i + 1 < reader->end
         && phrases_may(&reader->model->phrases, token->fold,
                        token_at(reader->tokens, i + 1)->fold);
}

static void
read_word(Reader *reader, uint32_t i, const stemma_token *token, Seen *seen)
{
  const char *text = token_text(reader->doc, token);
  const uint32_t length = token_stem_length(reader->doc, token);
  Worth worth = { .term = reader->terms->list.count,
                  .flags = TERM_WORD | reader->state };

  if (!is_lower(*text))
    note_capital(reader->terms, i, worth.term, seen->word);
  if (length != token_length(token))
    seen->word = model_word(reader->model, fold_bytes(text, length));
  if (is_shouted(text, token_length(token))) {
    worth.flags |= TERM_CAPS;
    reader->shouted++;
  }
  if (reader->negation && --reader->negation == 0)
    reader->state &= ~(uint32_t)TERM_NEGATED;
  read_special(reader, i, token, seen->word, &worth);
  worth.flags =
      (worth.flags & ~(uint32_t)TERM_MODAL) | (reader->state & TERM_MODAL);
  see(reader, &worth, seen);
}

/* A mark that ends a clause and no more: no emoticon, as it follows no
 * blank. */
static bool
is_plain_mark(const char *text)
{
  return (unsigned char)text[-1] > ' ' && (unsigned char)*text < 0x80
         && (mark_flags[(unsigned char)*text] & ~TERM_STOP) == TERM_CLAUSE;
}

static void
read_plain_mark(Reader *reader)
{
  reader->state = 0;
  reader->plain = TERM_WORD;
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

/* Does a word that is `special` stand free of apostrophes, phrases and
 * boosters? */
static bool
is_clear(const Reader *reader, uint32_t i, const stemma_token *token,
         uint32_t special)
{
  if (special & SPECIAL_LEXICON && reader->terms->list.count <= reader->boosted)
    return false;
  if (special & SPECIAL_LETTERS && has_apostrophe(reader->doc, token))
    return false;
  return !(special & SPECIAL_STARTS) || !starts_phrase(reader, i, token);
}

uint32_t
read_simple(Reader *reader, uint32_t i, const stemma_token *token,
            const Word *word)
{
  const char *text = token_text(reader->doc, token);
  const uint32_t special = word->special & reader->odd;

  if (special & (SPECIAL_ANY | SPECIAL_CUE))
    return 0;
  if (token->kind > STEMMA_TOKEN_NUMBER) {
    if (special & SPECIAL_LEXICON || !token->row.begin || !is_plain_mark(text))
      return 0;
    read_plain_mark(reader);
    return mark_flags[(unsigned char)*text];
  }
  if (special && !is_clear(reader, i, token, special))
    return 0;
  if (!is_lower(*text)) {
    if (is_shouted(text, token_length(token)))
      return 0;
    note_capital(reader->terms, i, reader->terms->list.count, word);
  }
  if (special & SPECIAL_LEXICON)
    return read_listed(reader, word);
  return reader->plain;
}

/* Where a negation, a phrase or an emoticon goes on no word is plain. */
static void
settle_next(Reader *reader, const stemma_token *token)
{
  bool plain =
      !reader->negation && !reader->phrase && reader->covered <= token->row.end;

  reader->plain = reader->state | TERM_WORD;
  reader->odd = plain ? SPECIAL_READ : SPECIAL_ANY;
}

bool
read_token(Reader *reader, uint32_t i, const stemma_token *token, Seen *seen)
{
  bool word = token->kind <= STEMMA_TOKEN_NUMBER;

  if (token->row.begin < reader->covered) {
    if (word)
      note_capital(reader->terms, i, reader->terms->list.count - 1, seen->word);
    settle_next(reader, token);
    return false;
  }
  if (word)
    read_word(reader, i, token, seen);
  else
    read_mark(reader, token, seen);
  settle_next(reader, token);
  return true;
}
