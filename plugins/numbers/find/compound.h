/* SPDX-License-Identifier: Apache-2.0
 *
 * compound.h - what follows an amount and belongs to it: "5 feet 2 inches", "20
 * dollars 43 cents", "a year and a half", "1 hour thirty".
 */
#ifndef NUMBERS_COMPOUND_H
#define NUMBERS_COMPOUND_H

#include <string.h>

#include "amount.h"

/* Is the fraction from `begin` to `end` one of what follows it, as in "an hour
 * and half the night"?  "An hour and a half of talks" is of the talks whole. */
bool compound_is_of_other(const Text *text, uint32_t begin, uint32_t end);

/* A fraction after the unit. */
void compound_add_fraction(const Text *text, Amount *a);

/* A smaller unit; false when none follows. */
bool compound_add(const Text *text, Amount *a);

/* A number whose smaller unit is left out. */
void compound_add_bare(const Text *text, Amount *a);

static inline const Unit *
unit_of(const Text *text, const Measure *m)
{
  return m->unit ? lexicon_unit_at(text->lexicon, m->unit) : NULL;
}

/* Is atom `i` this, byte for byte? */
static inline bool
is_symbol(const Text *text, uint32_t i, const char *symbol)
{
  uint32_t n = (uint32_t)strlen(symbol);

  return i < text->count && text->atoms[i].end - text->atoms[i].begin == n
         && memcmp(text->bytes + text->atoms[i].begin, symbol, n) == 0;
}

#endif
