/* SPDX-License-Identifier: Apache-2.0
 *
 * units.h - reads data/units.txt, data/currencies.txt and the user's own
 * units into a lexicon, with SI and binary prefixes.
 */
#ifndef NUMBERS_UNITS_H
#define NUMBERS_UNITS_H

#include "lexicon.h"

/* The built-in lists.  False without memory. */
bool units_open(Lexicon *lexicon);

/* A user's list; false with a message that names the line. */
bool units_add(Lexicon *lexicon, const char *data, size_t length,
               Builder *error);

#endif
