/* SPDX-License-Identifier: Apache-2.0
 *
 * wordnet.h - how the meanings of English words are related: WordNet 3.0
 * (Fellbaum 1998), compiled at build time where it is installed (Meson option
 * wordnet), else empty.  Constant; any thread.
 */
#ifndef COMMON_WORDNET_H
#define COMMON_WORDNET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is listed of a word: numbers of synsets, ascending, and of pairs of
 * antonyms, whose two words have numbers that differ in the last bit. */
enum {
  WORDNET_SENSES,     /* its commoner senses */
  WORDNET_FIRST,      /* the two first of them in each part of speech */
  WORDNET_CLOSE,      /* of these: derived, caused, entailed, similar */
  WORDNET_PARENTS,    /* of these: what it is a kind of */
  WORDNET_CONTRARIES, /* of these: antonyms */
  WORDNET_LISTS
};

#define WORDNET_ROOM 12
#define WORDNET_NOTHING UINT32_MAX

/* Made by wordnet.py: the words by hash, where each one's lists begin, and the
 * lengths of its lists. */
extern const uint32_t wordnet_count;
extern const uint64_t wordnet_folds[];
extern const uint32_t wordnet_starts[];
extern const uint8_t wordnet_lengths[];
extern const uint32_t wordnet_numbers[];

typedef struct WordSenses {
  uint64_t marks[WORDNET_LISTS]; /* a bit for each number modulo 64 */
  uint8_t counts[WORDNET_LISTS];
  bool known; /* WordNet has the word */
  uint32_t numbers[WORDNET_LISTS][WORDNET_ROOM];
} WordSenses;

typedef enum WordRelation {
  WORDNET_NONE,
  WORDNET_CONTRARY, /* buy, sell */
  WORDNET_SAME,     /* they share a sense: boat, ship */
  WORDNET_RELATED,  /* close, or a kind of it: Libya, Libyan; kill, die */
  WORDNET_SIBLING   /* two kinds of one thing: Monday, Friday */
} WordRelation;

/* The senses of a lower-case word of `length` bytes, and of what it may be a
 * form of: studies, study; said, say. */
void wordnet_find(const char *word, size_t length, WordSenses *senses);

/* How the two are related; of several relations the first in the list above. */
WordRelation wordnet_relation(const WordSenses *a, const WordSenses *b);

#endif
