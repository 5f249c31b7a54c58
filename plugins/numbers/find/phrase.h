/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase.h - files phrases in the lexicon's trie, cut into words as the texts
 * are: letters, digits, and every other mark alone; hyphens part words and are
 * not kept.
 */
#ifndef NUMBERS_PHRASE_H
#define NUMBERS_PHRASE_H

#include "lexicon.h"

/* The entry of a phrase, made when there is none yet; NULL without memory.
 * Valid until the next call. */
Entry *phrase_put(Lexicon *lexicon, Piece phrase);

/* The same of the first word only. */
Entry *phrase_put_first(Lexicon *lexicon, Piece phrase);

/* The fold of its first word; 0 when it has none. */
uint64_t phrase_head(Piece phrase);

#endif
