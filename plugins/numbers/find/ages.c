/* SPDX-License-Identifier: Apache-2.0 */
#include "ages.h"

#include "fold.h"

enum { OLDEST = 120 };

/* Younger ones are rarely told without "aged" or "years old": "Ana Bel (3)" has
 * three goals. */
enum { GROWN = 14 };

/* The number with the atoms on both sides of it. */
typedef struct Aged {
  const Text *text;
  uint32_t left;  /* its first atom */
  uint32_t right; /* the one behind it */
  double value;
} Aged;

static bool
is_he(const Text *text, uint32_t i)
{
  return is_fold(text, i, "he") || is_fold(text, i, "she");
}

/* Does the number stand behind so many atoms of its sentence? */
static bool
has_before(const Aged *a, uint32_t count)
{
  return a->left >= count && same_sentence(a->text, a->left - count, a->left);
}

/* Does its clause end behind it? */
static bool
ends_clause(const Aged *a)
{
  const Text *text = a->text;
  uint32_t right = a->right;

  return !same_sentence(text, a->left, right) || is_char(text, right, ',')
         || is_char(text, right, ';') || is_char(text, right, ')')
         || (is_char(text, right, '.')
             && !same_sentence(text, right, right + 1));
}

static bool
is_name(const Text *text, uint32_t i)
{
  return is_word(text, i) && is_upper(text, i) && !is(text, i, IS_MONTH)
         && !is(text, i, IS_FUNCTION | IS_DAY | IS_DESIGNATOR);
}

/* "turns 38 in May" */
static bool
is_turned(const Aged *a)
{
  return (is_fold(a->text, a->left - 1, "turns")
          || is_fold(a->text, a->left - 1, "turned"))
         && is(a->text, a->right, IS_FUNCTION | IS_SPAN | IS_BAR)
         && !is(a->text, a->right, IS_TO | IS_OF);
}

/* "Ana Bel, who is 39,", "who turns 38 in May" */
static bool
is_told(const Aged *a)
{
  return has_before(a, 3) && is(a->text, a->left - 1, IS_BEING)
         && is(a->text, a->left - 2, IS_WHO)
         && (ends_clause(a) || is_turned(a));
}

/* "Ana Bel, 39," */
static bool
is_apposed(const Aged *a)
{
  return has_before(a, 2) && is_char(a->text, a->left - 1, ',')
         && is_name(a->text, a->left - 2) && ends_clause(a);
}

/* Does "the", "a" or "her" stand before the noun at `i`, or before the word
 * before it? */
static bool
is_said_of(const Aged *a, uint32_t i)
{
  const uint64_t some = IS_ARTICLE | IS_THE | IS_OWNER;

  return is(a->text, i - 1, some)
         || (has_before(a, a->left - i + 2) && is(a->text, i - 2, some));
}

/* "the player, 23,", "her brother, 80,"; without an article in headlines: "Boy
 * saves sister, 4, from sea". */
static bool
is_apposed_to_noun(const Aged *a)
{
  const Text *text = a->text;
  uint32_t noun = a->left - 2;

  if (!has_before(a, 3) || !is_char(text, a->left - 1, ',')
      || !is_char(text, a->right, ',') || !is_word(text, noun)
      || is(text, noun, IS_FUNCTION | IS_DAY))
    return false;
  return is(text, noun, IS_ONE_PERSON)
         || (a->value >= GROWN && is_said_of(a, noun));
}

/* "Ana Bel (39)" */
static bool
is_in_brackets(const Aged *a)
{
  return a->value >= GROWN && has_before(a, 3)
         && is_char(a->text, a->left - 1, '(')
         && is_char(a->text, a->right, ')') && is_name(a->text, a->left - 2)
         && is_name(a->text, a->left - 3);
}

/* "She is 39." "He turned 50 on Friday." "She was 41 when": before a noun it
 * would be a count, and "he is 3 up". */
