/* SPDX-License-Identifier: Apache-2.0
 *
 * measured.h - amounts with a unit, before the number, after it or with no
 * number at all.  Those that return false leave the amount as it was.
 */
#ifndef NUMBERS_MEASURED_H
#define NUMBERS_MEASURED_H

#include "amount.h"

/* 5'10", 5' 10": feet and inches. */
bool measured_feet(const Text *text, Amount *a);

/* 9": an inch, unless the mark closes a quote that the sentence has opened. */
bool measured_inch(const Text *text, Amount *a);

/* The unit after the number: right after it, or after one word such as "more"
 * or "consecutive", or after a hyphen that stands alone. */
bool measured_after(const Text *text, Amount *a);

/* "another week and a half", "the past year and a half": with no article of its
 * own the unit of time is found from its fraction. */
bool measured_before(const Text *text, Amount *a);

/* "all day", "full-year", "the whole week" at atom `at`: one of it. */
bool measured_whole(const Text *text, uint32_t at, Amount *a);

/* "a month", "an hour" at atom `at`: the article means one.  Where it means
 * none, `a` may have changed. */
bool measured_article(const Text *text, uint32_t at, Amount *a);

#endif
