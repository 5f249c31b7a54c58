/* SPDX-License-Identifier: Apache-2.0
 *
 * synonyms.h - do two English words of a collation share a meaning?
 *
 * WordNet's table is asked once for a word form; what it said is kept, so
 * that texts about one thing cost a probe for each word.  Synonyms belong to
 * one thread.
 */
#ifndef COMMON_SYNONYMS_H
#define COMMON_SYNONYMS_H

#include "buffer.h"
#include "wordtypes.h"

typedef struct Synonyms {
  Buffer slots; /* a direct-mapped cache */
} Synonyms;

/* Is one of the commoner senses of content word `a` one of `b`?  False too
 * where WordNet is not built in or memory is out. */
bool synonyms_share(Synonyms *synonyms, const WordType *a, const WordType *b);

void synonyms_free(Synonyms *synonyms);

#endif
