/* SPDX-License-Identifier: Apache-2.0
 *
 * stretch.c - see stretch.h.  The loop over all words of a text, on its own so
 * that a compiler finds registers for all that it needs.
 */
#include "stretch.h"

#include <string.h>

#include "looks.h"
#include "tokens.h"

/* "KYIV-Ana Bel said": a dateline that the name sticks to.  Gives the bytes
 * before the name, or 0. */
static uint32_t
stuck_dateline(const char *at, uint32_t length)
{
  uint32_t i = 0;

  while (i < length && at[i] >= 'A' && at[i] <= 'Z')
    i++;
  if (i < 4 || i + 2 >= length || at[i] != '-')
    return 0;
  if (at[i + 1] < 'A' || at[i + 1] > 'Z' || at[i + 2] < 'a' || at[i + 2] > 'z')
    return 0;
  return i + 1;
}

/* *cut: the token, the paragraph's first, without the end of a dateline before
 * it.  False when it has none. */
static bool
cut_dateline(const Text *text, const stemma_token *token, stemma_token *cut)
{
  const char *at = token_text(text->doc, token);
  uint32_t length = token_length(token), before;

  if (token->kind != STEMMA_TOKEN_WORD)
    return false;
  before = stuck_dateline(at, length);
  if (!before)
    return false;
  *cut = *token;
  cut->row.begin += before;
  cut->fold = fold_bytes(at + before, length - before);
  return true;
}

/* Does the mark vanish?  The point of an abbreviation does, and the hyphen of
 * "39-year-old". */
static bool
is_glue(const stemma_token *token, const stemma_token *last,
        const stemma_token *next, char mark)
{
  if (mark == '.')
    return next && next->sentence == token->sentence;
  return mark == '-' && last && next && token_touches(last, token)
         && token_touches(token, next);
}

/* The mark of the next item; false when it is none of its own. */
static bool
set_mark(const Text *text, const Paragraph *at, const stemma_token *token,
         Item *item, bool first)
{
  const stemma_table *tokens = text->tokens;
  const stemma_token *last =
      token > token_at(tokens, at->token) ? token_last(tokens, token) : NULL;
  const stemma_token *next = token < token_at(tokens, at->token_end - 1)
                                 ? token_next(tokens, token)
                                 : NULL;

  item->mark = looks_mark(token_text(text->doc, token), token_length(token));
  if (is_glue(token, last, next, item->mark))
    return false;
  if (item->mark == '\'' && last && !first && token_touches(last, token)) {
    item[-1].shape |= ITEM_POSSESSIVE;
    return false;
  }
  return true;
}

/* What the first byte of the token does not tell of the next item; false when
 * it is none of its own. */
static bool
settle(const Text *text, const Paragraph *at, const stemma_token *token,
       Item *item, bool first)
{
  item->end = 0;
  if (item->kind == ITEM_MARK)
    return set_mark(text, at, token, item, first);
  if (token_is_upper(text->doc, token))
    item->shape = ITEM_UPPER;
  return true;
}

/* The token becomes the next item, for which there is room.  One branch for all
 * that is rare, since no processor guesses what comes next in a text: every
 * list gets the item's number, and moves on if it belongs there. */
static inline Build
add_token(const Text *text, const Paragraph *at, const stemma_token *token,
          const char *bytes, Build b)
{
  const Look *look = looks_of(token->kind, bytes[token->row.begin]);
  uint32_t place = word_place(&lexicon, token->fold), shape = look->shape;
  const Word *word = &lexicon.kinds[place & PLACE_KIND];
  Item *item = b.item;

  memcpy(&item->span, &token->row, sizeof item->span); /* begin and end */
  item->fold = token->fold;
  item->classes = word->classes;
  item->look = *look;
  if (look->end) {
    if (!settle(text, at, token, item, b.number == b.first))
      return b;
    shape = item->shape;
  }
  *b.upper = *b.cue = *b.strange = b.number++;
  b.upper += shape & ITEM_UPPER;
  b.cue += place / PLACE_CUE;
  b.strange += (looks.last[(unsigned char)(bytes + token->row.end)[-1]]
                | shape / ITEM_TIED)
               & ~(place / PLACE_BITS);
  b.item++;
  return b;
}

uint32_t
stretch_add(const Text *text, const Paragraph *at, uint32_t first,
            uint32_t last, Build *build)
{
  const char *bytes = text->doc->text;
  const stemma_table tokens = *text->tokens;
  const stemma_token *token = token_at(&tokens, first);
  const stemma_token *end = token_at(&tokens, last);
  uint32_t sentence = token->sentence;
  stemma_token cut;
  Build b = *build;

  if (first == at->token && cut_dateline(text, token, &cut)) {
    b = add_token(text, at, &cut, bytes, b);
    token = token_next(&tokens, token);
  }
  for (; token < end; token = token_next(&tokens, token))
    b = add_token(text, at, token, bytes, b);
  if (b.number > build->number)
    b.sentence = sentence;
  *build = b;
  return last;
}
