/* SPDX-License-Identifier: Apache-2.0 */
#include "number.h"

#include <math.h>

#include "digits.h"

/* Within a Reader's flags: "and" stands before the digits. */
enum { AFTER_AND = 1u << 30 };

/* A cardinal while its words are read. */
typedef struct Reader {
  const Text *text;
  uint32_t how;
  uint32_t at;
  double total;  /* of the groups that a scale word has closed */
  double group;  /* the open one, below a thousand */
  double scale;  /* of the last scale word, 0 when none */
  uint32_t last; /* class of the last word, 0 at the start */
  uint32_t flags;
  uint32_t digits;
} Reader;

static uint8_t
word_at(const Text *text, uint32_t i)
{
  return entry_at(text, i)->word;
}

static double
value_at(const Text *text, uint32_t i)
{
  return entry_at(text, i)->value;
}

static bool
takes_unit(const Reader *r, double value)
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
takes_ten(const Reader *r)
{
  return !r->last || r->last == WORD_SCALE || r->last == WORD_HUNDRED;
}

static bool
take_scale(Reader *r, double scale)
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
take_digits(Reader *r)
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
take_touching(Reader *r)
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
take_word(Reader *r)
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
and_goes_on(const Reader *r)
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
comma_goes_on(const Reader *r)
{
  return is_char(r->text, r->at, ',') && r->last == WORD_SCALE
         && !(r->flags & NUMBER_DIGITS)
         && word_at(r->text, r->at + 1) == WORD_UNIT
         && word_at(r->text, r->at + 2) == WORD_HUNDRED;
}

/* "point seven one", "point seventy-one", "point nought three". */
static void
take_point(Reader *r)
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

/* Cardinal: digits and words up to the last that belongs to it. */
static bool
read_cardinal(Reader *r)
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

/* "a third", "two thirds", "three-quarters", "half", "quarter": the fraction
 * at `at`; its end, or `at` when there is none. */
static uint32_t
read_part(const Text *text, uint32_t at, double *value)
{
  uint32_t next = at;
  double count = 1, part = digits_fraction(text, at);
  uint8_t class;

  if (part > 0) {
    *value = part;
    return at + 1;
  }
  if (is(text, at, IS_ARTICLE))
    next++;
  else if (word_at(text, at) == WORD_UNIT && value_at(text, at) > 0) {
    count = value_at(text, at);
    next++;
  } else if (word_at(text, at) != WORD_HALF
             && word_at(text, at) != WORD_QUARTER)
    return at;
  if (is_char(text, next, '-'))
    next++;
  class = word_at(text, next);
  if (class == WORD_HALF || class == WORD_QUARTER)
    *value = count * value_at(text, next);
  else if (class == WORD_PARTS && count > 1)
    *value = count / value_at(text, next);
  else if (class == WORD_PART && (count == 1 || is_char(text, next, 's'))
           && next > at)
    *value = 1 / value_at(text, next);
  else
    return at;
  return count > 1 && class == WORD_HALF ? at : next + 1;
}

/* "of a million" or "million" after a fraction. */
static uint32_t
read_part_scale(const Text *text, uint32_t at, double *value, double *scale)
{
  uint32_t next = at;
  double factor = 1;

  if (is(text, next, IS_OF) && is(text, next + 1, IS_ARTICLE)
      && word_at(text, next + 2) == WORD_SCALE)
    next += 2;
  else if (is(text, next, IS_ARTICLE))
    next++;
  if (word_at(text, next) == WORD_HUNDRED
      || word_at(text, next) == WORD_DOZEN) {
    factor = value_at(text, next++);
    *value *= factor;
  }
  if (word_at(text, next) == WORD_SCALE) {
    factor = value_at(text, next++);
    *value *= factor;
  }
  *scale = factor;
  return factor == 1 ? at : next;
}

/* "3 and 1/2"; its end, or the place where it would begin. */
static uint32_t
read_slashed(const Text *text, const Number *number, double *value)
{
  Number part;
  uint32_t at = number->end + 1;

  if (!(number->flags & NUMBER_PLAIN) || !is_number(text, at)
      || !digits_read(text, at, &part) || !(part.flags & NUMBER_FRACTION)
      || part.value >= 1)
    return at;
  *value = part.value;
  return part.end;
}

