/* SPDX-License-Identifier: Apache-2.0
 *
 * bag.h - all quotes of the corpus, as compact as grouping needs them: some
 * thirty bytes each.
 *
 * Words are numbers of the bag's lexicon, so equal words are equal bytes.  A
 * quote is, in varints: four times its words, plus two when it is indirect,
 * plus one when another document begins with it; then that document's number;
 * by how much its row in "quote" lies after the last one's; the two words of
 * the speaker; its words.
 */
#ifndef QUOTE_DIFF_BAG_H
#define QUOTE_DIFF_BAG_H

#include "lexicon.h"
#include "store.h"
#include "varint.h"

typedef struct Bag {
  Store *store; /* NULL: the process's memory */
  Lexicon words;
  unsigned char *bytes;
  size_t room, length;
  uint32_t quotes;
  uint32_t doc, quote; /* of the last one */
} Bag;

typedef struct BagQuote {
  uint32_t doc;
  uint32_t quote; /* its row in "quote" */
  uint32_t count; /* words, at most QUOTE_MOST */
  uint32_t indirect;
  Speaker speaker;
} BagQuote;

/* Adds a quote whose words are `codes`, not aligned.  False without memory, and
 * then nothing has changed. */
bool bag_put(Bag *bag, const BagQuote *quote, const char *codes);

/* Adds a document's quotes.  False as above. */
bool bag_add(Bag *bag, uint32_t doc, const stemma_table *quote_words);
bool bag_append(Bag *bag, const Bag *from);

/* Gives back what is only needed to add more. */
void bag_close(Bag *bag);

/* Where a reader of the bag is, and the quote that it read last. */
typedef struct BagReader {
  const unsigned char *at;
  const unsigned char *end;
  BagQuote quote;               /* without its speaker */
  const unsigned char *speaker; /* two numbers, then those of the words */
  const unsigned char *words;
} BagReader;

BagReader bag_reader(const Bag *bag);
/* False at the end. */
bool bag_next(BagReader *reader);

static inline const unsigned char *
bag_at(const Bag *bag, size_t offset)
{
  return bag->bytes + offset;
}

/* Bytes of the process's memory that it holds. */
size_t bag_bytes(const Bag *bag);
void bag_free(Bag *bag);

#endif
