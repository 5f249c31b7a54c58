/* SPDX-License-Identifier: Apache-2.0
 *
 * range.h - two amounts that bound a third: "3 to 5 km", "$10-20 million",
 * "between 3 and 5"; and what two amounts are that only look like it.
 */
#ifndef NUMBERS_RANGE_H
#define NUMBERS_RANGE_H

#include "amount.h"

/* Goes on from the first bound `a`, which has been read, to the second; false
 * when there is no range.  `between` and `from` say that the word stood before
 * the first. */
bool range_read(const Text *text, Amount *a, bool between, bool from,
                Amount *b);

/* Gives both bounds one unit; `opened` says that "between" or "from" stood
 * before.  False when they are of different sorts. */
bool range_join(const Text *text, Amount *a, Amount *b, bool opened);

#endif
