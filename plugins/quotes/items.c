/* SPDX-License-Identifier: Apache-2.0
 *
 * items.c - see items.h.  Sentences end where segment says, with the marks of
 * a quote counted to the sentences that they open and close.
 */
#include "items.h"

#include <string.h>

#include "tokens.h"

static const stemma_sentence *
sentence_at(const Text *text, uint32_t i)
{
  return STEMMA_AT(stemma_sentence, text->sentences->rows, i);
}

bool
items_paragraphs(const Text *text, Paragraphs *paragraphs)
{
  uint32_t count = text->sentences->rows.count, token = 0;

  array_clear(paragraphs);
  for (uint32_t i = 0; i < count; i++) {
    const stemma_sentence *row = sentence_at(text, i);
    if (!i || row->paragraph != sentence_at(text, i - 1)->paragraph) {
      Paragraph one = { .text = { row->row.begin, row->row.end },
                        .token = token,
                        .token_end = token };
      if (!array_push(paragraphs, one))
        return false;
    }
    token += row->tokens;
    paragraphs->items[paragraphs->count - 1].text.end = row->row.end;
    paragraphs->items[paragraphs->count - 1].token_end = token;
  }
  return true;
}

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

static bool
is_caps(const char *text, uint32_t length)
{
  if (length < 2)
    return false;
  for (uint32_t i = 0; i < length; i++)
    if (text[i] >= 'a' && text[i] <= 'z')
      return false;
  return true;
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

/* ITEM_LY and ITEM_ED by the last two letters of a word of five or more. */
static inline uint8_t
ending(const char *text, uint32_t length)
{
  char last = text[length - 1], before = text[length > 1 ? length - 2 : 0];
  uint32_t ly = (before == 'l') & (last == 'y');
  uint32_t ed = (before == 'e') & (last == 'd');

  return (uint8_t)((length > 4) * (ly * ITEM_LY | ed * ITEM_ED));
}

/* A capital first: what a dateline and an abbreviation look like. */
static void
set_upper(const char **at, uint32_t *length, bool first, Item *item)
{
  uint32_t cut = first ? stuck_dateline(*at, *length) : 0;

  item->shape = ITEM_UPPER;
  if (cut) {
    item->span.begin += cut;
    *at += cut;
    *length -= cut;
    item->fold = fold_bytes(*at, *length);
  }
  if (is_caps(*at, *length))
    item->shape |= ITEM_CAPS;
}

/* Without a possessive 's, and without a dateline. */
static inline uint32_t
stem_length(const Text *text, const Item *item)
{
  stemma_token rest = { .row = { .begin = item->span.begin,
                                 .end = item->span.end } };

  return token_stem_length(text->doc, &rest);
}

/* All of a word but what the table knows of it.  Gives whether that may be
 * anything: to be looked up later, as no processor guesses it. */
static inline bool
set_word(const Text *text, const stemma_token *token, bool first, Item *item)
{
  const char *at = text->doc->text + token->row.begin;
  uint32_t length = token_length(token);

  item->kind = ITEM_WORD;
  item->fold = token->fold;
  if (token_is_upper(text->doc, token))
    set_upper(&at, &length, first, item);
  item->shape |= ending(at, length);
  return word_may_be(item->fold) || stem_length(text, item) < length;
}

static bool
look_up(Item *item)
{
  const Word *word = word_find(item->fold);

  if (!word)
    return false;
  item->bits = word->bits;
  item->cue = word->cue;
  item->shape &= (uint8_t) ~(ITEM_LY | ITEM_ED);
  return word->bits != 0;
}

/* What the table knows of an item, with or without a possessive 's. */
static void
know(const Text *text, Item *item)
{
  const char *at = text->doc->text + item->span.begin;
  uint32_t length = stem_length(text, item);

  if (look_up(item) || text->doc->text[item->span.end - 1] != 's'
      || length == item->span.end - item->span.begin)
    return;
  item->fold = fold_bytes(at, length);
  item->shape |= ITEM_POSSESSIVE;
  look_up(item);
  item->cue &= WORD_FIRST_NAME;
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

/* The mark of `item`, which is token `i`; false when it is none of its own. */
static bool
set_mark(const Text *text, uint32_t i, const Paragraph *at, Items *items,
         Item *item)
{
  const stemma_token *token = token_at(text->tokens, i);
  const stemma_token *last =
      i > at->token ? token_at(text->tokens, i - 1) : NULL;
  const stemma_token *next =
      i + 1 < at->token_end ? token_at(text->tokens, i + 1) : NULL;

  item->kind = ITEM_MARK;
  item->mark = plain_mark(token_text(text->doc, token), token_length(token));
  if (is_glue(token, last, next, item->mark))
    return false;
  if (item->mark == '\'' && last && items->count
      && token_touches(last, token)) {
    items->items[items->count - 1].shape |= ITEM_POSSESSIVE;
    return false;
  }
  return true;
}

/* Room for the item has been made. */
static inline void
add_token(const Text *text, const stemma_token *token, uint32_t i,
          const Paragraph *at, Items *items)
{
  Item *item = &items->items[items->count];

  *item = (Item){ .span = { token->row.begin, token->row.end },
                  .quote = NONE,
                  .sentence = token->sentence,
                  .sentence_end = token->sentence };
  if (token->kind == STEMMA_TOKEN_WORD) {
    items->known.items[items->known.count] = items->count;
    items->known.count += set_word(text, token, i == at->token, item);
  } else if (token->kind == STEMMA_TOKEN_NUMBER) {
    item->kind = ITEM_NUMBER;
  } else if (!set_mark(text, i, at, items, item)) {
    return;
  }
  items->count++;
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

/* One item for the quote; skips its tokens. */
static bool
add_quote(const Text *text, Quotes *quotes, uint32_t q, uint32_t *i,
          const Paragraph *at, Items *items)
{
  Quoted *quote = &quotes->items[q];
  Item item = { .span = quote->outside, .quote = q, .kind = ITEM_QUOTE };

  item.sentence = item.sentence_end = token_at(text->tokens, *i)->sentence;
  item.end = last_mark(text->doc->text, quote->inside);
  while (*i < at->token_end) {
    const stemma_token *token = token_at(text->tokens, *i);
    if (token->row.begin >= quote->outside.end)
      break;
    if (token->kind <= STEMMA_TOKEN_NUMBER)
      quote->words++;
    item.sentence_end = token->sentence;
    ++*i;
  }
  return array_push(items, item);
}

/* Most of its longer words have capitals, as a headline's have.  A sentence of
 * other words is left after the fifth of those that have none: it would take
 * 25 words to make up for them. */
static bool
is_headline(const Items *items, const Sent *sent)
{
  uint32_t upper = 0, words = 0, longer = 0, lower = 0;

  for (uint32_t i = sent->first; i < sent->last; i++) {
    const Item *item = &items->items[i];
    if (item->kind != ITEM_WORD)
      continue;
    words++;
    lower += !(item->shape & ITEM_UPPER)
             && !(item->bits & (W_PREP | W_DET | W_CONJ | W_SUB | W_AUX));
    longer += item->span.end - item->span.begin > 3;
    upper +=
        (item->shape & ITEM_UPPER) && item->span.end - item->span.begin > 3;
    if (words >= 25 || longer - upper >= 5)
      return false;
  }
  if (items->items[sent->last - 1].mark == '.' && (words <= 4 || lower))
    return false;
  return words > 2 && longer > 1 && upper * 5 >= longer * 4;
}

/* Items before the dash of a dateline; 0 when there is none. */
static uint32_t
dateline(const Items *items, const Sent *sent)
{
  uint32_t i = sent->first;

  while (i < sent->last && i < sent->first + 12) {
    const Item *item = &items->items[i++];
    if (item->mark == '-')
      return i > sent->first + 1 ? i - sent->first : 0;
    if (item->kind == ITEM_QUOTE || item->mark == ':' || item->mark == '.')
      return 0;
    if (item->kind == ITEM_WORD && !(item->shape & ITEM_UPPER))
      return 0;
  }
  return 0;
}

/* "...?" X asked: do the words behind the quote tell who spoke? */
static bool
is_attribution(const Items *items, uint32_t i)
{
  const Item *quote = &items->items[i - 1];

  if (quote->kind != ITEM_QUOTE || (quote->end != '?' && quote->end != '!'))
    return false;
  for (uint32_t k = i; k < items->count && k < i + 6; k++) {
    const Item *item = &items->items[k];
    if (item->kind != ITEM_WORD || (item->bits & (W_SUB | W_PREP)))
      return false;
    if ((item->cue & CUE_SAY) && (item->cue & (FORM_ED | FORM_S))
        && !(item->shape & ITEM_UPPER))
      return k > i;
  }
  return false;
}

static bool
cut_sents(const Items *items, Sents *sents)
{
  Sent *sent = NULL;

  array_clear(sents);
  for (uint32_t i = 0; i < items->count; i++) {
    const Item *item = &items->items[i];
    if (!sent
        || (item->sentence != item[-1].sentence_end
            && !is_attribution(items, i))) {
      if (!array_push(sents, ((Sent){ .first = i })))
        return false;
      sent = &sents->items[sents->count - 1];
    }
    sent->last = i + 1;
    sent->quotes += item->kind == ITEM_QUOTE;
  }
  for (uint32_t i = 0; i < sents->count; i++) {
    items->items[sents->items[i].first].shape |= ITEM_FIRST;
    sents->items[i].headline = is_headline(items, &sents->items[i]);
  }
  for (uint32_t i = 0; i < sents->count; i++) {
    sent = &sents->items[i];
    sent->body = sent->first + (i ? 0 : dateline(items, sent));
    if (sent->body < sent->last)
      items->items[sent->body].shape |= ITEM_FIRST;
    else
      sent->body = sent->first;
  }
  return true;
}

bool
items_build(const Text *text, const Paragraph *at, Quotes *quotes, Items *items,
            Sents *sents)
{
  uint32_t q = at->quote;

  array_clear(items);
  array_clear(&items->known);
  if (!array_reserve(items, at->token_end - at->token + 1)
      || !array_reserve(&items->known, at->token_end - at->token + 1))
    return false;
  for (uint32_t i = at->token; i < at->token_end;) {
    const stemma_token *token = token_at(text->tokens, i);
    while (q < at->quote_end
           && (quotes->items[q].depth
               || quotes->items[q].outside.end <= token->row.begin))
      q++;
    if (q < at->quote_end && token->row.end > quotes->items[q].outside.begin) {
      if (!add_quote(text, quotes, q++, &i, at, items))
        return false;
    } else {
      add_token(text, token, i++, at, items);
    }
  }
  for (uint32_t i = 0; i < items->known.count; i++)
    know(text, &items->items[items->known.items[i]]);
  return cut_sents(items, sents);
}

void
items_free(Items *items)
{
  array_free(&items->known);
  array_free(items);
}
