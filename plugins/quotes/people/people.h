/* SPDX-License-Identifier: Apache-2.0
 *
 * people.h - words for a single person: "the 57-year-old", "an Italian".
 */
#ifndef QUOTES_PEOPLE_H
#define QUOTES_PEOPLE_H

#include "endings.h"
#include "roles.h"

/* Does the description mean a single person who must have been named before?
 * *gender: what it tells of that. */
bool people_is_one(const Text *text, stemma_span span, const Speaker *speaker,
                   uint32_t *gender);

/* "57-year-old", "Italian": a word for a person of that kind? */
bool people_is(const Text *text, stemma_span word);
bool people_is_item(const Text *text, const Item *word);

/* May a word be one, by what the lexicon knows and by how it ends?  Hardly a
 * name may.  Has no branch. */
static inline bool
people_may_be_item(const Text *text, const Item *word)
{
  const char *at = text->doc->text + word->span.begin;
  uint32_t length = word->span.end - word->span.begin;

  return ((word->cue & WORD_PEOPLE) | (word->bits & W_LANGUAGE))
         | ((unsigned char)(at[0] - 'A') >= 26)
         | endings_may(at, length, ENDINGS_PEOPLE);
}

/* "a Labour backbencher": somebody of whom the name may follow? */
bool people_is_new(const Text *text, stemma_span span, const Speaker *speaker);

/* "archaeologist", "plasterer": may the word mean a person where it describes a
 * name or speaks?  `known`: what the lexicon has of it. */
bool people_may_be(const Text *text, stemma_span word, const Word *known);

#endif
