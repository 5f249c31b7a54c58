/* SPDX-License-Identifier: Apache-2.0
 *
 * names.h - who is named in the document, so that "Bel", "she" and "the
 * minister" can be given the fullest name that the text has.
 *
 * Mentions are added in reading order, outside quotes only; a speaker is
 * resolved after the last of them, because the fullest name may come late.
 */
#ifndef QUOTES_NAMES_H
#define QUOTES_NAMES_H

#include "register.h"

/* Adds the names of one sentence.  False without memory. */
bool names_sentence(Register *names, const Text *text, const Items *items,
                    const Sent *sent);

/* Does anybody with a name begin a sentence between the places? */
bool names_have_subject(const Register *names, uint32_t begin, uint32_t end);

/* The entity of a speaker, or NONE.  `last` is the entity of the quote before,
 * named at `last_place` (NONE: nobody). */
uint32_t names_resolve(const Register *names, const Text *text,
                       stemma_span speaker, uint32_t last, uint32_t last_place);

#endif
