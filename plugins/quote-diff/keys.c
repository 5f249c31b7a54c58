/* SPDX-License-Identifier: Apache-2.0 */
#include "keys.h"

#include <math.h>
#include <string.h>

/* A pair of stems makes a key when chance brings it together in less than
 * CHANCE_PAIRS quotes; PRIOR as in score.c. */
static const double CHANCE_PAIRS = 12, PRIOR = 1000;

uint32_t
keys_quotes(const stemma_table *frequencies)
{
  return frequencies->rows.count
             ? STEMMA_AT(WordFrequency, frequencies->rows, 0)->quotes
             : 0;
}

uint32_t
keys_least_info(uint32_t quotes)
{
  return (uint32_t)(log((quotes + PRIOR) / CHANCE_PAIRS) * INFO_STEP);
}

bool
keyer_start(Keyer *k, const stemma_table *frequencies)
{
  if (k->from && k->from == frequencies->rows.items)
    return true;
  counts_free(&k->infos);
  k->quotes = keys_quotes(frequencies);
  k->least_info = keys_least_info(k->quotes);
  k->single = (unsigned char)word_info(1, k->quotes);
  for (uint32_t i = 1; i < frequencies->rows.count; i++) {
    const WordFrequency *row = STEMMA_AT(WordFrequency, frequencies->rows, i);

    if (!counts_add(&k->infos, row->code, word_info(row->quotes, k->quotes)))
      return false;
  }
  k->from = frequencies->rows.items;
  return true;
}

/* Is the word rarer than the rare word `at`?  By information, as that is what
 * all that compare quotes know. */
static bool
rarer(const Keyer *k, Code code, unsigned char info, uint32_t at)
{
  return info != k->rare_infos[at] ? info > k->rare_infos[at]
                                   : code < k->rare[at];
}

static void
note_rare(Keyer *k, Code code, unsigned char info)
{
  uint32_t at = k->rare_count, more;

  while (at > 0 && rarer(k, code, info, at - 1))
    at--;
  if (at == RARE || (at > 0 && k->rare[at - 1] == code))
    return;
  k->rare_count += k->rare_count < RARE;
  more = k->rare_count - at - 1;
  memmove(k->rare + at + 1, k->rare + at, more * sizeof *k->rare);
  memmove(k->rare_infos + at + 1, k->rare_infos + at, more);
  k->rare[at] = code;
  k->rare_infos[at] = info;
}

/* Reads the words, and notes the rarest ones that other quotes have too. */
static void
read_words(Keyer *k, const stemma_table *table, const QuoteWords *quote)
{
  uint32_t count = quote->codes.length / (uint32_t)sizeof(Code);

  k->words = count < SIDE_MOST ? count : SIDE_MOST;
  memcpy(k->codes, stemma_text(table, quote->codes),
         k->words * sizeof *k->codes);
  k->rare_count = 0;
  for (uint32_t i = 0; i < k->words; i++) {
    uint32_t info =
        code_is_content(k->codes[i]) ? counts_get(&k->infos, k->codes[i]) : 0;

    k->word_infos[i] = info ? (unsigned char)info : k->single;
    if (info)
      note_rare(k, k->codes[i], (unsigned char)info);
  }
}

/* For a quote without a pair: all its words in order. */
static stemma_key
sequence_key(const Keyer *k)
{
  return (stemma_key){ codes_hash(k->codes, k->words), k->words };
}

void
keyer_read(Keyer *k, const stemma_table *table, const QuoteWords *quote)
{
  read_words(k, table, quote);
  k->key_count = 0;
  for (uint32_t i = 0; i < k->rare_count; i++)
    for (uint32_t j = i + 1; j < k->rare_count && j <= i + SPAN; j++) {
      if ((uint32_t)k->rare_infos[i] + k->rare_infos[j] < k->least_info)
        break; /* the following ones tell still less */
      k->keys[k->key_count++] = keys_of_pair(k->rare[i], k->rare[j]);
    }
  if (k->key_count == 0 && k->words > 1)
    k->keys[k->key_count++] = sequence_key(k);
}

void
keyer_free(Keyer *k)
{
  counts_free(&k->infos);
}
