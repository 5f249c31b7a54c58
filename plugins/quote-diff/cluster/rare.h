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

/* So many of its words an outline knows one by one. */
enum { KNOWN = 16 };

/* What of a quote says whether it is worth while to compare it: one cache
 * line.  Its words are their ranks among all words of the corpus, the rarest
 * first; words whose ranks are too large for 16 bits share a number with their
 * neighbours.  In places without a word stands the first one again, which tells
 * nothing there. */
typedef struct Rare {
  uint16_t words[KNOWN]; /* ascending */
  uint8_t infos[KNOWN];  /* what each tells, as Nodes.infos; 0: no word */
  uint32_t grammar_mask; /* a bit for each word of the grammar */
  uint16_t info;         /* of all content words, as Node.info */
  uint16_t rest;         /* of those that are not among the known ones */
  uint8_t count;         /* of the known ones */
  uint8_t rests;         /* content words that are not among them */
  uint8_t grammars;      /* as Node.grammars */
  uint8_t hidden;        /* of these, those that share a bit with another */
  uint8_t pairs;         /* of neighbours */
  uint8_t indirect;
  uint8_t first, last; /* bits of the speaker's words, 0: unknown */
} Rare;

/* How many bits are set. */
static inline uint32_t
rare_bits(uint32_t mask)
{
  mask -= mask >> 1 & 0x55555555;
  mask = (mask & 0x33333333) + (mask >> 2 & 0x33333333);
  return ((mask + (mask >> 4)) & 0x0f0f0f0f) * 0x01010101 >> 24;
}

/* How many of its words make keys. */
static inline uint32_t
rare_count(const Rare *rare)
{
  return rare->count < RARE ? rare->count : RARE;
}

/* The outlines of all nodes, to be freed with rare_free; also sets Node.info
 * and Node.grammars.  Quotes that can link nothing have no words: small ones,
 * and those of which an earlier one has all the words.  NULL without memory. */
Rare *rare_find(Nodes *nodes);
void rare_free(Rare *rare, const Nodes *nodes);

/* May the quotes make a link?  No is certain. */
bool rare_may_link(const Rare *x, const Rare *y, const Least *least);

/* Told of each pair of nodes that meet and may be linked, x < y, once.  False
 * ends it. */
typedef bool (*RareMeeting)(void *data, uint32_t x, uint32_t y);

/* `info`: what the two words of a key tell together at least (key_info).  False
 * without memory, or when it was ended. */
bool rare_meet(const Rare *rare, const Nodes *nodes, uint32_t info,
               const Least *least, RareMeeting meeting, void *data);

#endif
