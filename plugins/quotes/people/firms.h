/* SPDX-License-Identifier: Apache-2.0
 *
 * firms.h - which organisation "the company" or "the union" means.
 */
#ifndef QUOTES_FIRMS_H
#define QUOTES_FIRMS_H

#include "roles.h"

/* The entity that a speaker means whose words are "the" and one for an
 * organisation: a name with that word, else what the text shows to be an
 * organisation, else whoever spoke last (`last`, or NONE).  NONE: nobody, or
 * other words.  `mention` is the first mention that is not before the speaker.
 */
uint32_t firms_find(const Register *names, const Text *text, stemma_span span,
                    const Speaker *speaker, uint32_t mention, uint32_t last);

/* The organisation that "it" at `place` means: the nearest that begins a
 * sentence, else whoever spoke last, if nothing makes that a person. */
uint32_t firms_find_it(const Register *names, const Text *text,
                       uint32_t mention, uint32_t place, uint32_t last);

/* Is it a word for a firm or a society? */
bool firms_is_word(const Text *text, stemma_span word);
bool firms_is_item(const Text *text, const Item *item);

#endif
