/* SPDX-License-Identifier: Apache-2.0
 *
 * keys.h - the keys under which a mention meets those of other documents.
 *
 * Pairs of the words nearest to it; its value with a word; a concept with a
 * name, or with what the document is about; the age of a name.  All with its
 * kind.  In documents that are read closely each word near it
 * alone, and its value alone.  Two
 * mentions need one key in common to be compared, and most keys
 * hold a single mention, so the work grows with the corpus.
 */
#ifndef NUMBERS_KEYS_H
#define NUMBERS_KEYS_H

#include "mention.h"

/* More than any mention has. */
enum { KEYS_MOST = 128 };

/* Fills `keys` and returns how many there are; one may be there twice. */
uint32_t keys_of(const Candidate *candidate, uint64_t keys[KEYS_MOST]);

#endif
