/* SPDX-License-Identifier: Apache-2.0
 *
 * chain.h - numbers that are no quantities by what is joined to them: clock
 * times, dates in digits, telephone numbers, places on the map,
 * runs of days and years, decades.
 */
#ifndef NUMBERS_CHAIN_H
#define NUMBERS_CHAIN_H

#include "number.h"

/* The end of a clock time, date, address or other chain of numbers that
 * begins at atom `at`; `at` when there is none. */
uint32_t chain_read(const Text *text, uint32_t at);

/* The end of a clock time in words at `at`, "half past ten"; `at` when there
 * is none. */
uint32_t chain_spoken_time(const Text *text, uint32_t at);

#endif
