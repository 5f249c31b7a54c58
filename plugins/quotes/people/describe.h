/* SPDX-License-Identifier: Apache-2.0
 *
 * describe.h - what a text calls those whom it names: the roles and titles
 * beside a name.
 */
#ifndef QUOTES_DESCRIBE_H
#define QUOTES_DESCRIBE_H

#include "mention.h"

/* Of "President of the Republic of X" or "Secretary for Y" that ends before
 * `end` the first word; else the word before `end`. */
const Item *describe_role(const Item *begin, const Item *end);

/* May the item before a name be the end of words that describe it?  Before most
 * names stand others.  `listed`: a comma stands behind the name. */
static inline bool
describe_may(const Item *before, bool listed)
{
  if (before->kind == ITEM_MARK)
    return listed && before->mark == ',';
  return (before->bits & (W_ROLE | W_TITLE))
         || (before->cue & (WORD_OF | WORD_PEOPLE)) || !before->classes
         || (before->shape & ITEM_NAME);
}

/* "North Korean leader Kim", "President of the Republic of Y Z", "a man, Kim,":
 * the words before the name, of which the last may describe it, do.  False
 * without memory. */
bool describe_before(const Naming *n, const Run *run, uint32_t entity);

/* "Kim, the North Korean leader,": so do those behind the comma, of which there
 * are two or more.  False without memory. */
bool describe_after(const Naming *n, const Item *comma, uint32_t entity);

/* The entity is called `item`, a role, with the word before it.  False without
 * memory. */
bool describe_as(const Naming *n, const Item *begin, const Item *item,
                 uint32_t entity);

#endif
