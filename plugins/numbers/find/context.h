/* SPDX-License-Identifier: Apache-2.0
 *
 * context.h - tells numbers that are no quantities by the words around them:
 * dates, years, names, scores, addresses.
 */
#ifndef NUMBERS_CONTEXT_H
#define NUMBERS_CONTEXT_H

#include "number.h"

/* No later year is taken for one. */
enum { CONTEXT_LAST_YEAR = 2199 };

/* Is a number without unit, sign or currency a year, a date or a name here? */
bool context_is_name(const Text *text, const Number *number);

/* May "one" be a count here, rather than a pronoun? */
bool context_counts_one(const Text *text, const Number *number);

/* May this ordinal be one, rather than a date or a name? */
bool context_is_rank(const Text *text, const Number *number);

/* Is "a month" at `at` (the article) an amount? */
bool context_is_span(const Text *text, uint32_t at, uint32_t unit_flags,
                     uint32_t kind);

/* Does it stand in a web address or the like, whatever follows? */
bool context_is_address(const Text *text, const Number *number);

/* Is it the day of a date? */
bool context_is_date(const Text *text, const Number *number);

/* Does a capitalised word before it make it a part of a name? */
bool context_follows_name(const Text *text, const Number *number);

#endif
