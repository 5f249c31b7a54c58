/* SPDX-License-Identifier: Apache-2.0
 *
 * change.h - amounts that no longer hold: "raised from 10 to 15 lakh" gives two
 * states of one thing, and "an earlier figure of 41" is not what the article
 * says.
 */
#ifndef NUMBERS_CHANGE_H
#define NUMBERS_CHANGE_H

#include "around.h"
#include "words.h"

/* The words of data/changes.txt; constant.  False without memory; close it in
 * any case. */
bool changes_open(Words *changes);

/* Is the range of tokens `first` to `last` a change?  *to is then the token
 * "to" between its two amounts. */
bool change_read(const Words *changes, const Around *around, uint32_t *to);

/* Does the amount say what was so before, or what is not so?  `begin` is its
 * first token or the first one of its modifier. */
bool change_is_former(const Words *changes, const Around *around,
                      uint32_t begin);

#endif
