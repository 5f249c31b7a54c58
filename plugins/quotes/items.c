/* SPDX-License-Identifier: Apache-2.0
 *
 * items.c - see items.h.
 */
#include "items.h"

#include <string.h>

#include "known.h"
#include "sents.h"
#include "tokens.h"

/* The mark as one ASCII character: dashes are '-', an ellipsis '.', quotation
 * marks '\'' or '"'; 0 for the others. */
static char
plain_mark(const char *at, uint32_t length)
{
  if (length == 1)
    return *at;
  if (length != 3 || memcmp(at, "\xe2\x80", 2) != 0)
    return 0;
  switch ((unsigned char)at[2]) {
  case 0x92:
  case 0x93:
  case 0x94:
  case 0x95:
    return '-';
  case 0x98:
  case 0x99:
    return '\'';
  case 0x9c:
  case 0x9d:
    return '"';
  case 0xa6:
    return '.';
  default:
    return 0;
  }
}

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

/* The token without the end of a dateline before it: the paragraph's first. */
static stemma_token
cut_dateline(const Text *text, const stemma_token *token)
{
  const char *at = token_text(text->doc, token);
  uint32_t length = token_length(token);
  uint32_t cut =
      token->kind == STEMMA_TOKEN_WORD ? stuck_dateline(at, length) : 0;
  stemma_token rest = *token;

  if (cut) {
    rest.row.begin += cut;
    rest.fold = fold_bytes(at + cut, length - cut);
  }
  return rest;
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

/* What is being built: cursors, which stay in registers. */
typedef struct Build {
  Item *item;        /* the next one */
  uint32_t *upper;   /* the next one with a capital */
  uint32_t number;   /* of the next item */
  uint32_t sentence; /* of the token before */
} Build;

/* The mark of the next item, which is token `i`; false when it is none of its
 * own. */
static bool
set_mark(const Text *text, uint32_t i, const Paragraph *at, Item *item,
         bool first)
{
  const stemma_token *token = token_at(text->tokens, i);
  const stemma_token *last =
      i > at->token ? token_at(text->tokens, i - 1) : NULL;
  const stemma_token *next =
      i + 1 < at->token_end ? token_at(text->tokens, i + 1) : NULL;

  item->mark = plain_mark(token_text(text->doc, token), token_length(token));
  if (is_glue(token, last, next, item->mark))
    return false;
  if (item->mark == '\'' && last && !first && token_touches(last, token)) {
    item[-1].shape |= ITEM_POSSESSIVE;
    return false;
  }
  return true;
}

/* How an item looks by its first byte.  `end` is set where that does not tell
 * all: beyond ASCII, and for marks that may vanish. */
#define IS_UPPER(byte) ((byte) >= 'A' && (byte) <= 'Z')
#define MAY_VANISH(byte) ((byte) == '-' || (byte) == '.' || (byte) == '\'')
#define WORD_LOOK(byte)                                                        \
  {                                                                            \
    ITEM_WORD, IS_UPPER(byte) ? ITEM_UPPER : 0, 0, (byte) >= 0x80              \
  }
#define NUMBER_LOOK(byte)                                                      \
  {                                                                            \
    ITEM_NUMBER, 0, 0, 0                                                       \
  }
#define MARK_LOOK(byte)                                                        \
  {                                                                            \
    ITEM_MARK, 0, (char)((byte) < 0x80 ? (byte) : 0),                          \
        (byte) >= 0x80 || MAY_VANISH(byte)                                     \
  }

#define SIXTEEN(look, at)                                                      \
  look(at), look((at) + 1), look((at) + 2), look((at) + 3), look((at) + 4),    \
      look((at) + 5), look((at) + 6), look((at) + 7), look((at) + 8),          \
      look((at) + 9), look((at) + 10), look((at) + 11), look((at) + 12),       \
      look((at) + 13), look((at) + 14), look((at) + 15)
#define ALL_BYTES(look)                                                        \
  {                                                                            \
    SIXTEEN(look, 0x00), SIXTEEN(look, 0x10), SIXTEEN(look, 0x20),             \
        SIXTEEN(look, 0x30), SIXTEEN(look, 0x40), SIXTEEN(look, 0x50),         \
        SIXTEEN(look, 0x60), SIXTEEN(look, 0x70), SIXTEEN(look, 0x80),         \
        SIXTEEN(look, 0x90), SIXTEEN(look, 0xa0), SIXTEEN(look, 0xb0),         \
        SIXTEEN(look, 0xc0), SIXTEEN(look, 0xd0), SIXTEEN(look, 0xe0),         \
        SIXTEEN(look, 0xf0)                                                    \
  }

/* By a token's kind, symbols being marks, and its first byte. */
static const Look looks[][256] = { ALL_BYTES(WORD_LOOK), ALL_BYTES(NUMBER_LOOK),
                                   ALL_BYTES(MARK_LOOK) };

/* What the first byte does not tell of the next item, token `i`; false when it
 * is none of its own. */
static bool
settle(const Text *text, const stemma_token *token, uint32_t i,
       const Paragraph *at, Build b)
{
  b.item->end = 0;
  if (b.item->kind == ITEM_MARK)
    return set_mark(text, i, at, b.item, !b.number);
  if (token_is_upper(text->doc, token))
    b.item->shape = ITEM_UPPER;
  return true;
}

/* Token `i` becomes the next item, for which there is room.  One branch for all
 * that is rare, since no processor guesses what comes next in a text. */
static inline Build
add_token(const Text *text, const stemma_token *token, uint32_t i,
          const Paragraph *at, const char *bytes, Build b)
{
  unsigned char byte = (unsigned char)bytes[token->row.begin];
  uint32_t kind = token->kind < ITEM_MARK ? token->kind : ITEM_MARK;
  const Look *look = &looks[kind][byte];
  uint32_t upper = look->shape & ITEM_UPPER;
  Item *item = b.item;

  memcpy(&item->span, &token->row, sizeof item->span); /* begin and end */
  item->fold = token->fold;
  item->look = *look;
  if (look->end) {
    if (!settle(text, token, i, at, b))
      return b;
    upper = item->shape & ITEM_UPPER;
  }
  *b.upper = b.number++;
  b.upper += upper;
  b.item++;
  return b;
}

static char
last_mark(const char *text, stemma_span span)
{
  static const char points[] = ".,?!:;-";

  while (span.end > span.begin) {
    unsigned char c = (unsigned char)text[span.end - 1];
    if (strchr(points, c))
      return (char)c;
    if (c > ' ' && c != '\'' && c != '"' && c < 0x80 && c != ')' && c != ']')
      return 0;
    if (c >= 0x80) {
      char mark = span.end - span.begin >= 3
                      ? plain_mark(text + span.end - 3, 3)
                      : (char)0;
      if (mark != '\'' && mark != '"')
        return mark;
      span.end -= 3;
      continue;
    }
    span.end--;
  }
  return 0;
}

/* Room for `need` items and for what is listed of them. */
static bool
make_room(Items *items, uint32_t need)
{
  return array_reserve(items, need) && array_reserve(&items->strange, need)
         && array_reserve(&items->cues, need)
         && array_reserve(&items->uppers, need);
}

/* The tokens of sentence `number` of `segment` have become the items from
 * `from` to `to`: it begins with them, if they are the first. */
static bool
list_sent(const Items *items, uint32_t number, Build from, Build to,
          Sents *sents)
{
  Sent sent = { .first = from.number,
                .upper = (uint32_t)(from.upper - items->uppers.items) };

  return number == from.sentence || from.number == to.number
         || array_push(sents, sent);
}

/* One item for the quote; skips its tokens, from *place on. */
static Build
add_quote(const Text *text, Quoted *quote, uint32_t index, uint32_t *place,
          const Paragraph *at, Build b)
{
  uint32_t i = *place, words = 0;

  b.number++;
  *b.item++ = (Item){ .span = quote->outside,
                      .quote = index,
                      .kind = ITEM_QUOTE,
                      .end = last_mark(text->doc->text, quote->inside) };
  do {
    const stemma_token *token = token_at(text->tokens, i);
    if (token->row.begin >= quote->outside.end)
      break;
    words += token->kind <= STEMMA_TOKEN_NUMBER;
    b.sentence = token->sentence;
  } while (++i < at->token_end);
  quote->words += words;
  *place = i;
  return b;
}

/* The tokens from *place on that end before `limit` and are of one sentence. */
static Build
add_tokens(const Text *text, const Paragraph *at, uint32_t limit,
           uint32_t *place, Build b)
{
  const char *bytes = text->doc->text;
  const stemma_table tokens = *text->tokens;
  const stemma_token *token = token_at(&tokens, *place);
  uint32_t i = *place, end = at->token_end, sentence = token->sentence;
  uint32_t number = b.number;

  if (i == at->token) {
    stemma_token first = cut_dateline(text, token);
    b = add_token(text, &first, i++, at, bytes, b);
  }
  for (; i < end; i++) {
    token = token_at(&tokens, i);
    if (token->row.end > limit || token->sentence != sentence)
      break;
    b = add_token(text, token, i, at, bytes, b);
  }
  *place = i;
  if (b.number > number)
    b.sentence = sentence;
  return b;
}

/* The first quote from `q` on that is not within another one and ends behind
 * `place`. */
static uint32_t
next_quote(const Quotes *quotes, uint32_t q, uint32_t end, uint32_t place)
{
  while (q < end
         && (quotes->items[q].depth || quotes->items[q].outside.end <= place))
    q++;
  return q;
}

bool
items_build(const Text *text, const Paragraph *at, Quotes *quotes, Items *items,
            Sents *sents)
{
  uint32_t q = at->quote, i = at->token;
  Build b;

  array_clear(sents);
  if (!make_room(items, at->token_end - at->token + 1))
    return false;
  b = (Build){ items->items, items->uppers.items, 0, NONE };
  while (i < at->token_end) {
    const stemma_token *token = token_at(text->tokens, i);
    const Build last = b;
    uint32_t limit;
    q = next_quote(quotes, q, at->quote_end, token->row.begin);
    limit = q < at->quote_end ? quotes->items[q].outside.begin : NONE;
    if (token->row.end > limit)
      b = add_quote(text, &quotes->items[q], q, &i, at, b);
    else
      b = add_tokens(text, at, limit, &i, b);
    if (!list_sent(items, token->sentence, last, b, sents))
      return false;
    if (token->row.end > limit) {
      sents->items[sents->count - 1].quotes++;
      q++;
    }
  }
  items->count = b.number;
  items->uppers.count = (uint32_t)(b.upper - items->uppers.items);
  if (!known_items(text, items, sents))
    return false;
  sents_end(sents, items);
  return true;
}

void
items_free(Items *items)
{
  array_free(&items->strange);
  array_free(&items->cues);
  array_free(&items->uppers);
  array_free(items);
}