static bool
is_his(const Aged *a)
{
  return has_before(a, 2) && is(a->text, a->left - 1, IS_BEING)
         && is_he(a->text, a->left - 2)
         && (ends_clause(a) || is_fold(a->text, a->right, "when")
             || (a->value >= GROWN && is_fold(a->text, a->right, "on")));
}

/* "a man of 52", "at the age of 82" */
static bool
is_of_person(const Aged *a)
{
  const Text *text = a->text;

  if (!has_before(a, 3) || !is(text, a->left - 1, IS_OF))
    return false;
  if (is_fold(text, a->left - 2, "age"))
    return !is(text, a->right, IS_AND);
  return is(text, a->left - 2, IS_ONE_PERSON)
         && (is(text, a->left - 3, IS_ARTICLE) || is_word(text, a->left - 3))
         && (ends_clause(a) || !is_word(text, a->right)
             || is(text, a->right, IS_BEING | IS_WHO | IS_AND | IS_FUNCTION));
}

/* Does a plural noun stand behind it, so that it counts? */
static bool
counts(const Aged *a)
{
  const Text *text = a->text;

  if (!same_sentence(text, a->left, a->right))
    return false;
  if (hyphened(text, a->right) || is_number(text, a->right))
    return true;
  return is_word(text, a->right)
         && text->bytes[text->atoms[a->right].end - 1] == 's'
         && !is(text, a->right,
                IS_FUNCTION | IS_VERB | IS_AND | IS_WHO | IS_BEING);
}

/* "children under five", "people over 60 travel free", but "people over 60
 * firms". */
static bool
is_bound(const Aged *a)
{
  const Text *text = a->text;
  uint32_t at = a->left - 1;

  return has_before(a, 2) && is(text, at - 1, IS_PERSONS | IS_ANYONE)
         && (is(text, at, IS_OVER | IS_BELOW) || is_fold(text, at, "under")
             || is_fold(text, at, "above"))
         && (is(text, at - 1, IS_ANYONE) || !counts(a));
}

/* "the sisters, both 71,", "Ana Bel, now 45," */
static bool
is_apposed_both(const Aged *a)
{
  return a->value >= GROWN && has_before(a, 3)
         && is(a->text, a->left - 1, IS_AGE_ADVERB)
         && is_char(a->text, a->left - 2, ',') && is_word(a->text, a->left - 3)
         && ends_clause(a);
}

/* "who at 19 was", "At 82, Ana Bel" */
static bool
is_at(const Aged *a)
{
  const Text *text = a->text;

  if (!has_before(a, 1) || !is_fold(text, a->left - 1, "at"))
    return false;
  if (has_before(a, 2) && is(text, a->left - 2, IS_WHO))
    return is(text, a->right, IS_BEING) || is_char(text, a->right, ',');
  return a->value >= GROWN && is_first(text, a->left - 1)
         && is_char(text, a->right, ',')
         && (is_he(text, a->right + 1)
             || (is_name(text, a->right + 1) && is_name(text, a->right + 2)));
}

bool
ages_tell(const Text *text, const Number *number)
{
  uint32_t words = number->flags & (NUMBER_WORDS | NUMBER_PLAIN);
  Aged a = { text, number->begin, number->end, number->value };

  if (!words || number->value < 1 || number->value > OLDEST
      || (number->flags
          & (NUMBER_ORDINAL | NUMBER_FRACTION | NUMBER_VAGUE | NUMBER_SCALED
             | NUMBER_ARTICLE | NUMBER_TIMES | NUMBER_COUPLE)))
    return false;
  if (number->flags & NUMBER_WORDS)
    return is_of_person(&a) || is_bound(&a);
  return is_bound(&a) || is_apposed_both(&a) || is_apposed(&a)
         || is_apposed_to_noun(&a) || is_told(&a) || is_his(&a)
         || is_of_person(&a) || is_at(&a) || is_in_brackets(&a);
}
