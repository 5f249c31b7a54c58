/* SPDX-License-Identifier: Apache-2.0
 *
 * rare.h - the rarest words of each quote, and the quotes that meet by them.
 *
 * A quote meets its like under the pairs of its rarest stems.  Renderings by
 * different translators share few stems, but two of the rarest ones nearly
 * always; and few other quotes have just these two.
 */
#ifndef QUOTE_DIFF_RARE_H
#define QUOTE_DIFF_RARE_H

#include "score.h"

/* Keys are made of so many of a quote's rarest stems, each with those of the
 * next SPAN ranks.  Two renderings of one statement meet as surely as under
 * all pairs of fewer stems, and need fewer keys for it. */
enum { RARE = 10, SPAN = 3 };

/* A word for meeting others: what it does not tell in the highest byte, then
 * bits of its code, so that the rarest of a quote is the least. */
typedef uint32_t RareWord;

static inline uint32_t
rare_info(RareWord word)
{
  return 255 - (word >> 24);
}

/* How many bits are set: 0, 1, 2, or 3 for more. */
static inline unsigned
rare_bits(uint64_t mask)
{
  uint64_t less = mask ? mask & (mask - 1) : 0;
  uint64_t least = less ? less & (less - 1) : 0;

  return (mask ? 1u : 0u) + (less ? 1u : 0u) + (least ? 1u : 0u);
}

/* What of a quote says whether it is worth while to compare it: one cache
 * line. */
typedef struct Rare {
  uint64_t mask;         /* a bit for each of the words */
  RareWord words[RARE];  /* ascending: by rank */
  uint32_t grammar_mask; /* a bit for each word of the grammar */
  uint16_t info;         /* of all content words, as Node.info */
  uint16_t rest;         /* of those that are not among the rare ones */
  uint8_t count;         /* of the rare ones */
  uint8_t rests;         /* content words that are not among them */
  uint8_t grammars;      /* as Node.grammars */
  uint8_t pairs;         /* of neighbours */
  uint8_t apart;         /* each rare word has a bit of its own */
  uint8_t indirect;
  uint8_t first, last; /* bits of the speaker's words, 0: unknown */
} Rare;

/* The outlines of all nodes, to be freed; also sets Node.info and
 * Node.grammars.  Quotes that can link nothing have no rare words: small ones,
 * and those of which an earlier one has all the words.  NULL without memory. */
Rare *rare_find(Nodes *nodes);

/* What two quotes may share at most, and what their speakers may say. */
Common rare_common(const Rare *x, const Rare *y);
unsigned rare_speakers(const Rare *x, const Rare *y);

/* Told of each pair of nodes that meet, x < y, once.  False ends it. */
typedef bool (*RareMeeting)(void *data, uint32_t x, uint32_t y);

/* `least`: what the two words of a key tell together (key_info).  False without
 * memory, or when it was ended. */
bool rare_meet(const Rare *rare, uint32_t count, uint32_t least,
               RareMeeting meeting, void *data);

#endif
