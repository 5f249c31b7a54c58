/* SPDX-License-Identifier: Apache-2.0 */
#include "number.h"

#include <math.h>

#include "cardinal.h"
#include "digits.h"
#include "fraction.h"

/* Tens, and the plural of a word that multiplies: hundreds, millions. */
static bool
is_plural(const Text *text, uint32_t at)
{
  uint8_t class = word_at(text, at);

  return class == WORD_MANY
         || ((class == WORD_HUNDRED || class == WORD_SCALE
              || class == WORD_DOZEN)
             && text->bytes[text->atoms[at].end - 1] == 's');
}

/* "a couple of hundred" */
static void
scale_couple(const Text *text, Number *number)
{
  uint32_t at = number->end + is(text, number->end, IS_OF);
  uint8_t class = word_at(text, at);

  if ((class != WORD_HUNDRED && class != WORD_SCALE && class != WORD_DOZEN)
      || is_plural(text, at))
    return;
  number->value *= value_at(text, at);
  number->scale = value_at(text, at);
  number->end = at + 1;
  number->flags = NUMBER_WORDS | NUMBER_SCALED;
}

/* "a couple", "couple of". */
static bool
read_couple(const Text *text, uint32_t at, Number *number)
{
  uint32_t word = is(text, at, IS_ARTICLE) ? at + 1 : at;

  if (word_at(text, word) != WORD_COUPLE
      || (word == at && !is(text, word + 1, IS_OF)))
    return false;
  *number = (Number){ .begin = at,
                      .end = word + 1,
                      .value = 2,
                      .scale = 1,
                      .flags = NUMBER_COUPLE | NUMBER_WORDS };
  scale_couple(text, number);
  return true;
}

/* "tens of thousands", "hundreds of", "millions". */
static bool
read_many(const Text *text, uint32_t at, Number *number)
{
  uint32_t end = at + 1;

  if (!is_plural(text, at))
    return false;
  while (is(text, end, IS_OF) && is_plural(text, end + 1))
    end += 2;
  *number = (Number){
    .begin = at, .end = end, .scale = 1, .flags = NUMBER_VAGUE | NUMBER_WORDS
  };
  return true;
}

/* "the dozen men" are twelve, as "a dozen" are. */
static bool
read_dozen(const Text *text, uint32_t at, Number *number)
{
  const Entry *entry = entry_at(text, at);

  if (at == 0 || !is(text, at - 1, IS_THE) || entry->value != 12
      || is_plural(text, at) || !same_sentence(text, at - 1, at + 1)
      || !is_word(text, at + 1) || hyphened(text, at + 1))
    return false;
  *number = (Number){ .begin = at,
                      .end = at + 1,
                      .value = entry->value,
                      .scale = 1,
                      .flags = NUMBER_WORDS };
  return true;
}

/* "few hours", "a few", "several hundred": no value. */
static bool
read_few(const Text *text, uint32_t at, Number *number)
{
  uint32_t begin = at;

  if (is(text, at, IS_ARTICLE) && word_at(text, at + 1) == WORD_FEW)
    at++;
  if (word_at(text, at) != WORD_FEW)
    return false;
  at++;
  while (word_at(text, at) == WORD_HUNDRED || word_at(text, at) == WORD_SCALE
         || word_at(text, at) == WORD_DOZEN)
    at++;
  *number = (Number){
    .begin = begin, .end = at, .scale = 1, .flags = NUMBER_VAGUE | NUMBER_WORDS
  };
  return true;
}

/* Which suffix an ordinal has: 0 st, 1 nd, 2 rd, 3 th.  "11st" is a weight. */
static size_t
suffix_of(double value)
{
  double tens = fmod(value, 100), ones = fmod(value, 10);

  return ones >= 1 && ones <= 3 && !(tens >= 11 && tens <= 13)
             ? (size_t)ones - 1
             : 3;
}

