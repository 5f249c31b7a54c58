/* SPDX-License-Identifier: Apache-2.0
 *
 * describe.h - what a text calls those whom it names: the roles and titles
 * beside a name.
 */
#ifndef QUOTES_DESCRIBE_H
#define QUOTES_DESCRIBE_H

#include "register.h"

/* Of "President of the Republic of X" or "Secretary for Y" that ends before
 * item `end` the first word; else the word before `end`. */
uint32_t describe_role(const Items *items, uint32_t begin, uint32_t end);

/* "North Korean leader Kim", "President of the Republic of Y Z", "a man, Kim,":
 * the words before the name describe it.  False without memory. */
bool describe_before(Register *names, const Text *text, const Items *items,
                     const Sent *sent, Run run, uint32_t entity);

/* "Kim, the North Korean leader,": so do those after it, from item `i` on.
 * False without memory. */
bool describe_after(Register *names, const Text *text, const Items *items,
                    uint32_t i, uint32_t end, uint32_t entity);

#endif
