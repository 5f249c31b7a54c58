/* SPDX-License-Identifier: Apache-2.0
 *
 * known.h - what the form of words tells that the lexicon does not know.
 */
#ifndef QUOTES_KNOWN_H
#define QUOTES_KNOWN_H

#include "work.h"

/* Sets the shapes that hang on the ends of the items in the list `strange`, and
 * what is known of possessors; takes names with an article into `uppers`, in
 * which `upper` of each sentence moves.  False without memory. */
bool known_items(const Text *text, Items *items, Sents *sents);

#endif
