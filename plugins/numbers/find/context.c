/* SPDX-License-Identifier: Apache-2.0 */
#include "context.h"

enum { FIRST_YEAR = 1100 };

/* The words of a street's name. */
enum { STREET_WORDS = 4 };

/* A month's name; "may" and "march" only as names. */
static bool
is_month(const Text *text, uint32_t i)
{
  if (!is(text, i, IS_MONTH))
    return false;
  return is_upper(text, i)
         || !(is_fold(text, i, "may") || is_fold(text, i, "march")
              || is_fold(text, i, "mar"));
}

/* The atom before `i`, a full stop after an abbreviation left out. */
static uint32_t
before(const Text *text, uint32_t i)
{
  if (i == 0 || !same_sentence(text, i - 1, i))
    return text->count;
  if (i > 1 && is_char(text, i - 1, '.') && touches(text, i - 1))
    return i - 2;
  return i - 1;
}

static bool
is_year_value(double value)
{
  return value >= FIRST_YEAR && value <= CONTEXT_LAST_YEAR;
}

/* "30 September", "Sept. 30", "September 3 and 4", "May 4th". */
static bool
is_date(const Text *text, const Number *number)
{
  uint32_t left = before(text, number->begin);

  if (number->value < 1 || number->value > 31
      || (number->flags & (NUMBER_DECIMAL | NUMBER_WORDS)))
    return false;
  if (left < text->count && is_month(text, left))
    return true;
  if (is(text, number->end, IS_OF) && is_month(text, number->end + 1))
    return true;
  return is_month(text, number->end)
         && same_sentence(text, number->begin, number->end);
}

/* '16 for 2016 */
static bool
is_short_year(const Text *text, const Number *number)
{
  uint32_t left = number->begin - 1;

  return number->begin > 0 && (number->flags & NUMBER_PLAIN)
         && number->digits == 2 && touches(text, number->begin)
         && !touches(text, left)
         && (is_char(text, left, '\'')
             || utf8_decode(text->bytes + text->atoms[left].begin,
                            &(uint32_t){ 0 })
                    == 0x2019);
}

/* "1. A headline", "2) The next": the number of an item. */
static bool
is_item(const Text *text, const Number *number)
{
  return is_first(text, number->begin) && (number->flags & NUMBER_PLAIN)
         && number->value <= 99 && touches(text, number->end)
         && (is_char(text, number->end, '.') || is_char(text, number->end, ')'))
         && number->end + 1 < text->count;
}

/* Is a plain number of four digits a year here? */
static bool
is_year(const Text *text, const Number *number)
{
  uint32_t left = before(text, number->begin);

  if (!(number->flags & NUMBER_PLAIN)
      || (number->flags & (NUMBER_SCALED | NUMBER_WORDS | NUMBER_FRACTION))
      || !is_year_value(number->value) || number->digits != 4)
    return false;
  if (is(text, number->end, IS_AFTER_YEAR) && is_upper(text, number->end))
    return true;
  if (number->value >= 1900 && number->value <= 2100)
    return true;
  return left < text->count
         && (is(text, left, IS_BEFORE_YEAR) || is_month(text, left)
             || is_char(text, left, ','));
}

/* Does a plural noun stand at `i`, so that a number before it counts? */
static bool
counts_noun(const Text *text, uint32_t i)
{
  uint32_t n;

  if (!is_word(text, i) || is_upper(text, i) || touches(text, i)
      || is(text, i, IS_FUNCTION))
    return false;
  if (is(text, i, IS_PEOPLE))
    return true;
  n = size_at(text, i);
  return n > 3 && text->bytes[text->atoms[i].end - 1] == 's'
         && text->bytes[text->atoms[i].end - 2] != 's';
}

static bool
is_function(const Text *text, uint32_t i)
{
  return is(text, i, IS_FUNCTION | IS_SPAN | IS_AND | IS_TO | IS_PER | IS_OF)
         || entry_at(text, i)->before != NO_MODIFIER
         || entry_at(text, i)->word == WORD_SIGN;
}

/* A capitalised word before it, as in "Voyager 2". */
static bool
follows_name(const Text *text, const Number *number)
{
  uint32_t left = number->begin - 1;

  if (number->begin == 0 || !is_word(text, left)
      || !same_sentence(text, left, number->begin))
    return false;
  if (is_camel(text, left))
    return true;
  if (!is_upper(text, left) || is_function(text, left)
      || (text->atoms[left].flags & ATOM_OWNER))
    return false;
  return size_at(text, left) == 1 || !counts_noun(text, number->end);
}

static bool
follows_designator(const Text *text, const Number *number)
{
  uint32_t left = before(text, number->begin);

  if (left >= text->count)
    return false;
  if (is(text, left, IS_INDEX) && !counts_noun(text, number->end))
    return true;
  if (!is(text, left, IS_DESIGNATOR) || !is_word(text, left))
    return false;
  return is_upper(text, left) || !counts_noun(text, number->end);
}

bool
context_is_address(const Text *text, const Number *number)
{
  static const char marks[] = "=@_&?%";
  uint32_t left = number->begin - 1;

  if (number->begin == 0 || !touches(text, number->begin))
    return false;
  for (size_t i = 0; marks[i]; i++) {
    if (is_char(text, left, marks[i]) && touches(text, left))
      return true;
  }
  return is_char(text, left, '+') && touches(text, left)
         && text->atoms[left - 1].kind <= STEMMA_TOKEN_NUMBER;
}

bool
context_is_date(const Text *text, const Number *number)
{
  return is_date(text, number);
}

