/* SPDX-License-Identifier: Apache-2.0
 *
 * dashes.c - see dashes.h.
 */
#include "dashes.h"

#include "tokens.h"

/* The words of "said the old woman", at most, and how many such stretches a
 * paragraph has. */
enum { WORDS = 6, TURNS = 8 };

/* Tokens `first` .. `last` - 1. */
typedef struct Stretch {
  uint32_t first;
  uint32_t last;
} Stretch;

static bool
is_dash(const Text *text, const stemma_token *token)
{
  const char *at = token_text(text->doc, token);

  return token_length(token) == 3 && (unsigned char)at[0] == 0xe2
         && (unsigned char)at[1] == 0x80 && (unsigned char)at[2] >= 0x93
         && (unsigned char)at[2] <= 0x95;
}

static bool
is_dialogue(const Text *text, const Paragraph *at)
{
  return at->token + 1 < at->token_end
         && is_dash(text, token_at(text->tokens, at->token))
         && token_at(text->tokens, at->token + 1)->kind == STEMMA_TOKEN_WORD;
}

static bool
is_mark(const Text *text, const stemma_token *token)
{
  const char *at = token_text(text->doc, token);

  return token->kind > STEMMA_TOKEN_NUMBER
         && (is_dash(text, token) || memchr(".,?!;", *at, 5));
}

static bool
is_said(const Text *text, const stemma_token *token)
{
  const Word *word = word_find(token->fold);

  return !token_is_upper(text->doc, token) && (word->cue & CUE_SAY)
         && (word->cue & (FORM_ED | FORM_S)) && !(word->cue & WORD_NOUN);
}

/* The next ", she said" behind token `i`: from its first word to the mark that
 * ends it, or to `end`.  Empty without one. */
static Stretch
next_narrator(const Text *text, uint32_t i, uint32_t end)
{
  for (; i < end; i++) {
    const stemma_token *token = token_at(text->tokens, i);
    Stretch found = { i + 1, i + 1 };
    bool said = false;
    if (!is_mark(text, token))
      continue;
    while (found.last < end && found.last < found.first + WORDS
           && token_at(text->tokens, found.last)->kind == STEMMA_TOKEN_WORD) {
      said = said
             || (found.last < found.first + 3
                 && is_said(text, token_at(text->tokens, found.last)));
      found.last++;
    }
    if (said && found.last > found.first + 1
        && (found.last == end
            || is_mark(text, token_at(text->tokens, found.last))))
      return found;
  }
  return (Stretch){ end, end };
}

static bool
push_said(const Text *text, Quotes *quotes, uint32_t number, Stretch said,
          uint32_t begin)
{
  Quoted one = {
    .style = STYLE_DOUBLE, .dash = 1, .paragraph = number, .item = NONE
  };

  if (said.first < said.last
      && is_dash(text, token_at(text->tokens, said.last - 1)))
    said.last--;
  if (said.first >= said.last)
    return true;
  one.inside.begin = token_at(text->tokens, said.first)->row.begin;
  one.inside.end = token_at(text->tokens, said.last - 1)->row.end;
  one.outside = (stemma_span){ begin, one.inside.end };
  return array_push(quotes, one);
}

/* All of the paragraph but what the narrator says. */
static bool
push_paragraph(const Text *text, const Paragraph *at, uint32_t number,
               Quotes *quotes)
{
  uint32_t i = at->token + 1, turns = TURNS;
  uint32_t begin = token_at(text->tokens, at->token)->row.begin;

  while (i < at->token_end && turns--) {
    Stretch narrator = next_narrator(text, i, at->token_end);
    if (!push_said(text, quotes, number, (Stretch){ i, narrator.first }, begin))
      return false;
    i = narrator.last + 1;
    if (i < at->token_end)
      begin = token_at(text->tokens, i)->row.begin;
  }
  return true;
}

/* Is there dialogue: two turns or more, and somebody who says one? */
static bool
has_dialogue(const Text *text, const Paragraphs *paragraphs)
{
  uint32_t turns = 0;
  bool said = false;

  for (uint32_t i = 0; i < paragraphs->count; i++) {
    const Paragraph *at = &paragraphs->items[i];
    if (!is_dialogue(text, at))
      continue;
    turns++;
    said = said
           || next_narrator(text, at->token + 1, at->token_end).first
                  < at->token_end;
  }
  return turns > 1 && said;
}

bool
dashes_find(const Text *text, Paragraphs *paragraphs, Quotes *quotes,
            Quotes *spare)
{
  Quotes old = *quotes;

  if (!has_dialogue(text, paragraphs))
    return true;
  array_clear(spare);
  for (uint32_t i = 0; i < paragraphs->count; i++) {
    Paragraph *at = &paragraphs->items[i];
    uint32_t first = at->quote, last = at->quote_end;
    at->quote = spare->count;
    if (is_dialogue(text, at)) {
      if (!push_paragraph(text, at, i, spare))
        return false;
    } else {
      for (uint32_t k = first; k < last; k++)
        if (!array_push(spare, old.items[k]))
          return false;
    }
    at->quote_end = spare->count;
  }
  *quotes = *spare;
  *spare = old;
  return true;
}
