/* SPDX-License-Identifier: Apache-2.0
 *
 * ages.h - whether a bare number is the age of somebody.
 */
#ifndef NUMBERS_AGES_H
#define NUMBERS_AGES_H

#include "atoms.h"
#include "number.h"

bool ages_tell(const Text *text, const Number *number);

#endif
