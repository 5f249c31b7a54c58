/* SPDX-License-Identifier: Apache-2.0
 *
 * What two quotes share at most, by their outlines.  Most quotes that meet
 * do so by chance; this spares reading their words.
 */
#include <string.h>

#include "rare.h"

/* Words are compared all with all, eight at a time: no step depends on what
 * was found. */
enum { LANES = 8, HALVES = KNOWN / LANES };
typedef uint16_t Lanes __attribute__((vector_size(2 * LANES)));
typedef uint8_t Bytes __attribute__((vector_size(LANES)));
typedef uint64_t Pairs __attribute__((vector_size(2 * LANES)));

static Lanes
lanes_at(const uint16_t *words)
{
  Lanes lanes;

  memcpy(&lanes, words, sizeof lanes);
  return lanes;
}

static Lanes
infos_at(const uint8_t *infos)
{
  Bytes bytes;

  memcpy(&bytes, infos, sizeof bytes);
  return __builtin_convertvector(bytes, Lanes);
}

/* The sum, which must be below 2^16. */
static uint32_t
sum_of(Lanes lanes)
{
  Pairs pairs = (Pairs)lanes;

  return (uint32_t)((pairs[0] + pairs[1]) * UINT64_C(0x0001000100010001) >> 48);
}

/* Which of x's known words y has: all bits of a lane, or none. */
static void
mark_shared(const Rare *x, const Rare *y, Lanes *marks)
{
  Lanes low = lanes_at(x->words), high = lanes_at(x->words + LANES);
  Lanes in_low = { 0 }, in_high = { 0 };

  for (uint32_t k = 0; k < KNOWN; k++) {
    Lanes word = (Lanes){ 0 } + y->words[k];

    in_low |= (Lanes)(low == word);
    in_high |= (Lanes)(high == word);
  }
  marks[0] = in_low;
  marks[1] = in_high;
}

static void
add_known(Common *common, const Rare *x, const Rare *y)
{
  Lanes marks[HALVES], info = { 0 }, words = { 0 };

  mark_shared(x, y, marks);
  for (uint32_t i = 0; i < HALVES; i++) {
    Lanes shared = infos_at(x->infos + LANES * i) & marks[i];

    info += shared;
    words += (Lanes)(shared != 0) & 1;
  }
  common->info = sum_of(info);
  common->words = sum_of(words);
}

static uint32_t
lesser(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

static uint32_t
greater(uint32_t a, uint32_t b)
{
  return a > b ? a : b;
}

/* Words that share a bit hide each other: as many as both have of such. */
static uint32_t
shared_grammar(const Rare *x, const Rare *y)
{
  return rare_bits(x->grammar_mask & y->grammar_mask)
         + lesser(x->hidden, y->hidden);
}

/* Of the words beyond the known ones only one of both can have some that the
 * other has among its known ones: all words are ranked alike. */
static Common
most_common(const Rare *x, const Rare *y)
{
  Common common;

  add_known(&common, x, y);
  common.info += greater(x->rest, y->rest);
  common.info = lesser(common.info, lesser(x->info, y->info));
  common.words += greater(x->rests, y->rests);
  common.grammar = shared_grammar(x, y);
  common.pairs =
      lesser(common.words + common.grammar, lesser(x->pairs, y->pairs));
  return common;
}

static Extent
extent_of(const Rare *rare)
{
  return (Extent){ rare->info, rare->grammars, rare->pairs };
}

/* Of two reporters' words neither is evidence for the other. */
bool
rare_may_link(const Rare *x, const Rare *y, const Least *least)
{
  Extent a = extent_of(x), b = extent_of(y);
  Common most = most_common(x, y);
  unsigned speakers = speaker_compare((Speaker){ x->first, x->last },
                                      (Speaker){ y->first, y->last });

  return !(x->indirect && y->indirect)
         && may_link(&a, &b, &most, speakers, least);
}
