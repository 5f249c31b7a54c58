/* SPDX-License-Identifier: Apache-2.0
 *
 * stems.h - the key under which the forms and spellings of a word meet.
 *
 * Snowball (libstemmer) stems 35 MB/s of running words, so a Stems keeps what
 * it found for each word type: a running word costs one probe.  One Stems
 * belongs to one thread.
 */
#ifndef COMMON_STEMS_H
#define COMMON_STEMS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Stems Stems;

typedef struct Stem {
  uint64_t near; /* hash of the stem in its normal spelling */
  bool function; /* a word of the grammar, such as "the" or "would" */
} Stem;

/* `language` is BCP 47; one that Snowball does not know, and "", leave words
 * unstemmed.  NULL when memory is out.  [any] */
Stems *stems_new(const char *language);
void stems_free(Stems *stems);

/* Where the word with `fold` is looked for first: for a prefetch. */
const void *stems_place(const Stems *stems, uint64_t fold);

/* Whether the word with `fold` was met before; then its stem is in `stem`. */
bool stems_known(Stems *stems, uint64_t fold, Stem *stem);

/* The stem of a case-folded word with `fold`, its FNV-1a hash. */
Stem stems_find(Stems *stems, uint64_t fold, const char *folded,
                uint32_t length);

#endif
