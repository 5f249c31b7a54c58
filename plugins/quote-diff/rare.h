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

#include "nodes.h"

/* Keys are made of so many of a quote's rarest stems, each with those of the
 * next SPAN ranks.  Two renderings of one statement meet as surely as under
 * all pairs of fewer stems, and need fewer keys for it. */
enum { RARE = 10, SPAN = 3 };

/* One cache line. */
typedef struct Rare {
  uint64_t mask;             /* a bit for each word */
  Code words[RARE];          /* ascending */
  unsigned char ranks[RARE]; /* four times the rank, 0 being the rarest, plus
                              * with how many of the next ranks it makes keys */
  unsigned char count;
  unsigned char apart; /* each word has a bit of its own */
  uint32_t reserved;
} Rare;

/* The rarest words of all nodes, to be freed; also sets Node.info and
 * Node.grammars.  Quotes that can link nothing have none: small ones, and those
 * of which an earlier one has all the words.  NULL without memory. */
Rare *rare_find(Nodes *nodes);

/* Told of each pair of nodes that meet, x < y, once.  False ends it. */
typedef bool (*RareMeeting)(void *data, uint32_t x, uint32_t y);

/* False without memory, or when it was ended. */
bool rare_meet(const Rare *rare, uint32_t count, RareMeeting meeting,
               void *data);

#endif
