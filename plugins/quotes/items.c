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

/* Without a possessive 's. */
static inline uint32_t
stem_length(const Text *text, const Item *item)
{
  stemma_token rest = { .row = { .begin = item->span.begin,
                                 .end = item->span.end } };

  return token_stem_length(text->doc, &rest);
}

/* A word that the table does not have: "Kim's" may be in it as "Kim". */
static inline void
know_strange(const Text *text, Item *item)
{
  const char *at = text->doc->text + item->span.begin;
  uint32_t whole = item->span.end - item->span.begin, length;

  if (!(item->bits | item->cue))
    item->shape |= ending(at, whole);
  if (at[whole - 1] != 's')
    return;
  length = stem_length(text, item);
  if (length == whole)
    return;
  item->fold = fold_bytes(at, length);
  item->shape |= ITEM_POSSESSIVE;
  look_up(item);
  item->cue &= WORD_FIRST_NAME;
}

/* Two loops over two lists, because no processor guesses which word the table
 * has.  Only a known word can belong to a cue. */
static void
know_all(const Text *text, Items *items)
{
  uint32_t *cue = items->cues.items, bits = 0;

  for (uint32_t i = 0; i < items->known.count; i++) {
    uint32_t number = items->known.items[i];
    Item *item = &items->items[number];
    if (!look_up(item))
      know_strange(text, item);
    bits |= item->bits;
    *cue = number;
    cue += (item->cue & ITEM_CUES) != 0;
  }
  items->cues.count = (uint32_t)(cue - items->cues.items);
  items->bits = bits;
  for (uint32_t i = 0; i < items->strange.count; i++)
    know_strange(text, &items->items[items->strange.items[i]]);
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
  Item *first;       /* of the paragraph */
  uint32_t *known;   /* the next word that the lexicon may have */
  uint32_t *strange; /* the next one that it has not */
  uint32_t *upper;   /* the next one with a capital */
  uint32_t *quote;   /* the next quote */
  uint32_t *begin;   /* the next item that begins a sentence */
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

  item->kind = ITEM_MARK;
  item->mark = plain_mark(token_text(text->doc, token), token_length(token));
  if (is_glue(token, last, next, item->mark))
    return false;
  if (item->mark == '\'' && last && !first && token_touches(last, token)) {
    item[-1].shape |= ITEM_POSSESSIVE;
    return false;
  }
  return true;
}

/* A word with a capital. */
static inline Build
add_upper(const Text *text, Build b, uint32_t number)
{
  Item *item = b.item;

  *b.upper++ = number;
  item->shape = is_caps(text->doc->text + item->span.begin,
                        item->span.end - item->span.begin)
                    ? ITEM_UPPER | ITEM_CAPS
                    : ITEM_UPPER;
  return b;
}

