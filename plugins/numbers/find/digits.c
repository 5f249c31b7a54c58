/* SPDX-License-Identifier: Apache-2.0 */
#include "digits.h"

#include <math.h>

/* 999 with this many times 999 after it is beyond all counting. */
enum { MOST_GROUPS = 12 };

/* The signs of Unicode for fractions. */
static const struct {
  uint32_t code;
  double value;
} fractions[] = {
  { 0xbc, 1. / 4 },   { 0xbd, 1. / 2 },   { 0xbe, 3. / 4 },
  { 0x2150, 1. / 7 }, { 0x2151, 1. / 9 }, { 0x2152, 1. / 10 },
  { 0x2153, 1. / 3 }, { 0x2154, 2. / 3 }, { 0x2155, 1. / 5 },
  { 0x2156, 2. / 5 }, { 0x2157, 3. / 5 }, { 0x2158, 4. / 5 },
  { 0x2159, 1. / 6 }, { 0x215a, 5. / 6 }, { 0x215b, 1. / 8 },
  { 0x215c, 3. / 8 }, { 0x215d, 5. / 8 }, { 0x215e, 7. / 8 },
};

/* Denominators that are written in digits; 9/11 and 24/7 are no numbers. */
static const uint16_t denominators[] = { 2,  3,  4,  5,  6,  7,   8,   9,
                                         10, 12, 16, 32, 64, 100, 1000 };

double
digits_fraction(const Text *text, uint32_t at)
{
  uint32_t step, code;

  if (!is_number(text, at)
      || (unsigned char)text->bytes[text->atoms[at].begin] < 0x80)
    return 0;
  code = utf8_decode(text->bytes + text->atoms[at].begin, &step);
  for (size_t i = 0; i < sizeof fractions / sizeof fractions[0]; i++) {
    if (fractions[i].code == code)
      return fractions[i].value;
  }
  return 0;
}

/* How an atom's digits are parted. */
typedef struct Shape {
  uint32_t commas, points;
  uint32_t first; /* digits before the first mark */
  uint32_t last;  /* digits after the last mark */
  bool thousands; /* three digits between any two marks */
  bool lakhs;     /* two digits between any two marks, as in 12,34,567 */
  char last_mark;
} Shape;

static bool
shape_read(const char *text, uint32_t length, Shape *shape)
{
  uint32_t run = 0;

  *shape = (Shape){ .thousands = true, .lakhs = true };
  for (uint32_t i = 0; i < length; i++) {
    char c = text[i];

    if (c >= '0' && c <= '9') {
      run++;
      continue;
    }
    if (c != ',' && c != '.')
      return false;
    if (!shape->commas && !shape->points)
      shape->first = run;
    else {
      shape->thousands = shape->thousands && run == 3;
      shape->lakhs = shape->lakhs && run == 2;
    }
    *(c == ',' ? &shape->commas : &shape->points) += 1;
    shape->last_mark = c;
    run = 0;
  }
  if (!shape->commas && !shape->points)
    shape->first = run;
  shape->last = run;
  return true;
}

/* The digits up to byte `end`, marks left out. */
static double
whole(const char *text, uint32_t end)
{
  double value = 0;

  for (uint32_t i = 0; i < end; i++) {
    if (text[i] >= '0' && text[i] <= '9')
      value = value * 10 + (text[i] - '0');
  }
  return value;
}

static double
decimal(const char *text, uint32_t length, uint32_t decimals)
{
  return decimals > 300 ? 0 : whole(text, length) / pow(10, (double)decimals);
}

/* 1,50,000 and 12,34,567, as India groups digits. */
static bool
is_lakhs(const Shape *s)
{
  return s->lakhs && s->commas > 1 && !s->points && s->first >= 1
         && s->first <= 2 && s->last == 3;
}

/* One atom of digits. */
static bool
read_atom(const char *text, uint32_t length, Number *number)
{
  Shape s;
  bool groups;

  if (length > 300 || !shape_read(text, length, &s))
    return false;
  number->flags |= NUMBER_DIGITS;
  number->digits = s.first;
  if (!s.commas && !s.points) {
    number->flags |= NUMBER_PLAIN;
    number->value = whole(text, length);
    return true;
  }
  groups = s.thousands && s.first >= 1 && s.first <= 3;
  if ((s.commas && !s.points) || (s.points > 1 && !s.commas)) {
    if (groups && s.last == 3) {
      number->flags |= NUMBER_GROUPED;
      number->value = whole(text, length);
      return true;
    }
    if (is_lakhs(&s)) {
      number->flags |= NUMBER_GROUPED;
      number->value = whole(text, length);
      return true;
    }
    if (s.points > 1 || s.commas > 1)
      return false;
  } else if (s.commas && s.points) {
    /* 1,234.5 or 1.234,5: the last mark is the decimal sign. */
    if (!groups || (s.last_mark == '.' ? s.points : s.commas) != 1)
      return s.commas > 1 && s.points == 1 && s.last_mark == '.'
                 ? (number->value = decimal(text, length, s.last),
                    number->flags |= NUMBER_GROUPED | NUMBER_DECIMAL, true)
                 : false;
    number->flags |= NUMBER_GROUPED;
  }
  number->flags |= NUMBER_DECIMAL;
  number->value = decimal(text, length, s.last);
  return true;
}

static const char *
bytes_at(const Text *text, uint32_t i)
{
  return text->bytes + text->atoms[i].begin;
}

