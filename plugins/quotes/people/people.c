/* SPDX-License-Identifier: Apache-2.0
 *
 * people.c - see people.h.
 */
#include "people.h"

#include <string.h>

#include "endings.h"
#include "fold.h"

/* Does the title belong to somebody who is named, or the only one of a kind? */
static bool
is_of_one(const Text *text, const Called *called, stemma_span word)
{
  if (called->kind != ROLES_OTHER)
    return true;
  return (called->bits & W_TITLE) && !(called->bits & W_GROUP)
         && !fold_list_has(
             &lexicon_unnamed,
             fold_bytes(text->doc->text + word.begin, roles_length(word)));
}

/* "mother-of-two": the bits of "mother"; 0: no such word. */
static uint32_t
parent_bits(const char *word, uint32_t length)
{
  if (length < 8 || !memchr(word, '-', length))
    return 0; /* most words */
  for (uint32_t i = 0; i + 5 < length; i++)
    if (memcmp(word + i, "-of-", 4) == 0)
      return word_find(fold_bytes(word, i))->bits & (W_HE | W_SHE);
  return 0;
}

/* `word`: what the lexicon knows of it. */
static bool
is_kind_of_person(const char *at, uint32_t length, const Word *word)
{
  if ((word->cue & (WORD_PEOPLE | CUE_ANY)) == WORD_PEOPLE)
    return true;
  if (roles_is_upper(at[0]))
    return endings_have(at, length, ENDINGS_PEOPLE)
           || (word->bits & W_LANGUAGE);
  return endings_have(at, length, ENDINGS_TRADE)
         || parent_bits(at, length) != 0;
}

bool
people_is(const Text *text, stemma_span span)
{
  const char *at = text->doc->text + span.begin;

  return is_kind_of_person(at, roles_length(span),
                           word_find(fold_bytes(at, roles_length(span))));
}

bool
people_is_item(const Text *text, const Item *item)
{
  Word word = { .classes = item->classes };

  /* a possessor's classes are those of the word without its 's */
  return item->shape & ITEM_POSSESSIVE
             ? people_is(text, item->span)
             : is_kind_of_person(text->doc->text + item->span.begin,
                                 roles_length(item->span), &word);
}

static bool
is_strange(const Word *word)
{
  return !(word->bits & ~(uint32_t)(W_LANGUAGE | W_HE | W_SHE));
}

bool
people_may_be(const Text *text, stemma_span word, const Word *known)
{
  const char *at = text->doc->text + word.begin;
  uint32_t length = roles_length(word);

  return is_kind_of_person(at, length, known)
         || (!roles_is_upper(at[0]) && is_strange(known)
             && endings_have(at, length, ENDINGS_AGENT));
}

/* "His Eminence": a title that stands for a name, with the gender before it. */
static bool
is_honour(const Speaker *speaker)
{
  return speaker->words == 2 && (speaker->first->bits & W_POSS)
         && (speaker->called.bits & W_TITLE)
         && !(speaker->called.bits & W_ROLE);
}

/* Is it one word or two for a single person, and no name? */
static bool
is_single(const Text *text, const Speaker *speaker, bool role, stemma_span last)
{
  if (role || speaker->aged)
    return !speaker->named;
  return speaker->words == 2 && is_strange(speaker->last)
         && (people_is(text, last)
             || (!speaker->named
                 && endings_have(text->doc->text + last.begin,
                                 roles_length(last), ENDINGS_AGENT)));
}

/* What the word's end tells of the gender: "mother-of-two", "Frenchman". */
static uint32_t
gender_bits(const Text *text, stemma_span word)
{
  const char *at = text->doc->text + word.begin;
  uint32_t length = roles_length(word);

  if (endings_have(at, length, ENDINGS_WOMAN))
    return W_SHE;
  return endings_have(at, length, ENDINGS_MAN) ? (uint32_t)W_HE
                                               : parent_bits(at, length);
}

bool
people_is_one(const Text *text, stemma_span span, const Speaker *speaker,
              uint32_t *gender)
{
  stemma_span last = { speaker->last_begin, span.end };
  bool honour = is_honour(speaker);
  bool role =
      speaker->called.role && speaker->role_end == span.end
      && (is_of_one(text, &speaker->called, last) || people_is(text, last));
  uint32_t bits;

  if (speaker->words < 2
      || !(speaker->owner || honour || (speaker->first->bits & W_DET))
      || !(honour || is_single(text, speaker, role, last)))
    return false;
  bits = honour ? speaker->first->bits
         : role ? speaker->called.bits
                : speaker->last->bits | gender_bits(text, last);
  *gender = bits & W_SHE ? GENDER_SHE : bits & W_HE ? GENDER_HE : 0u;
  return true;
}

bool
people_is_new(const Text *text, stemma_span span, const Speaker *speaker)
{
  const char *at = text->doc->text;
  stemma_span last = { speaker->last_begin, span.end };

  return speaker->words > 1 && speaker->words < 6
         && (at[span.begin] | 0x20) == 'a' && (speaker->first->bits & W_DET)
         && speaker->first != speaker->last
         && (at[span.begin + 1] == ' ' || at[span.begin + 2] == ' ')
         && people_may_be(text, last, speaker->last);
}
