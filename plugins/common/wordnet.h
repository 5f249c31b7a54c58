/* SPDX-License-Identifier: Apache-2.0
 *
 * wordnet.h - which English words share a meaning: WordNet 3.0 (Fellbaum
 * 1998), compiled at build time where it is installed (Meson option wordnet),
 * else empty.  Constant; any thread.
 */
#ifndef COMMON_WORDNET_H
#define COMMON_WORDNET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WORDNET_SENSES 10

/* Made by wordnet.py. */
extern const uint32_t wordnet_count;
extern const uint64_t wordnet_folds[];
extern const uint32_t wordnet_starts[];
extern const uint32_t wordnet_senses[];

typedef struct WordSenses {
  uint32_t count;
  uint32_t numbers[WORDNET_SENSES]; /* of synsets */
} WordSenses;

/* The senses of a lower-case word of `length` bytes, and of what it may be a
 * form of: studies, study; said is not traced to say. */
void wordnet_find(const char *word, size_t length, WordSenses *senses);

/* Is there a sense that both have? */
bool wordnet_share(const WordSenses *a, const WordSenses *b);

#endif
