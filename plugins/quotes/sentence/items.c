/* SPDX-License-Identifier: Apache-2.0
 *
 * items.c - see items.h.
 */
#include "items.h"

#include "known.h"
#include "looks.h"
#include "sents.h"
#include "stretch.h"
#include "tokens.h"

/* Tokens of the paragraphs that are read at once, if one alone has not more. */
enum { AT_ONCE = 2000 };

/* Room for `need` items and for what is listed of them. */
static bool
make_room(Items *items, uint32_t need)
{
  return array_reserve(items, need) && array_reserve(&items->strange, need)
         && array_reserve(&items->cues, need)
         && array_reserve(&items->uppers, need);
}

/* Counts the words among the tokens from *i on that begin before `limit`, which
 * token *i does; *i: the next one. */
static uint32_t
count_words(const stemma_table *tokens, uint32_t limit, uint32_t last,
            uint32_t *i)
{
  uint32_t words = 0, at = *i;
  const stemma_token *token = token_at(tokens, at);

  do {
    words += token->kind <= STEMMA_TOKEN_NUMBER;
    token = token_next(tokens, token);
  } while (++at < last && token->row.begin < limit);
  *i = at;
  return words;
}

/* One item for the quote, which begins at token `i`; gives the token behind it.
 */
static uint32_t
add_quote(const Text *text, Quoted *quote, uint32_t index, uint32_t i,
          const Paragraph *at, Build *b)
{
  *b->item++ = (Item){ .span = quote->outside,
                       .quote = index,
                       .kind = ITEM_QUOTE,
                       .end = looks_last_mark(text->doc->text, quote->inside) };
  quote->item = b->number++;
  quote->words +=
      count_words(text->tokens, quote->outside.end, at->token_end, &i);
  b->sentence = token_at(text->tokens, i - 1)->sentence;
  return i;
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

/* The sentence of `segment` that is read. */
typedef struct Reading {
  uint32_t row;       /* the next one */
  uint32_t token_end; /* behind its tokens */
  uint32_t end;       /* of its last token */
} Reading;

/* Goes on to the sentence of token `i`. */
static void
read_on(const Text *text, uint32_t i, Reading *reading)
{
  while (reading->token_end <= i) {
    const stemma_sentence *row = sents_row(text, reading->row++);
    reading->token_end += row->tokens;
    reading->end = row->row.end;
  }
}

/* How far the tokens of the sentence go, from `i` on, that end before `limit`.
 */
static uint32_t
end_of(const Text *text, const Reading *reading, uint32_t i, uint32_t limit)
{
  if (reading->end <= limit)
    return reading->token_end;
  while (i < reading->token_end && token_at(text->tokens, i)->row.end <= limit)
    i++;
  return i;
}

static void
start(Items *items, Build *b)
{
  *b = (Build){ .item = items->items,
                .upper = items->uppers.items,
                .cue = items->cues.items,
                .strange = items->strange.items,
                .sentence = NONE };
}

static void
finish(Items *items, const Build *b)
{
  items->count = b->number;
  items->uppers.count = (uint32_t)(b->upper - items->uppers.items);
  items->cues.count = (uint32_t)(b->cue - items->cues.items);
  items->strange.count = (uint32_t)(b->strange - items->strange.items);
}

/* Begins a sentence with the next item, in place, behind those that `sents`
 * counts.  NULL without memory. */
static inline Sent *
next_sent(const Items *items, Sents *sents, const Build *b, uint32_t paragraph)
{
  Sent *sent;

  if (!array_reserve(sents, sents->count + 1))
    return NULL;
  sent = &sents->items[sents->count];
  sent->first = b->number;
  sent->cue = (uint32_t)(b->cue - items->cues.items);
  sent->upper = (uint32_t)(b->upper - items->uppers.items);
  sent->paragraph = paragraph;
  sent->quotes = 0;
  sent->spoken = false;
  return sent;
}

/* All tokens of a paragraph without quotes become items; lists the sentences of
 * `segment`. */
static bool
take_plain(const Text *text, const Paragraph *at, uint32_t number, Items *items,
           Sents *sents, Build *b)
{
  const stemma_sentence *row = sents_row(text, at->sentence);
  uint32_t stride = text->sentences->rows.stride;

  for (uint32_t i = at->token; i < at->token_end;) {
    const Sent *sent = next_sent(items, sents, b, number);
    if (!sent)
      return false;
    if (row->tokens)
      i = stretch_add(text, at, i, i + row->tokens, b);
    sents->count += b->number > sent->first;
    row = (const void *)((const char *)row + stride);
  }
  return true;
}

/* Quote `q` is one of the sentence's. */
static inline void
count_quote(Sent *sent, uint32_t q)
{
  if (!sent->quotes++)
    sent->quote = q;
}

/* The same for one with quotes, which part its sentences. */
static bool
take(const Text *text, const Paragraph *at, uint32_t number, Quotes *quotes,
     Items *items, Sents *sents, Build *b)
{
  uint32_t q = at->quote, i = at->token;
  Reading reading = { .row = at->sentence, .token_end = i };

  while (i < at->token_end) {
    const stemma_token *token = token_at(text->tokens, i);
    bool begins = token->sentence != b->sentence;
    uint32_t limit = NONE;
    const Sent *sent = next_sent(items, sents, b, number);
    if (!sent)
      return false;
    read_on(text, i, &reading);
    q = next_quote(quotes, q, at->quote_end, token->row.begin);
    if (q < at->quote_end)
      limit = quotes->items[q].outside.begin;
    if (token->row.end <= limit) {
      i = stretch_add(text, at, i, end_of(text, &reading, i, limit), b);
      sents->count += begins & (b->number > sent->first);
    } else {
      i = add_quote(text, &quotes->items[q], q, i, at, b);
      q++;
      sents->count += begins;
      count_quote(&sents->items[sents->count - 1], q - 1);
    }
  }
  return true;
}

/* The paragraph behind those that are read at once from `first` on, which have
 * *tokens tokens. */
static uint32_t
last_at_once(const Paragraphs *paragraphs, uint32_t first, uint32_t *tokens)
{
  const Paragraph *at = &paragraphs->items[first];
  uint32_t last = first;

  do
    *tokens = paragraphs->items[last++].token_end - at->token;
  while (last < paragraphs->count
         && paragraphs->items[last].token_end - at->token <= AT_ONCE);
  return last;
}

bool
items_build(const Text *text, const Paragraphs *paragraphs, uint32_t *next,
            Quotes *quotes, Items *items, Sents *sents)
{
  uint32_t tokens, last = last_at_once(paragraphs, *next, &tokens);
  Build b;

  array_clear(sents);
  if (!make_room(items, tokens + 1))
    return false;
  start(items, &b);
  for (uint32_t i = *next; i < last; i++) {
    const Paragraph *at = &paragraphs->items[i];
    b.first = b.number;
    if (!(at->quote < at->quote_end
              ? take(text, at, i, quotes, items, sents, &b)
              : take_plain(text, at, i, items, sents, &b)))
      return false;
  }
  finish(items, &b);
  if (!known_items(text, items, sents))
    return false;
  sents_end(text, sents, items);
  *next = last;
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
