/* SPDX-License-Identifier: Apache-2.0
 *
 * price.h - amounts of money: a number with a sign or the name of a currency.
 */
#ifndef NUMBERS_PRICE_H
#define NUMBERS_PRICE_H

#include "amount.h"

/* May an amount that price_before reads begin at atom `at`?  Most begin with
 * neither a sign nor a minus. */
static inline bool
price_may_begin(const Text *text, uint32_t at)
{
  return is(text, at, IS_MONEY_SIGN)
         || (at < text->count && text->atoms[at].kind > STEMMA_TOKEN_NUMBER);
}

/* Reads $4.5bn, US$ 10 million, EUR 20, -$5 at atom `at`; `how` as of
 * number_read.  Where it is none, `a` may have changed. */
bool price_before(const Text *text, uint32_t at, uint32_t how, Amount *a);

/* Takes what makes the number of `a` money when it stands after it: a currency,
 * and a scale word after that: 75 USD million; 200p. */
bool price_after(const Text *text, Amount *a);

/* "tens of millions of dollars" */
bool price_vague(const Text *text, Amount *a);

/* Is the unit after the number of `a`, which may be a weight or money, a
 * weight?  Money has a scale word, words of prices before it or "a week" after
 * it. */
bool price_is_mass(const Text *text, const Amount *a);

#endif
