/* SPDX-License-Identifier: Apache-2.0
 *
 * edits.h - the edit distance of lists of words from a short one, and how far
 * moving words could lower it.
 */
#ifndef COMMON_EDITS_H
#define COMMON_EDITS_H

#include "ngram.h"

/* The most words of the list that others are measured against. */
#define EDITS_MOST 64

/* Scratch memory of one thread; zero it to begin. */
typedef struct Edits {
  NgramTable table;                /* the numbers of the words */
  uint64_t places[EDITS_MOST + 1]; /* a bit for each place of a word */
  size_t count;                    /* words of the list */
} Edits;

typedef struct EditBounds {
  uint64_t distance; /* insertions, deletions and substitutions */
  uint64_t least;    /* of the lists in any order: never more than `distance` */
} EditBounds;

/* Takes the list of `count` words, at most EDITS_MOST, that others will be
 * measured against; words are equal when their numbers are.  False without
 * memory. */
bool edits_place(Edits *edits, const uint64_t *words, size_t count);

/* How a word came to its costs: a bit for each place of the list. */
typedef struct EditColumn {
  uint64_t even; /* what costs as much as one word and one place less */
  uint64_t up;   /* what costs one more than one word less */
} EditColumn;

/* Of that list and this one, in time linear in `count`; with the columns of
 * each word unless `columns` is NULL. */
EditBounds edits_measure(const Edits *edits, const uint64_t *words,
                         size_t count, EditColumn *columns);

/* Where in the list the word stands, bit by bit. */
uint64_t edits_places(const Edits *edits, uint64_t word);

void edits_clear(Edits *edits);

#endif
