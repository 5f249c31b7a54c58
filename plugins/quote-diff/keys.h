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

/* Keys are made of so many of a quote's rarest stems, each with those of the
 * next SPAN ranks.  Two renderings of one statement meet as surely as under
 * all pairs of fewer stems, and need fewer keys for it. */
enum { RARE = 10, SPAN = 3, MOST_KEYS = RARE * SPAN };

typedef struct Keyer {
  Counts infos; /* what each word of several quotes tells, of the
                 * word_frequency table that `from` shows */
  const void *from;
  uint32_t quotes;
  uint32_t least_info;  /* of a key's two words together */
  unsigned char single; /* what a word of one quote tells */
  /* The quote read last. */
  Code codes[SIDE_MOST];
  unsigned char word_infos[SIDE_MOST];
  uint32_t words;
  Code rare[RARE]; /* the rarest first */
  unsigned char rare_infos[RARE];
  uint32_t rare_count;
  stemma_key keys[MOST_KEYS];
  uint32_t key_count;
} Keyer;

/* Before the first quote of a call: takes over the frequencies, once.  False
 * without memory. */
bool keyer_start(Keyer *keyer, const stemma_table *frequencies);

/* Finds the keys of a quote: at least one, so that verbatim reprints meet, if
 * it has two words. */
void keyer_read(Keyer *keyer, const stemma_table *quote_words,
                const QuoteWords *quote);

void keyer_free(Keyer *keyer);

/* The number of quotes in the table. */
uint32_t keys_quotes(const stemma_table *frequencies);

/* The information that the two words of a key need together. */
uint32_t keys_least_info(uint32_t quotes);

/* Ascending by the lesser, then by the greater word: the least key of two
 * quotes is that of the least words that they share. */
static inline stemma_key
keys_of_pair(Code a, Code b)
{
  return (stemma_key){ a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a,
                       0 };
}

#endif
