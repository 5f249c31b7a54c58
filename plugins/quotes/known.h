/* SPDX-License-Identifier: Apache-2.0
 *
 * known.h - what the lexicon knows about the words of a paragraph, and what
 * their endings tell of the others.
 */
#ifndef QUOTES_KNOWN_H
#define QUOTES_KNOWN_H

#include "work.h"

/* Sets the classes of all items, the shapes that hang on them, the list `cues`
 * and `cue` of each sentence, whose `first` and `upper` are set.  False without
 * memory. */
bool known_items(const Text *text, Items *items, Sents *sents);

#endif
