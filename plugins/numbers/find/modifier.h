/* SPDX-License-Identifier: Apache-2.0
 *
 * modifier.h - words that say how exact an amount is: about, more than, or so.
 */
#ifndef NUMBERS_MODIFIER_H
#define NUMBERS_MODIFIER_H

#include "atoms.h"

/* As modifier_read, where a phrase may begin. */
uint32_t modifier_phrase(const Text *text, uint32_t at, bool after,
                         uint32_t *modifier);

/* The longest phrase of a modifier at atom `at`, one that stands after the
 * amount or one before it.  Returns its end and sets *modifier; returns `at`
 * when there is none. */
static inline uint32_t
modifier_read(const Text *text, uint32_t at, bool after, uint32_t *modifier)
{
  const Entry *entry = entry_at(text, at);

  if (!entry->more && (after ? entry->after : entry->before) == NO_MODIFIER)
    return at;
  return modifier_phrase(text, at, after, modifier);
}

#endif
