/* SPDX-License-Identifier: Apache-2.0 */
#include "cardinal.h"

#include <math.h>

#include "digits.h"

static bool
takes_unit(const Cardinal *r, double value)
{
  if (!r->last || r->last == WORD_SCALE)
    return true;
  if (r->flags & NUMBER_DECIMAL)
    return false;
  if (r->last == WORD_TEN)
    return value > 0 && value < 10;
  return r->last == WORD_HUNDRED;
}

static bool
takes_ten(const Cardinal *r)
{
  return !r->last || r->last == WORD_SCALE || r->last == WORD_HUNDRED;
}

static bool
take_scale(Cardinal *r, double scale)
{
  if (!r->last)
    return false;
  if (r->last == WORD_SCALE && scale <= r->scale && r->group == 0)
    return false;
  if (r->scale > 0 && scale > r->scale)
    r->total = (r->total + r->group) * scale;
  else if (r->scale > 0 && scale == r->scale)
    return false;
  else
    r->total += r->group * scale;
  r->group = 0;
  r->scale = scale;
  r->last = WORD_SCALE;
  r->flags |= NUMBER_SCALED;
  return true;
}

/* Digits at the start, or below the last scale: 4 thousand 3 hundred. */
static bool
take_digits(Cardinal *r)
{
  Number number;

  if (r->last && (r->last != WORD_SCALE && r->last != WORD_HUNDRED))
    return false;
  if (!digits_read(r->text, r->at, &number))
    return false;
  if (r->last && !(r->flags & AFTER_AND)
      && word_at(r->text, number.end) != WORD_HUNDRED
      && word_at(r->text, number.end) != WORD_SCALE)
    return false;
  if (r->last
      && (!(number.flags & NUMBER_PLAIN) || (number.flags & NUMBER_FRACTION)
          || number.value >= (r->last == WORD_HUNDRED ? 100 : r->scale)
          || number.digits > 3 || !(r->flags & NUMBER_DIGITS)))
    return false;
  if (r->last == WORD_HUNDRED)
    r->group += number.value;
  else
    r->group = number.value;
  r->flags = (r->flags & ~(uint32_t)NUMBER_PLAIN) | number.flags;
  r->digits = number.digits;
  r->last = WORD_UNIT;
  r->at = number.end;
  return true;
}

/* A scale's letters that touch digits: 5bn, 10k. */
static bool
take_touching(Cardinal *r)
{
  const Atom *atom = &r->text->atoms[r->at];
  uint32_t found;

  if (r->text->atoms[r->at - 1].kind != STEMMA_TOKEN_NUMBER)
    return false;
  if (!touches(r->text, r->at)
      && !(is_char(r->text, r->at, 'k') && !is_word(r->text, r->at + 1)))
    return false;
  found = words_get(
      &r->text->lexicon->touching,
      lexicon_exact(r->text->bytes + atom->begin, atom->end - atom->begin));
  if (found == WORDS_NONE
      || !take_scale(r, r->text->lexicon->entries.items[found].value))
    return false;
  if (atom->end - atom->begin == 1)
    r->flags |= NUMBER_LETTER;
  r->at++;
  return true;
}

static bool
take_word(Cardinal *r)
{
  double value = value_at(r->text, r->at);
  uint8_t class = word_at(r->text, r->at);

  switch (class) {
  case WORD_UNIT:
    if (!takes_unit(r, value))
      return false;
    r->group += value;
    break;
  case WORD_TEN:
    if (!takes_ten(r))
      return false;
    r->group += value;
    break;
  case WORD_HUNDRED:
    if (!r->last || r->last == WORD_SCALE || r->group >= 100)
      return false;
    r->group *= 100;
    break;
  case WORD_SCALE:
    if (!take_scale(r, value))
      return false;
    break;
  case WORD_DOZEN:
    if (!r->last || r->last == WORD_DOZEN)
      return false;
    r->group = (r->total + r->group) * value;
    r->total = 0;
    break;
  default:
    return false;
  }
  r->last = class;
  r->flags |= NUMBER_WORDS;
  r->at++;
  return true;
}

/* Is what follows "and" at `at` a smaller part of the same number? */
static bool
and_goes_on(const Cardinal *r)
{
  uint8_t next = word_at(r->text, r->at + 1);
  uint8_t third = word_at(r->text, r->at + 2);

  /* "two million and three fifths" */
  if (third == WORD_PARTS || third == WORD_PART || third == WORD_QUARTER)
    return false;
  if ((r->how & READ_NO_AND) || !is(r->text, r->at, IS_AND)
      || (r->last != WORD_HUNDRED && r->last != WORD_SCALE))
    return false;
  if (next == WORD_UNIT || next == WORD_TEN)
    return !(r->flags & NUMBER_DIGITS) || r->last == WORD_HUNDRED
           || r->scale >= 1000;
  return is_number(r->text, r->at + 1) && (r->flags & NUMBER_DIGITS)
         && (r->flags & NUMBER_WORDS) && r->last == WORD_HUNDRED;
}

/* "three million, two hundred": words alone, and hundreds after the comma. */
static bool
comma_goes_on(const Cardinal *r)
{
  return is_char(r->text, r->at, ',') && r->last == WORD_SCALE
         && !(r->flags & NUMBER_DIGITS)
         && word_at(r->text, r->at + 1) == WORD_UNIT
         && word_at(r->text, r->at + 2) == WORD_HUNDRED;
}

/* "point seven one", "point seventy-one", "point nought three". */
static void
take_point(Cardinal *r)
{
  double unit = .1, sum = 0;
  uint32_t at = r->at + 1;

  if (!is(r->text, r->at, IS_POINT) || !r->last || r->last == WORD_SCALE)
    return;
  if (is_number(r->text, at)) {
    Number number;

    if (!digits_read(r->text, at, &number) || !(number.flags & NUMBER_PLAIN))
      return;
    sum = number.value / pow(10, (double)number.digits);
    at = number.end;
  } else if (word_at(r->text, at) == WORD_TEN
             || (word_at(r->text, at) == WORD_UNIT
                 && value_at(r->text, at) > 9)) {
    sum = value_at(r->text, at++) / 100;
    if (word_at(r->text, at) == WORD_UNIT && value_at(r->text, at) < 10
        && word_at(r->text, at - 1) == WORD_TEN)
      sum += value_at(r->text, at++) / 100;
  } else {
    for (; word_at(r->text, at) == WORD_UNIT && value_at(r->text, at) < 10;
         at++, unit /= 10)
      sum += value_at(r->text, at) * unit;
  }
  if (at == r->at + 1)
    return;
  r->group += sum;
  r->flags |= NUMBER_DECIMAL;
  r->last = WORD_UNIT;
  r->at = at;
}

bool
cardinal_read(Cardinal *r)
{
  const Text *text = r->text;
  uint32_t begin = r->at;

  while (r->at < text->count
         && (r->at == begin || same_sentence(text, begin, r->at))) {
    if (is_number(text, r->at)) {
      if (!take_digits(r))
        break;
    } else if (r->at > begin && take_touching(r)) {
      continue;
    } else if (is(text, r->at, IS_AND)) {
      uint32_t and = r->at;

      if (!and_goes_on(r))
        break;
      r->at++;
      r->flags |= AFTER_AND;
      if (is_number(text, r->at) ? !take_digits(r) : !take_word(r)) {
        r->at = and;
        break;
      }
      r->flags &= ~(uint32_t)AFTER_AND;
    } else if (comma_goes_on(r)) {
      r->at++;
    } else if (!take_word(r))
      break;
    take_point(r);
  }
  return r->last != 0;
}
