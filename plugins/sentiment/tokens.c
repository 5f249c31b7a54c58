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

/* Are these, two at least, capitals without a small letter? */
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

static void
read_word(Reader *reader, uint32_t i, const stemma_token *token, Seen *seen)
{
  const char *text = token_text(reader->doc, token);
  const uint32_t length = token_stem_length(reader->doc, token);
  Worth worth = { .term = reader->terms->list.count,
                  .flags = TERM_WORD | reader->state };

  if (!is_lower(*text))
    note_name(reader, i, token, worth.term, seen->word);
  if (length != token_length(token))
    seen->word = model_word(reader->model, fold_without_s(token->fold));
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

bool
read_token(Reader *reader, uint32_t i, const stemma_token *token, Seen *seen)
{
  bool word = token->kind <= STEMMA_TOKEN_NUMBER;

  if (token->row.begin < reader->covered) {
    if (word)
      note_name(reader, i, token, reader->terms->list.count - 1, seen->word);
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