/* 22nd, 1st. */
static bool
read_suffix(const Text *text, Number *number)
{
  static const char *const suffixes[] = { "st", "nd", "rd", "th" };
  const Atom *atom = &text->atoms[number->end];

  if (!touches(text, number->end) || atom->end - atom->begin != 2
      || !is_word(text, number->end))
    return false;
  for (size_t i = 0; i < 4; i++) {
    if (fold_equal(text->bytes + atom->begin, 2, suffixes[i])
        && i == suffix_of(number->value)) {
      number->end++;
      number->flags = NUMBER_ORDINAL | NUMBER_DIGITS;
      return true;
    }
  }
  return false;
}

/* The ordinal word that ends a number: twenty-first, two hundredth. */
static bool
read_ordinal_end(const Text *text, Number *number, const Cardinal *r)
{
  uint8_t class = word_at(text, number->end);
  double value = value_at(text, number->end);

  if ((class != WORD_PART && class != WORD_ORDINAL)
      || (number->flags & NUMBER_DIGITS))
    return false;
  if (r->last == WORD_TEN ? value >= 10 : value <= r->total)
    return false;
  if (r->last == WORD_TEN)
    number->value += value;
  else if (value >= 100)
    number->value = r->total + (r->group > 0 ? r->group : 1) * value;
  else if (r->last == WORD_HUNDRED || r->last == WORD_SCALE)
    number->value += value;
  else
    return false;
  number->end++;
  number->flags = NUMBER_ORDINAL | NUMBER_WORDS;
  return true;
}

/* "two thirds": a count and a denominator, after the cardinal. */
static bool
read_parts_end(const Text *text, Number *number)
{
  uint32_t at = number->end;
  uint8_t class;

  if (is_char(text, at, '-'))
    at++;
  class = word_at(text, at);
  if (class == WORD_HALF && number->value == 1) {
    number->value = .5;
  } else if (class == WORD_PARTS && number->value > 1
             && (!(number->flags & NUMBER_DIGITS)
                 || (value_at(text, at) <= 5 && is(text, at + 1, IS_OF)))) {
    number->value /= value_at(text, at);
  } else if ((class == WORD_PART || class == WORD_QUARTER) && number->value == 1
             && !(number->flags & NUMBER_DIGITS)) {
    number->value = class == WORD_QUARTER ? .25 : 1 / value_at(text, at);
  } else
    return false;
  number->end = at + 1;
  number->flags |= NUMBER_FRACTION;
  return true;
}

/* "forty-five (45)": the same number again, in digits. */
static void
skip_repeat(const Text *text, Number *number)
{
  Number again;

  if ((number->flags & NUMBER_WORDS) && is_char(text, number->end, '(')
      && is_number(text, number->end + 1)
      && digits_read(text, number->end + 1, &again)
      && again.value == number->value && is_char(text, again.end, ')'))
    number->end = again.end + 1;
}

/* Numbers that begin with digits or number words. */
static bool
read_count(const Text *text, uint32_t at, uint32_t how, Number *number)
{
  Cardinal r = { .text = text, .how = how, .at = at };

  if (is(text, at, IS_ARTICLE)) {
    uint8_t next = word_at(text, at + 1);

    if (next != WORD_HUNDRED && next != WORD_SCALE && next != WORD_DOZEN)
      return false;
    r.at++;
    r.group = 1;
    r.last = WORD_UNIT;
    r.flags = NUMBER_ARTICLE;
  }
  if (!cardinal_read(&r) || r.at == at + ((r.flags & NUMBER_ARTICLE) != 0))
    return false;
  *number = (Number){ .begin = at,
                      .end = r.at,
                      .value = r.total + r.group,
                      .scale = r.scale > 0 ? r.scale : 1,
                      .flags = r.flags & ~(uint32_t)AFTER_AND,
                      .digits = r.digits };
  if ((r.flags & NUMBER_DIGITS) && read_suffix(text, number))
    return true;
  if (read_parts_end(text, number)) {
    fraction_scale(text, number);
  } else if (!(r.flags & NUMBER_DIGITS) && read_ordinal_end(text, number, &r))
    return true;
  fraction_add(text, how, number);
  skip_repeat(text, number);
  return true;
}

/* "first", "tenth", "trillionth" alone. */
static bool
read_ordinal(const Text *text, uint32_t at, Number *number)
{
  *number = (Number){ .begin = at,
                      .end = at + 1,
                      .value = value_at(text, at),
                      .scale = 1,
                      .flags = NUMBER_ORDINAL | NUMBER_WORDS };
  return true;
}