/* "and a half", "and two thirds" after a number; of its scale, if it has one.
 */
static void
add_part(const Text *text, uint32_t how, Number *number)
{
  double part, scale = 1;
  uint32_t end;

  if ((how & READ_NO_AND) || !is(text, number->end, IS_AND)
      || (number->flags & (NUMBER_FRACTION | NUMBER_ORDINAL | NUMBER_TIMES)))
    return;
  end = read_part(text, number->end + 1, &part);
  if (end == number->end + 1)
    end = read_slashed(text, number, &part);
  if (end == number->end + 1)
    return;
  if (part >= 1)
    return;
  end = read_part_scale(text, end, &part, &scale);
  if (scale == 1)
    part *= number->scale;
  number->value += part;
  number->end = end;
  number->flags |= NUMBER_FRACTION;
}

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
read_ordinal_end(const Text *text, Number *number, const Reader *r)
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

static void
add_scale_to_part(const Text *text, Number *number)
{
  number->end =
      read_part_scale(text, number->end, &number->value, &number->scale);
  if (number->scale > 1)
    number->flags |= NUMBER_SCALED;
}

/* "this half" and "the fourth quarter" are parts of a game or a year, "a third
 * party" and "third-party" are not a third of anything. */
static bool
is_share(const Text *text, uint32_t at, uint32_t end)
{
  uint8_t class = word_at(text, at);
  uint8_t left = at > 0 ? word_at(text, at - 1) : WORD_NONE;

  if (word_at(text, end - 1) == WORD_PART && hyphened(text, end))
    return false;
  if (class != WORD_HALF && class != WORD_QUARTER)
    return true;
  if (left == WORD_PART || left == WORD_ORDINAL
      || (at > 0 && is(text, at - 1, IS_BAR)))
    return false;
  return class == WORD_HALF || is(text, end, IS_OF)
         || word_at(text, end) == WORD_SCALE || entry_at(text, end)->unit;
}

/* Half a million, a third, quarter million. */
static bool
read_fraction(const Text *text, uint32_t at, Number *number)
{
  double value = 0;
  uint32_t end;

  if (is_number(text, at) || word_at(text, at) == WORD_UNIT)
    return false;
  end = read_part(text, at, &value);
  if (end == at || !is_share(text, at, end))
    return false;
  *number = (Number){ .begin = at,
                      .end = end,
                      .value = value,
                      .scale = 1,
                      .flags = NUMBER_FRACTION | NUMBER_WORDS };
  if (is(text, at, IS_ARTICLE))
    number->flags |= NUMBER_ARTICLE;
  add_scale_to_part(text, number);
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
  Reader r = { .text = text, .how = how, .at = at };

  if (is(text, at, IS_ARTICLE)) {
    uint8_t next = word_at(text, at + 1);

    if (next != WORD_HUNDRED && next != WORD_SCALE && next != WORD_DOZEN)
      return false;
    r.at++;
    r.group = 1;
    r.last = WORD_UNIT;
    r.flags = NUMBER_ARTICLE;
  }
  if (!read_cardinal(&r) || r.at == at + ((r.flags & NUMBER_ARTICLE) != 0))
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
    add_scale_to_part(text, number);
  } else if (!(r.flags & NUMBER_DIGITS) && read_ordinal_end(text, number, &r))
    return true;
  add_part(text, how, number);
  skip_repeat(text, number);
  return true;
}

/* "first", "tenth", "trillionth" alone. */
static bool
read_ordinal(const Text *text, uint32_t at, Number *number)
{
  uint8_t class = word_at(text, at);

  if (class != WORD_ORDINAL && class != WORD_PART)
    return false;
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

static bool
read_unsigned(const Text *text, uint32_t at, uint32_t how, Number *number)
{
  return read_bare_decimal(text, at, number) || read_fraction(text, at, number)
         || read_count(text, at, how, number) || read_few(text, at, number)
         || read_couple(text, at, number) || read_couple(text, at, number)
         || read_many(text, at, number) || read_ordinal(text, at, number);
}

/* A minus sign before a number: "-5" after a blank, "minus five". */
static bool
has_sign(const Text *text, uint32_t at)
{
  if (word_at(text, at) == WORD_SIGN)
    return true;
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
