/* SPDX-License-Identifier: Apache-2.0
 *
 * phrase.h - a text as the list of its words, each with what is known of it.
 *
 * A word is letters and digits, apostrophes between letters, points and commas
 * between digits, and the points of an abbreviation such as U.S.; a possessive
 * 's is left away, and US in capitals is U.S.
 */
#ifndef COMMON_PHRASE_H
#define COMMON_PHRASE_H

#include "array.h"
#include "lexis.h"
#include "mt_words.h"

typedef ARRAY(const LexisWord *) Phrase;

/* Replaces the words by those of `text`; they are the lexis's, until it is
 * tidied.  False without memory. */
bool phrase_read(Phrase *phrase, Lexis *lexis, MtText text);

#endif
