/* SPDX-License-Identifier: Apache-2.0
 *
 * keys.h - the keys under which a quote meets its like.
 *
 * They are the pairs of its rarest stems.  Renderings by different translators
 * share few stems, but two of the rarest ones nearly always; and few other
 * quotes have just these two.
 */
#ifndef QUOTE_DIFF_KEYS_H
#define QUOTE_DIFF_KEYS_H

#include "counts.h"
#include "score.h"

/* Keys are made of so many of a quote's rarest stems. */
enum { RARE = 8, MOST_KEYS = RARE * (RARE - 1) / 2 };

typedef struct Keyer {
  Counts counts; /* of the word_frequency table that `from` shows */
  const void *from;
  uint32_t quotes;
  uint32_t least_info; /* of a key's two words together */
  Buffer codes;
  Buffer infos;
  /* The quote read last. */
  Side side;
  uint32_t length; /* of side.bytes */
  unsigned char rare[RARE];
  uint32_t rare_count;
  stemma_key keys[MOST_KEYS];
  uint32_t key_count;
} Keyer;

/* Before the first quote of a call: takes over the frequencies, once.  False
 * without memory. */
bool keyer_start(Keyer *keyer, const stemma_table *frequencies);

/* Packs the words of a quote and finds its keys: at least one, so that
 * verbatim reprints meet, if it has two words.  False without memory. */
bool keyer_read(Keyer *keyer, const stemma_table *quote_words,
                const QuoteWords *quote);

void keyer_free(Keyer *keyer);

/* The number of quotes in the table. */
uint32_t keys_quotes(const stemma_table *frequencies);

/* The information that the two words of a key need together. */
uint32_t keys_least_info(uint32_t quotes);

stemma_key keys_of_pair(Code a, Code b);

int keys_compare(stemma_key a, stemma_key b);

#endif
