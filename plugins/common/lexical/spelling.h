/* SPDX-License-Identifier: Apache-2.0
 *
 * spelling.h - brings the spellings of one English word together: metre and
 * meter, honour and honor, organise and organize, defence and defense.
 *
 * The result is a key for comparing, not a word to print: a rule may bend a
 * word that has no second spelling, as long as it bends all its forms alike.
 */
#ifndef COMMON_SPELLING_H
#define COMMON_SPELLING_H

#include <stdint.h>

/* The most bytes by which a rule makes a word longer. */
#define SPELLING_ROOM 2u

/* Before stemming.  `word` is case-folded UTF-8 of `length` bytes with room
 * for SPELLING_ROOM more; returns the new length.  [any] */
uint32_t spelling_word(char *word, uint32_t length);

/* After stemming, on the stem; the same contract.  [any] */
uint32_t spelling_stem(char *stem, uint32_t length);

#endif
