/* SPDX-License-Identifier: Apache-2.0 */
#include "bag.h"

#include <string.h>

/* The numbers before the words of a quote, and room for the byte that has to be
 * behind the last one (varint.h). */
enum { HEAD = 5, BEHIND = 1 };

/* Grows by a quarter, not to the double: it is most of what a large corpus
 * keeps.  Places in it are 32 bits. */
static bool
make_room(Bag *bag, size_t more)
{
  size_t need = bag->length + more, room = bag->room;
  void *bytes;

  if (need > UINT32_MAX)
    return false;
  if (need <= room)
    return true;
  room = room + room / 4 > need ? room + room / 4 : need + 4096;
  bytes = store_resize(bag->store, bag->bytes, room);
  if (!bytes)
    return false;
  bag->bytes = bytes;
  bag->room = room;
  return true;
}

static Code
code_at(const char *codes, uint32_t i)
{
  Code code;

  memcpy(&code, codes + i * sizeof code, sizeof code);
  return code;
}

static bool
put_word(Bag *bag, unsigned char **at, Code code)
{
  uint32_t number = lexicon_number(&bag->words, code);

  if (number == UINT32_MAX)
    return false;
  *at = varint_put(*at, number);
  return true;
}

static unsigned char *
put_head(const Bag *bag, unsigned char *at, const BagQuote *quote)
{
  bool first =
      bag->quotes == 0 || quote->doc != bag->doc || quote->quote < bag->quote;

  at = varint_put(at, quote->count << 2 | (quote->indirect ? 2u : 0u)
                          | (first ? 1u : 0u));
  if (first)
    at = varint_put(at, quote->doc);
  return varint_put(at, quote->quote - (first ? 0 : bag->quote));
}

bool
bag_put(Bag *bag, const BagQuote *quote, const char *codes)
{
  unsigned char *at;

  if (!make_room(bag, VARINT_MOST * ((size_t)quote->count + HEAD) + BEHIND))
    return false;
  for (uint32_t i = 0; i < quote->count; i++)
    lexicon_fetch(&bag->words, code_at(codes, i));
  at = put_head(bag, bag->bytes + bag->length, quote);
  if (!put_word(bag, &at, quote->speaker.first)
      || !put_word(bag, &at, quote->speaker.last))
    return false;
  for (uint32_t i = 0; i < quote->count; i++)
    if (!put_word(bag, &at, code_at(codes, i)))
      return false;
  bag->length = (size_t)(at - bag->bytes);
  bag->quotes++;
  bag->doc = quote->doc;
  bag->quote = quote->quote;
  return true;
}

/* Takes back what was added since it was `before`; words that were new to the
 * lexicon stay there, where no quote has them. */
static bool
restore(Bag *bag, const Bag *before)
{
  bag->length = before->length;
  bag->quotes = before->quotes;
  bag->doc = before->doc;
  bag->quote = before->quote;
  return false;
}

bool
bag_add(Bag *bag, uint32_t doc, const stemma_table *table)
{
  const Bag before = *bag;

  for (uint32_t i = 0; i < table->rows.count; i++) {
    const QuoteWords *row = STEMMA_AT(QuoteWords, table->rows, i);
    uint32_t count = row->codes.length / (uint32_t)sizeof(Code);
    BagQuote quote = { .doc = doc,
                       .quote = row->quote,
                       .count = count < QUOTE_MOST ? count : QUOTE_MOST,
                       .indirect = row->indirect != 0,
                       .speaker = { row->speaker_first, row->speaker_last } };

    if (!bag_put(bag, &quote, stemma_text(table, row->codes)))
      return restore(bag, &before);
  }
  return true;
}

static Code
take_code(const Bag *bag, const unsigned char **at)
{
  return lexicon_code(&bag->words, varint_take(at));
}

bool
bag_append(Bag *bag, const Bag *from)
{
  const Bag before = *bag;
  BagReader reader = bag_reader(from);
  Code codes[QUOTE_MOST];

  while (bag_next(&reader)) {
    BagQuote quote = reader.quote;

    quote.speaker.first = take_code(from, &reader.speaker);
    quote.speaker.last = take_code(from, &reader.speaker);
    for (uint32_t i = 0; i < quote.count; i++)
      codes[i] = take_code(from, &reader.words);
    if (!bag_put(bag, &quote, (const char *)codes))
      return restore(bag, &before);
  }
  return true;
}

void
bag_close(Bag *bag)
{
  size_t room = bag->length + BEHIND;
  void *bytes = bag->length ? store_resize(bag->store, bag->bytes, room) : NULL;

  if (bytes) {
    bag->bytes = bytes;
    bag->room = room;
  }
  lexicon_close(&bag->words);
}

BagReader
bag_reader(const Bag *bag)
{
  return (BagReader){ .at = bag->bytes,
                      .end =
                          bag->length ? bag_at(bag, bag->length) : bag->bytes };
}

bool
bag_next(BagReader *reader)
{
  const unsigned char *at = reader->at;
  BagQuote *quote = &reader->quote;
  uint32_t head, left;

  if (at == reader->end)
    return false;
  head = varint_take(&at);
  if (head & 1) {
    quote->doc = varint_take(&at);
    quote->quote = 0;
  }
  quote->quote += varint_take(&at);
  quote->count = head >> 2;
  quote->indirect = head >> 1 & 1;
  reader->speaker = at;
  for (left = 2; left > 0; left -= *at++ < 128)
    ;
  reader->words = at;
  for (left = quote->count; left > 0; left -= *at++ < 128)
    ;
  reader->at = at;
  return true;
}

size_t
bag_bytes(const Bag *bag)
{
  return store_bytes(bag->bytes) + lexicon_bytes(&bag->words);
}

void
bag_free(Bag *bag)
{
  lexicon_free(&bag->words);
  store_give_back(bag->store, bag->bytes);
  *bag = (Bag){ .store = bag->store };
}
