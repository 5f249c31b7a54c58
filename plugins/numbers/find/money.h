/* SPDX-License-Identifier: Apache-2.0
 *
 * money.h - reads the signs, codes and names of currencies beside a number.
 */
#ifndef NUMBERS_MONEY_H
#define NUMBERS_MONEY_H

#include "measure.h"

/* The currency at atom `at`, after a number; MUSD gives *scale a million.
 * False when none. */
bool money_read(const Text *text, uint32_t at, Measure *measure, double *scale);

/* The currency sign or code at `at`, before a number. */
bool money_sign(const Text *text, uint32_t at, Measure *measure);

/* The currency of this number (index + 1), as if it stood at `at`. */
Measure money_measure(const Text *text, uint32_t at, uint16_t money);

#endif
