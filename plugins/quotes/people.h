/* SPDX-License-Identifier: Apache-2.0
 *
 * people.h - words for a single person: "the 57-year-old", "an Italian".
 */
#ifndef QUOTES_PEOPLE_H
#define QUOTES_PEOPLE_H

#include "roles.h"

/* Does the description mean a single person who must have been named before?
 * *gender: what it tells of that. */
bool people_is_one(const Text *text, stemma_span span, const Speaker *speaker,
                   uint32_t *gender);

/* "57-year-old", "Italian": a word for a person of that kind? */
bool people_is(const Text *text, stemma_span word);
bool people_is_item(const Text *text, const Item *word);

/* "a Labour backbencher": somebody of whom the name may follow? */
bool people_is_new(const Text *text, stemma_span span, const Speaker *speaker);

#endif
