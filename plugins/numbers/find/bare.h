/* SPDX-License-Identifier: Apache-2.0
 *
 * bare.h - numbers without a unit: which of them are quantities, and whose age
 * they say.
 */
#ifndef NUMBERS_BARE_H
#define NUMBERS_BARE_H

#include "amount.h"

/* Is a bare number a quantity?  Sets its kind and `named`. */
void bare_judge(const Text *text, Amount *a);

/* "aged 12", "age 39". */
bool bare_aged(const Text *text, Amount *a);

#endif