bool
context_follows_name(const Text *text, const Number *number)
{
  return follows_name(text, number) || follows_designator(text, number);
}

/* "14 Rowan Street" */
static bool
is_house(const Text *text, const Number *number)
{
  uint32_t at = number->end;

  for (uint32_t i = 0; i < STREET_WORDS; i++, at++) {
    if (!same_sentence(text, number->begin, at) || !is_word(text, at)
        || !is_upper(text, at))
      return false;
    if (i > 0 && is(text, at, IS_STREET))
      return true;
  }
  return false;
}

/* Letters, slashes or address marks that touch the digits. */
static bool
is_glued(const Text *text, const Number *number)
{
  uint32_t left = number->begin - 1;
  static const char marks[] = "/=#@_&?:\\";

  if (touches(text, number->end)
      && (is_word(text, number->end)
          || (is_char(text, number->end, '/')
              && is_number(text, number->end + 1))
          || (is_char(text, number->end, ':')
              && is_number(text, number->end + 1)
              && touches(text, number->end + 1))))
    return true;
  if (number->begin == 0)
    return false;
  if (hyphened(text, number->begin))
    return is_number(text, left) || !is_function(text, left);
  if (!touches(text, number->begin))
    return false;
  if (text->atoms[left].kind <= STEMMA_TOKEN_NUMBER)
    return true;
  /* Article 6(1) */
  if (is_char(text, left, '(') && touches(text, left)
      && is_number(text, left - 1))
    return true;
  for (size_t i = 0; marks[i]; i++) {
    if (is_char(text, left, marks[i]))
      return true;
  }
  return is_char(text, left, '.') && touches(text, left)
         && !is_char(text, left - 1, '.');
}

/* Two small numbers that do not rise: 3-1, 4–2. */
static bool
is_score(const Text *text, const Number *number)
{
  return hyphened(text, number->end) && is_number(text, number->end);
}

/* Room 12B, 221B Baker Street: no billions. */
static bool
is_flat(const Text *text, const Number *number)
{
  return (number->flags & NUMBER_LETTER)
         && (follows_designator(text, number) || is_house(text, number));
}

bool
context_is_name(const Text *text, const Number *number)
{
  if (number->flags & NUMBER_DIGITS) {
    if (is_glued(text, number) || context_is_address(text, number)
        || is_short_year(text, number) || is_item(text, number)
        || is_date(text, number) || is_year(text, number)
        || is_score(text, number) || is_flat(text, number))
      return true;
    return !(number->flags
             & (NUMBER_SCALED | NUMBER_GROUPED | NUMBER_SIGNED
                | NUMBER_FRACTION))
           && (follows_name(text, number) || follows_designator(text, number)
               || is_house(text, number));
  }
  return hyphened(text, number->begin) && !is_function(text, number->begin - 1);
}

bool
context_counts_one(const Text *text, const Number *number)
{
  uint32_t next = number->end, left = before(text, number->begin);

  if (left < text->count
      && (is(text, left, IS_DETERMINER) || is(text, left, IS_DESIGNATOR)))
    return false;
  if (is(text, next, IS_OF))
    return true;
  if (!same_sentence(text, number->begin, next))
    return number->begin == 0;
  if (text->atoms[number->end - 1].flags & ATOM_OWNER)
    return false;
  return is_word(text, next) && !is(text, next, IS_VERB | IS_AND | IS_FUNCTION);
}

/* "101st Airborne", "4th Armoured Brigade" */
static bool
is_troop(const Text *text, const Number *number)
{
  uint32_t at = number->end;

  if (!same_sentence(text, number->begin, at) || !is_upper(text, at))
    return false;
  return is(text, at, IS_TROOP)
         || (is(text, at + 1, IS_TROOP) && is_upper(text, at + 1)
             && same_sentence(text, at, at + 1));
}

bool
context_is_rank(const Text *text, const Number *number)
{
  uint32_t next = number->end;
  bool second = number->value == 2 && (number->flags & NUMBER_WORDS);

  if (hyphened(text, number->begin) || hyphened(text, next)
      || is_glued(text, number) || is_date(text, number)
      || is_troop(text, number)
      || (number->begin > 0 && is(text, number->begin - 1, IS_PER)))
    return false;
  if (is(text, next, IS_ORDINAL_STOP) && !is_upper(text, next))
    return false;
  if (is(text, next, IS_OF) && is(text, next + 1, IS_MONTH))
    return false;
  if (second && is(text, next, IS_ELAPSED))
    return false;
  return !second || number->begin == 0
         || !is(text, number->begin - 1, IS_ARTICLE)
         || (is_word(text, next) && !is(text, next, IS_FUNCTION));
}

bool
context_is_span(const Text *text, uint32_t at, uint32_t unit_flags,
                uint32_t kind)
{
  uint32_t left = before(text, at);

  if (unit_flags & UNIT_NOUN)
    return false;
  /* "$84 a barrel", "64 cents a litre" */
  if (kind != STEMMA_DURATION)
    return left >= text->count
           || !(is_number(text, left) || entry_at(text, left)->money
                || entry_at(text, left)->word == WORD_SCALE);
  if (is(text, at + 2, IS_ELAPSED))
    return true;
  /* "for a second day" */
  if (entry_at(text, at + 1)->word == WORD_ORDINAL && is_word(text, at + 2)
      && same_sentence(text, at, at + 2)
      && !is(text, at + 2, IS_FUNCTION | IS_VERB | IS_AND))
    return false;
  if (left >= text->count)
    return at == 0 && !same_sentence(text, at, at + 2);
  return is(text, left, IS_SPAN);
}
