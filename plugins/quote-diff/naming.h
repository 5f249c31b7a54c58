/* SPDX-License-Identifier: Apache-2.0
 *
 * naming.h - what the words tell that articles name a speaker by.
 */
#ifndef QUOTE_DIFF_NAMING_H
#define QUOTE_DIFF_NAMING_H

#include <stdbool.h>
#include <stdint.h>

/* "the president", "Ruritania's coach", "she": whoever is named elsewhere may
 * be meant.  [any] */
bool naming_is_description(const char *name, uint32_t length);

/* Do the names end with the same word, whatever the case of its Latin letters?
 * "Ana Bel", "BEL".  [any] */
bool naming_is_same(const char *a, uint32_t a_length, const char *b,
                    uint32_t b_length);

#endif