/* ".25" */
static bool
read_bare_decimal(const Text *text, uint32_t at, Number *number)
{
  if (!is_char(text, at, '.') || touches(text, at) || !touches(text, at + 1)
      || !is_number(text, at + 1) || !digits_read(text, at + 1, number)
      || !(number->flags & NUMBER_PLAIN))
    return false;
  number->begin = at;
  number->value /= pow(10, (double)number->digits);
  number->flags = NUMBER_DIGITS | NUMBER_DECIMAL;
  number->digits = 0;
  return true;
}

/* Numbers whose first word is an article: "a third", "a hundred", "a few", "a
 * couple". */
static bool
read_after_article(const Text *text, uint32_t at, uint32_t how, Number *number)
{
  if (word_at(text, at + 1) == WORD_NONE && !is_char(text, at + 1, '-'))
    return false;
  return fraction_read(text, at, number) || read_count(text, at, how, number)
         || read_few(text, at, number) || read_couple(text, at, number);
}

/* Numbers in words, by the class of the first one. */
static bool
read_words(const Text *text, uint32_t at, uint32_t how, Number *number)
{
  switch (word_at(text, at)) {
  case WORD_UNIT:
  case WORD_TEN:
    return read_count(text, at, how, number);
  case WORD_HALF:
  case WORD_QUARTER:
    return fraction_read(text, at, number);
  case WORD_DOZEN:
    return read_dozen(text, at, number) || read_many(text, at, number);
  case WORD_HUNDRED:
  case WORD_SCALE:
  case WORD_MANY:
    return read_many(text, at, number);
  case WORD_FEW:
    return read_few(text, at, number);
  case WORD_COUPLE:
    return read_couple(text, at, number);
  case WORD_PART:
  case WORD_ORDINAL:
    return read_ordinal(text, at, number);
  default:
    return false;
  }
}

/* Does a number of digits end before atom `i`?  Most do: before a comma, a full
 * stop, or a word that no list has.  False says nothing. */
static bool
ends_before(const Text *text, uint32_t i)
{
  if (is_char(text, i, ',') || is_char(text, i, '.'))
    return true;
  return is_word(text, i) && !touches(text, i) && !hyphened(text, i)
         && entry_number(text, i) == 0 && !is_char(text, i, 'k');
}

/* Numbers that begin with digits. */
static bool
read_digits(const Text *text, uint32_t at, uint32_t how, Number *number)
{
  return ends_before(text, at + 1) ? digits_read(text, at, number)
                                   : read_count(text, at, how, number);
}

static bool
read_unsigned(const Text *text, uint32_t at, uint32_t how, Number *number)
{
  if (is_number(text, at))
    return read_digits(text, at, how, number);
  if (is(text, at, IS_ARTICLE))
    return read_after_article(text, at, how, number);
  return read_words(text, at, how, number)
         || read_bare_decimal(text, at, number);
}

/* A minus sign before a number: "-5" after a blank, "minus five". */
static bool
has_sign(const Text *text, uint32_t at)
{
  /* "plus or minus 3" is a distance of 3 */
  if (is_word(text, at) || is_number(text, at))
    return word_at(text, at) == WORD_SIGN
           && (at == 0 || !is(text, at - 1, IS_OR));
  return atom_is_minus(text, at)
         && !(touches(text, at) && at > 0
              && text->atoms[at - 1].kind <= STEMMA_TOKEN_NUMBER)
         && (touches(text, at + 1) || at == 0)
         && (is_number(text, at + 1) || is_char(text, at + 1, '.'));
}

bool
number_read(const Text *text, uint32_t at, uint32_t how, Number *number)
{
  if (!has_sign(text, at))
    return read_unsigned(text, at, how, number);
  if (!read_unsigned(text, at + 1, how, number)
      || (number->flags & (NUMBER_ORDINAL | NUMBER_VAGUE)))
    return false;
  number->begin = at;
  number->value = -number->value;
  number->flags |= NUMBER_SIGNED;
  number->flags &= ~(uint32_t)NUMBER_PLAIN;
  return true;
}
