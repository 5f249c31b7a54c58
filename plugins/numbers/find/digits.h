/* SPDX-License-Identifier: Apache-2.0
 *
 * digits.h - the value of digits as written: 1,234.5 and 1.5, 3/4, 2½, 6.2e3.
 */
#ifndef NUMBERS_DIGITS_H
#define NUMBERS_DIGITS_H

#include "number.h"

/* Reads digits at atom `at` with fraction and exponent; false when they are no
 * number (an address, a version). */
bool digits_read(const Text *text, uint32_t at, Number *number);

/* The value of a fraction sign such as U+00BD; 0 for any other. */
double digits_fraction(const Text *text, uint32_t at);

#endif
