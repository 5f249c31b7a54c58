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

#endif
