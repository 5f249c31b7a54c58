/* SPDX-License-Identifier: Apache-2.0
 *
 * fraction.h - reads fractions in words: "a third", "three-quarters", "half a
 * million", and those that follow a number: "and a half".
 */
#ifndef NUMBERS_FRACTION_H
#define NUMBERS_FRACTION_H

#include "number.h"

/* A fraction at `at` that begins with an article, "half" or "quarter". */
bool fraction_read(const Text *text, uint32_t at, Number *number);

/* "and a half", "and two thirds" after a number: of its scale, if it has one.
 */
void fraction_add(const Text *text, uint32_t how, Number *number);

/* "of a million", "million" after a fraction that has been read. */
void fraction_scale(const Text *text, Number *number);

#endif
