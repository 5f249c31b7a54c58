/* SPDX-License-Identifier: Apache-2.0 */
#include "keys.h"

#include <math.h>
#include <string.h>

/* A pair of stems makes a key when chance brings it together in less than
 * CHANCE_PAIRS quotes; PRIOR as in score.c. */
static const double CHANCE_PAIRS = 4, PRIOR = 1000;

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
  counts_free(&k->counts);
  k->quotes = keys_quotes(frequencies);
  k->least_info = keys_least_info(k->quotes);
  for (uint32_t i = 1; i < frequencies->rows.count; i++) {
    const WordFrequency *row = STEMMA_AT(WordFrequency, frequencies->rows, i);

    if (!counts_add(&k->counts, row->code, row->quotes))
      return false;
  }
  k->from = frequencies->rows.items;
  return true;
}

static bool
pack(Keyer *k, const stemma_table *table, const QuoteWords *quote)
{
  uint32_t count = quote->codes.length / (uint32_t)sizeof(Code);
  Code *codes = buffer_need(&k->codes, (size_t)count + 1, sizeof *codes);
  unsigned char *infos = buffer_need(&k->infos, (size_t)count + 1, 1);

  if (!codes || !infos)
    return false;
  memcpy(codes, stemma_text(table, quote->codes), count * sizeof *codes);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t quotes =
        code_is_content(codes[i]) ? counts_get(&k->counts, codes[i]) : 0;

    infos[i] = (unsigned char)word_info(quotes ? quotes : 1, k->quotes);
  }
  k->length = side_pack(&k->side, codes, infos, count);
  return k->length > 0;
}

/* Is content word `a` rarer than `b`?  By information, as that is what all
 * that compare quotes know. */
static bool
rarer(const Side *side, uint32_t a, uint32_t b)
{
  return side->infos[a] != side->infos[b] ? side->infos[a] > side->infos[b]
                                          : side->content[a] < side->content[b];
}

/* Notes the places of the rarest words that other quotes have too. */
static void
find_rare(Keyer *k)
{
  k->rare_count = 0;
  for (uint32_t i = 0; i < k->side.contents && i < 256; i++) {
    uint32_t at = k->rare_count;

    if (counts_get(&k->counts, k->side.content[i]) < 2)
      continue;
    while (at > 0 && rarer(&k->side, i, k->rare[at - 1]))
      at--;
    if (at == RARE)
      continue;
    k->rare_count += k->rare_count < RARE;
    memmove(k->rare + at + 1, k->rare + at, k->rare_count - at - 1);
    k->rare[at] = (unsigned char)i;
  }
}

stemma_key
keys_of_pair(Code a, Code b)
{
  uint64_t low = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;

  return (stemma_key){ low * UINT64_C(0x9e3779b97f4a7c15), low };
}

int
keys_compare(stemma_key a, stemma_key b)
{
  if (a.high != b.high)
    return a.high < b.high ? -1 : 1;
  return a.low < b.low ? -1 : a.low > b.low;
}

/* For a quote without a pair: all its words in order. */
static stemma_key
sequence_key(const Side *side)
{
  return (stemma_key){ side->sequence,
                       (uint64_t)side->pairs << 32 | side->contents };
}

bool
keyer_read(Keyer *k, const stemma_table *table, const QuoteWords *quote)
{
  const Side *side = &k->side;

  if (!pack(k, table, quote))
    return false;
  find_rare(k);
  k->key_count = 0;
  for (uint32_t i = 0; i < k->rare_count; i++)
    for (uint32_t j = i + 1; j < k->rare_count; j++) {
      uint32_t a = k->rare[i], b = k->rare[j];

      if ((uint32_t)side->infos[a] + side->infos[b] < k->least_info)
        break; /* the following ones tell still less */
      k->keys[k->key_count++] =
          keys_of_pair(side->content[a], side->content[b]);
    }
  if (k->key_count == 0 && side->contents + side->grammars > 1)
    k->keys[k->key_count++] = sequence_key(side);
  return true;
}

void
keyer_free(Keyer *k)
{
  counts_free(&k->counts);
  buffer_free(&k->codes);
  buffer_free(&k->infos);
  side_free(&k->side);
}
