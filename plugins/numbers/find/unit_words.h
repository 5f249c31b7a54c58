/* SPDX-License-Identifier: Apache-2.0
 *
 * unit_words.h - which name, symbol or sign of the lists stands at an atom, of
 * units and of currencies.  Nothing of powers and rates.  [any]
 */
#ifndef NUMBERS_UNIT_WORDS_H
#define NUMBERS_UNIT_WORDS_H

#include "measure.h"

/* The longest name of a unit (or of money) that begins at atom `at`.  Each of
 * these returns the atom behind what it found, and `at` when it found nothing;
 * *found is the index + 1. */
uint32_t unit_words_name(const Text *text, uint32_t at, bool money,
                         uint16_t *found);

/* The longest run of touching atoms whose exact bytes are in `words`; blanks
 * count where the list has a "_". */
uint32_t unit_words_exact(const Text *text, uint32_t at, const Words *words,
                          bool blanks, uint16_t *found);

/* The symbol of a unit; most atoms begin none. */
uint32_t unit_words_symbol(const Text *text, uint32_t at, uint16_t *found);

/* A unit's name or symbol, with no power of its own, after a number of this
 * value; `how`: MEASURE_.... */
uint32_t unit_words_read(const Text *text, uint32_t at, double value,
                         uint32_t how, uint16_t *found);

#endif