/* Is there one narrow or no-break space before atom `i`? */
static bool
thin_space(const Text *text, uint32_t i)
{
  uint32_t begin = text->atoms[i - 1].end, step, code;

  if (begin >= text->atoms[i].begin)
    return false;
  code = utf8_decode(text->bytes + begin, &step);
  return begin + step == text->atoms[i].begin
         && (code == 0xa0 || code == 0x2009 || code == 0x202f);
}

/* 1 234 567.89 with thin spaces. */
static void
read_thin_groups(const Text *text, Number *number)
{
  while (number->end - number->begin < MOST_GROUPS
         && is_number(text, number->end) && number->digits <= 3
         && (number->flags & (NUMBER_PLAIN | NUMBER_GROUPED))
         && !(number->flags & NUMBER_DECIMAL)
         && thin_space(text, number->end)) {
    Number next = { 0 };

    if (!read_atom(bytes_at(text, number->end), size_at(text, number->end),
                   &next)
        || next.digits != 3 || (next.flags & NUMBER_GROUPED))
      return;
    number->value = number->value * 1000 + next.value;
    number->flags =
        NUMBER_DIGITS | NUMBER_GROUPED | (next.flags & NUMBER_DECIMAL);
    number->end++;
  }
}

/* A plain whole number that follows atom `at` - 1 without a blank. */
static bool
plain_at(const Text *text, uint32_t at, double *value)
{
  Number number = { 0 };

  if (!is_number(text, at)
      || !read_atom(bytes_at(text, at), size_at(text, at), &number)
      || !(number.flags & NUMBER_PLAIN))
    return false;
  *value = number.value;
  return true;
}

static bool
good_denominator(double value)
{
  for (size_t i = 0; i < sizeof denominators / sizeof denominators[0]; i++) {
    if (denominators[i] == value)
      return true;
  }
  return false;
}

/* "3/4" at `at`: its value, or 0. */
static double
slashed(const Text *text, uint32_t at)
{
  double over, under;

  if (!is_char(text, at + 1, '/') || !touches(text, at + 1)
      || !touches(text, at + 2) || !plain_at(text, at, &over)
      || !plain_at(text, at + 2, &under) || !good_denominator(under)
      || over <= 0 || over >= under || is_char(text, at + 3, '/'))
    return 0;
  return over / under;
}

static void
read_fraction(const Text *text, Number *number)
{
  double part = slashed(text, number->end);

  if (part > 0 && (number->flags & NUMBER_PLAIN)) {
    number->value += part;
    number->end += 3;
    number->flags |= NUMBER_FRACTION;
    return;
  }
  part = digits_fraction(text, number->end);
  if (part > 0 && (number->flags & NUMBER_PLAIN)) {
    number->value += part;
    number->end++;
    number->flags |= NUMBER_FRACTION;
  }
}

/* An exponent's sign and digits at `at`; false when there are none. */
static bool
read_power(const Text *text, uint32_t *at, double *power)
{
  uint32_t i = *at;
  bool minus = false;

  if (hyphened(text, i))
    minus = true;
  else if (atom_is_minus(text, i) || is_char(text, i, '+')) {
    minus = !is_char(text, i, '+');
    i++;
  }
  if (!plain_at(text, i, power) || *power > 300)
    return false;
  *power = minus ? -*power : *power;
  *at = i + 1;
  return true;
}

/* Of "e+14", "^-4", "x10^-4", "×10-3", "x2^10" after the digits. */
static void
read_exponent(const Text *text, Number *number)
{
  uint32_t at = number->end, step;
  double base = 0, power;
  uint32_t code = at < text->count ? utf8_decode(bytes_at(text, at), &step) : 0;

  if (!touches(text, at) || size_at(text, at) > 2)
    return;
  if ((code == 'e' || code == 'E') && size_at(text, at) == 1) {
    at++;
    if ((touches(text, at) || hyphened(text, at))
        && read_power(text, &at, &power)) {
      number->value *= pow(10, power);
      number->end = at;
      number->flags &= ~(uint32_t)NUMBER_PLAIN;
    }
    return;
  }
  if (code == '^') {
    at++;
    if (read_power(text, &at, &power)) {
      number->value = pow(number->value, power);
      number->end = at;
      number->flags &= ~(uint32_t)NUMBER_PLAIN;
    }
    return;
  }
  if (code != 'x' && code != 0xd7 && code != '*')
    return;
  if (!plain_at(text, at + 1, &base) || (base != 10 && base != 2)
      || at + 2 >= text->count)
    return;
  at += 2;
  if (is_char(text, at, '^'))
    at++;
  else if (!hyphened(text, at)
           && !(touches(text, at) && atom_is_minus(text, at)))
    return;
  if (read_power(text, &at, &power)) {
    number->value *= pow(base, power);
    number->end = at;
    number->flags &= ~(uint32_t)NUMBER_PLAIN;
  }
}

bool
digits_read(const Text *text, uint32_t at, Number *number)
{
  double part;

  *number = (Number){ .begin = at, .end = at + 1, .scale = 1 };
  part = digits_fraction(text, at);
  if (part > 0) {
    number->value = part;
    number->flags = NUMBER_FRACTION | NUMBER_DIGITS;
    return true;
  }
  part = slashed(text, at);
  if (part > 0) {
    number->value = part;
    number->flags = NUMBER_FRACTION | NUMBER_DIGITS;
    number->end = at + 3;
    return true;
  }
  if (!read_atom(bytes_at(text, at), size_at(text, at), number))
    return false;
  read_thin_groups(text, number);
  read_fraction(text, number);
  read_exponent(text, number);
  return isfinite(number->value);
}