/* Room for the item has been made. */
static inline Build
add_token(const Text *text, const stemma_token *token, uint32_t i,
          const Paragraph *at, Build b)
{
  Item *item = b.item;
  uint32_t known, number = (uint32_t)(item - b.first);

  *item = (Item){ .span = { token->row.begin, token->row.end },
                  .fold = token->fold };
  if (token->kind == STEMMA_TOKEN_WORD) {
    known = word_may_be(token->fold);
    *b.known = *b.strange = number;
    b.known += known;
    b.strange += !known;
    if (token_is_upper(text->doc, token))
      b = add_upper(text, b, number);
  } else if (token->kind == STEMMA_TOKEN_NUMBER) {
    item->kind = ITEM_NUMBER;
  } else if (!set_mark(text, i, at, item, item == b.first)) {
    return b;
  }
  if (token->sentence != b.sentence) {
    *b.begin++ = number;
    b.sentence = token->sentence;
  }
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

/* One item for the quote, for which there is room; skips its tokens. */
static Build
add_quote(const Text *text, Quotes *quotes, uint32_t q, uint32_t *i,
          const Paragraph *at, Build b)
{
  Quoted *quote = &quotes->items[q];
  Item *item = b.item++;

  *item = (Item){ .span = quote->outside, .quote = q, .kind = ITEM_QUOTE };
  *b.quote++ = (uint32_t)(item - b.first);
  if (token_at(text->tokens, *i)->sentence != b.sentence)
    *b.begin++ = (uint32_t)(item - b.first);
  item->end = last_mark(text->doc->text, quote->inside);
  while (*i < at->token_end) {
    const stemma_token *token = token_at(text->tokens, *i);
    if (token->row.begin >= quote->outside.end)
      break;
    if (token->kind <= STEMMA_TOKEN_NUMBER)
      quote->words++;
    b.sentence = token->sentence;
    ++*i;
  }
  return b;
}

/* Most of its longer words have capitals, as a headline's have.  A sentence of
 * other words is left after the fifth of those that have none: it would take
 * 25 words to make up for them. */
static bool
is_headline(const Items *items, const Sent *sent)
{
  uint32_t upper = 0, words = 0, longer = 0;
  bool stop = items->items[sent->last - 1].mark == '.';

  for (uint32_t i = sent->first; i < sent->last; i++) {
    const Item *item = &items->items[i];
    if (item->kind != ITEM_WORD)
      continue;
    words++;
    if (stop && !(item->shape & ITEM_UPPER)
        && !(item->bits & (W_PREP | W_DET | W_CONJ | W_SUB | W_AUX)))
      return false;
    longer += item->span.end - item->span.begin > 3;
    upper +=
        (item->shape & ITEM_UPPER) && item->span.end - item->span.begin > 3;
    if (words >= 25 || longer - upper >= 5)
      return false;
  }
  if (stop && words <= 4)
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

/* The index of the first of `list` from `from` on that is not before item
 * `place`. */
static inline uint32_t
skip(const Indexes *list, uint32_t from, uint32_t place)
{
  while (from < list->count && list->items[from] < place)
    from++;
  return from;
}

/* Sentences begin at the breaks; each has its part of the lists. */
static bool
list_sents(const Items *items, Sents *sents)
{
  Sent last = { 0 };
  uint32_t quote = 0;

  array_clear(sents);
  for (uint32_t i = 0; i < items->breaks.count; i++) {
    Sent sent = { .first = items->breaks.items[i],
                  .cue = last.cue_end,
                  .upper = last.upper_end };
    uint32_t from = quote;
    while (i + 1 < items->breaks.count
           && is_attribution(items, items->breaks.items[i + 1]))
      i++;
    sent.last =
        i + 1 < items->breaks.count ? items->breaks.items[i + 1] : items->count;
    sent.cue_end = skip(&items->cues, sent.cue, sent.last);
    sent.upper_end = skip(&items->uppers, sent.upper, sent.last);
    quote = skip(&items->quotes, quote, sent.last);
    sent.quotes = quote - from;
    if (!array_push(sents, sent))
      return false;
    last = sent;
  }
  return true;
}

static bool
cut_sents(Items *items, Sents *sents)
{
  if (!list_sents(items, sents))
    return false;
  for (uint32_t i = 0; i < sents->count; i++) {
    Sent *sent = &sents->items[i];
    items->items[sent->first].shape |= ITEM_FIRST;
    sent->headline = is_headline(items, sent);
    sent->body = sent->first + (i ? 0 : dateline(items, sent));
    if (sent->body < sent->last)
      items->items[sent->body].shape |= ITEM_FIRST;
    else
      sent->body = sent->first;
  }
  return true;
}

static bool
make_room(Items *items, uint32_t need)
{
  return array_reserve(items, need) && array_reserve(&items->known, need)
         && array_reserve(&items->strange, need)
         && array_reserve(&items->breaks, need)
         && array_reserve(&items->cues, need)
         && array_reserve(&items->uppers, need)
         && array_reserve(&items->quotes, need);
}

static Build
begin_build(const Items *items)
{
  return (Build){ .item = items->items,
                  .first = items->items,
                  .known = items->known.items,
                  .strange = items->strange.items,
                  .upper = items->uppers.items,
                  .quote = items->quotes.items,
                  .begin = items->breaks.items,
                  .sentence = NONE };
}

static void
end_build(Items *items, Build b)
{
  items->count = (uint32_t)(b.item - items->items);
  items->known.count = (uint32_t)(b.known - items->known.items);
  items->strange.count = (uint32_t)(b.strange - items->strange.items);
  items->uppers.count = (uint32_t)(b.upper - items->uppers.items);
  items->quotes.count = (uint32_t)(b.quote - items->quotes.items);
  items->breaks.count = (uint32_t)(b.begin - items->breaks.items);
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

/* The tokens from *i on that end before `limit`. */
static Build
add_tokens(const Text *text, const Paragraph *at, uint32_t limit, uint32_t *i,
           Build b)
{
  const stemma_token *token = token_at(text->tokens, *i);
  stemma_token first;

  if (*i == at->token) {
    first = cut_dateline(text, token);
    token = &first;
  }
  do {
    b = add_token(text, token, *i, at, b);
    if (++*i == at->token_end)
      break;
    token = token_at(text->tokens, *i);
  } while (token->row.end <= limit);
  return b;
}

bool
items_build(const Text *text, const Paragraph *at, Quotes *quotes, Items *items,
            Sents *sents)
{
  uint32_t q = at->quote, i = at->token;
  Build b;

  if (!make_room(items, at->token_end - at->token + 1))
    return false;
  b = begin_build(items);
  while (i < at->token_end) {
    const stemma_token *token = token_at(text->tokens, i);
    uint32_t limit;
    q = next_quote(quotes, q, at->quote_end, token->row.begin);
    limit = q < at->quote_end ? quotes->items[q].outside.begin : NONE;
    if (token->row.end > limit)
      b = add_quote(text, quotes, q++, &i, at, b);
    else
      b = add_tokens(text, at, limit, &i, b);
  }
  end_build(items, b);
  know_all(text, items);
  return cut_sents(items, sents);
}

void
items_free(Items *items)
{
  array_free(&items->known);
  array_free(&items->strange);
  array_free(&items->breaks);
  array_free(&items->quotes);
  array_free(&items->cues);
  array_free(&items->uppers);
  array_free(items);
}
