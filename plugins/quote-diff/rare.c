/* SPDX-License-Identifier: Apache-2.0 */
#include "rare.h"

#include <stdlib.h>
#include <string.h>

static RareWord
rare_word(Code code, uint32_t info)
{
  return (255 - info) << 24 | (code >> 1 & 0xffffff);
}

/* Keeps the least words, ascending; what falls out is among the rest. */
static RareWord
rank_word(Rare *rare, RareWord word)
{
  RareWord last = 0;
  uint32_t at;

  if (rare->count == RARE) {
    last = rare->words[RARE - 1];
    if (word >= last)
      return word;
  }
  if (rare->count < RARE)
    rare->count++;
  for (at = rare->count - 1u; at > 0 && rare->words[at - 1] > word; at--)
    rare->words[at] = rare->words[at - 1];
  rare->words[at] = word;
  return last;
}

static void
read_content(Rare *rare, Code code, uint32_t info, uint32_t quotes)
{
  uint32_t sum = rare->info + info;
  RareWord over;

  rare->info = (uint16_t)(sum < UINT16_MAX ? sum : UINT16_MAX);
  if (quotes < 2)
    return; /* no other quote has it */
  over = rank_word(rare, rare_word(code, info));
  if (over == 0)
    return;
  sum = rare->rest + rare_info(over);
  rare->rest = (uint16_t)(sum < UINT16_MAX ? sum : UINT16_MAX);
  rare->rests++;
}

static void
read_grammar(Rare *rare, Code code)
{
  rare->grammars++;
  rare->grammar_mask |= UINT32_C(1) << (code >> 1 & 31);
}

/* Reads the words of node `i`, each once: `last` is the node that had a word
 * last, and 1. */
static void
read_words(const Nodes *nodes, uint32_t *last, uint32_t i, Rare *rare)
{
  const Node *node = node_at(nodes, i);
  const unsigned char *at = node_words(nodes, node);

  for (uint32_t k = 0; k < node->words; k++) {
    uint32_t word = varint_take(&at);
    Code code = lexicon_code(&nodes->bag->words, word);

    if (last[word] == i + 1)
      continue;
    last[word] = i + 1;
    if (nodes->infos[word])
      read_content(rare, code, nodes->infos[word], nodes->counts[word]);
    else
      read_grammar(rare, code);
  }
}

/* Eight bits of a speaker's word, not 0 when there is one. */
static uint8_t
speaker_bits(Code code)
{
  return code ? (uint8_t)((code >> 1) % 255 + 1) : 0;
}

static void
make_masks(Rare *rare)
{
  rare->apart = 1;
  for (uint32_t i = 0; i < rare->count; i++) {
    uint64_t bit = UINT64_C(1) << (rare->words[i] & 63);

    rare->apart &= !(rare->mask & bit);
    rare->mask |= bit;
  }
}

static void
outline(Nodes *nodes, uint32_t *last, uint32_t i, Rare *rare)
{
  Node *node = &nodes->list[i];
  Speaker speaker = node_speaker(nodes, node);

  *rare = (Rare){ .pairs = (uint8_t)(node->words ? node->words - 1 : 0),
                  .indirect = node->indirect,
                  .first = speaker_bits(speaker.first),
                  .last = speaker_bits(speaker.last) };
  read_words(nodes, last, i, rare);
  node->info = rare->info;
  node->grammars = rare->grammars;
  if (node_is_small(node) || nodes->same[i] != i)
    rare->count = 0;
  make_masks(rare);
}

Rare *
rare_find(Nodes *nodes)
{
  uint32_t *last = calloc((size_t)nodes->bag->words.count + 1, sizeof *last);
  Rare *rare = malloc(((size_t)nodes->count + 1) * sizeof *rare);

  for (uint32_t i = 0; last && rare && i < nodes->count; i++)
    outline(nodes, last, i, &rare[i]);
  if (!last) {
    free(rare);
    rare = NULL;
  }
  free(last);
  return rare;
}

/* What x tells with the words that have a bit in y's mask: as much, at most,
 * they share. */
static void
add_masked(Common *common, const Rare *x, const Rare *y)
{
  for (uint32_t i = 0; i < x->count; i++) {
    uint32_t hit = y->mask >> (x->words[i] & 63) & 1;

    common->info += rare_info(x->words[i]) & (0 - hit);
    common->words += hit;
  }
}

static void
add_shared(Common *common, const Rare *x, const Rare *y)
{
  uint32_t i = 0, j = 0;

  while (i < x->count && j < y->count) {
    RareWord a = x->words[i], b = y->words[j];
    uint32_t hit = a == b;

    common->info += rare_info(a) & (0 - hit);
    common->words += hit;
    i += a <= b;
    j += b <= a;
  }
}

static uint32_t
lesser(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

static uint32_t
bits_in(uint32_t mask)
{
  mask -= mask >> 1 & 0x55555555;
  mask = (mask & 0x33333333) + (mask >> 2 & 0x33333333);
  return ((mask + (mask >> 4)) & 0x0f0f0f0f) * 0x01010101 >> 24;
}

/* Words that share a bit hide each other: as many as both have of such. */
static uint32_t
shared_grammar(const Rare *x, const Rare *y)
{
  return bits_in(x->grammar_mask & y->grammar_mask)
         + lesser(x->grammars - bits_in(x->grammar_mask),
                  y->grammars - bits_in(y->grammar_mask));
}

/* Of the words beyond the rare ones only one of both can have some that the
 * other has among its rare ones: all words are ranked alike. */
Common
rare_common(const Rare *x, const Rare *y)
{
  Common common = { 0, 0, 0, 0 };

  if (x->apart && rare_bits(x->mask & y->mask) <= 2)
    add_masked(&common, x, y);
  else
    add_shared(&common, x, y);
  common.info += x->rest > y->rest ? x->rest : y->rest;
  common.info = lesser(common.info, lesser(x->info, y->info));
  common.words += x->rests > y->rests ? x->rests : y->rests;
  common.grammar = shared_grammar(x, y);
  common.pairs =
      lesser(common.words + common.grammar, lesser(x->pairs, y->pairs));
  return common;
}

unsigned
rare_speakers(const Rare *x, const Rare *y)
{
  return speaker_compare((Speaker){ x->first, x->last },
                         (Speaker){ y->first, y->last });
}
