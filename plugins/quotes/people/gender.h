/* SPDX-License-Identifier: Apache-2.0
 *
 * gender.h - whether a name seems to be a man's or a woman's, where no title
 * and no list tells.
 */
#ifndef QUOTES_GENDER_H
#define QUOTES_GENDER_H

#include "register.h"

/* GENDER_HE, GENDER_SHE or 0: by the pronouns that the text uses near the name,
 * else by how its words end.  *weak: only the end of a first name tells it. */
uint32_t gender_guess(const Text *text, const Entity *entity, bool *weak);

/* Notes the pronouns of a sentence that names nobody but `entity`: from `item`
 * on to the sentence's end. */
void gender_hint(Entity *entity, const Item *item, const Item *end);

#endif
