/* SPDX-License-Identifier: Apache-2.0 */
#include "chain.h"

#include <string.h>

#include "compound.h"
#include "context.h"

/* "am", "p.m." at `i`; its end, or `i`. */
static uint32_t
meridiem(const Text *text, uint32_t i)
{
  if (is_fold(text, i, "am") || is_fold(text, i, "pm"))
    return i + 1;
  if ((is_fold(text, i, "a") || is_fold(text, i, "p"))
      && is_char(text, i + 1, '.') && is_fold(text, i + 2, "m")
      && touches(text, i + 1) && touches(text, i + 2))
    return i + 3;
  return i;
}

/* 5, 10.45: hours and minutes. */
static bool
is_hour(const Text *text, uint32_t i)
{
  const char *digits = text->bytes + text->atoms[i].begin;
  uint32_t n = size_at(text, i), hour = 0, at = 0;

  while (at < n && digits[at] >= '0' && digits[at] <= '9' && at < 3)
    hour = hour * 10 + (uint32_t)(digits[at++] - '0');
  if (hour > 24 || at == 0)
    return false;
  return at == n
         || (n == at + 3 && digits[at] == '.' && digits[at + 1] >= '0'
             && digits[at + 1] <= '5');
}

/* 10:27, 9.30pm, 5 a.m., 7 o'clock. */
static uint32_t
clock_time(const Text *text, uint32_t at)
{
  uint32_t end = at + 1;

  while (is_char(text, end, ':') && touches(text, end) && touches(text, end + 1)
         && is_number(text, end + 1))
    end += 2;
  if (end > at + 1)
    return meridiem(text, end);
  if (size_at(text, at) == 4 && is(text, end, IS_ZONE))
    return end;
  if (!is_hour(text, at))
    return at;
  if (meridiem(text, at + 1) > at + 1)
    return meridiem(text, at + 1);
  return is_fold(text, at + 1, "o'clock") ? at + 2 : at;
}

/* Three or more numbers parted by hyphens or slashes: dates, phone numbers. */
static uint32_t
number_chain(const Text *text, uint32_t at)
{
  uint32_t end = at + 1, links = 0;

  for (;;) {
    if (is_number(text, end) && hyphened(text, end))
      end++;
    else if (is_char(text, end, '/') && touches(text, end)
             && touches(text, end + 1) && is_number(text, end + 1))
      end += 2;
    else
      break;
    links++;
  }
  return links >= 2 ? end : at;
}

static double
plain_value(const Text *text, uint32_t i)
{
  Number number;

  if (!is_number(text, i) || !number_read(text, i, READ_NO_AND, &number)
      || !(number.flags & NUMBER_PLAIN))
    return -1;
  return number.value;
}

/* 2013-14, 1914–1918: years. */
static uint32_t
year_range(const Text *text, uint32_t at)
{
  uint32_t next = at + 1;
  double from, to;

  if (size_at(text, at) != 4)
    return at;
  if (!hyphened(text, next)) {
    if (!touches(text, next) || !atom_is_dash(text, next)
        || !touches(text, next + 1))
      return at;
    next++;
  }
  from = plain_value(text, at);
  if (from < 1500 || from > CONTEXT_LAST_YEAR)
    return at;
  to = plain_value(text, next);
  if (to < 0 || is(text, next + 1, IS_OF))
    return at;
  if (size_at(text, next) == 2 && to < 100)
    return next + 1;
  return size_at(text, next) == 4 && to > from && to <= CONTEXT_LAST_YEAR
             ? next + 1
             : at;
}

/* 1990s, the 90s */
static uint32_t
decade(const Text *text, uint32_t at)
{
  double value;

  if (!touches(text, at + 1) || !is_fold(text, at + 1, "s"))
    return at;
  value = plain_value(text, at);
  return (value >= 10 && value < 10000 && (int)value % 10 == 0)
                 || (value >= 1900 && value <= 2100)
             ? at + 2
             : at;
}

/* Is atom `i` digits alone, so many of them at least and at most? */
static bool
is_digits(const Text *text, uint32_t i, uint32_t least, uint32_t most)
{
  if (!is_number(text, i) || size_at(text, i) < least
      || size_at(text, i) > most)
    return false;
  for (uint32_t at = text->atoms[i].begin; at < text->atoms[i].end; at++) {
    if (text->bytes[at] < '0' || text->bytes[at] > '9')
      return false;
  }
  return true;
}

/* 020 7946 0123, +44 20 7946 0958: groups of digits of which the first begins
 * with a zero or stands behind a plus. */
static uint32_t
telephone(const Text *text, uint32_t at)
{
  bool zero =
      text->bytes[text->atoms[at].begin] == '0' && is_digits(text, at, 2, 12);
  bool plus = at > 0 && touches(text, at) && is_char(text, at - 1, '+')
              && is_digits(text, at, 1, 3);
  uint32_t end = at + 1;

  if (!zero && !plus)
    return at;
  while (same_sentence(text, at, end)
         && (is_digits(text, end, 2, 5)
             || ((is_char(text, end, '(') || is_char(text, end, ')'))
                 && is_digits(text, end + 1, 1, 5))))
    end++;
  return end > at + 1 + plus ? end : at;
}

/* The end of a mark of minutes or seconds of arc at `at`; `at` when there is
 * none. */
static uint32_t
arc_mark(const Text *text, uint32_t at)
{
  static const char *const marks[] = { "'", "\"", "′", "″", "’", "”" };

  for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
    if (is_symbol(text, at, marks[i]) && touches(text, at))
      return at + 1;
  }
  return at;
}

/* 54°12'N, 139.7° E: a place. */
static uint32_t
coordinate(const Text *text, uint32_t at)
{
  uint32_t end = at + 2, arcs = 0;

  if (!is_symbol(text, at + 1, "°") || !touches(text, at + 1))
    return at;
  while (is_number(text, end) && arc_mark(text, end + 1) > end + 1) {
    end += 2;
    arcs++;
  }
  if (size_at(text, end) == 1 && is_word(text, end)
      && strchr("NSEW", text->bytes[text->atoms[end].begin]))
    return end + 1;
  return arcs ? end : at;
}

static bool
is_day_of_month(const Text *text, uint32_t i)
{
  const char *digits = text->bytes + text->atoms[i].begin;

  return is_digits(text, i, 1, 2)
         && (size_at(text, i) == 1 ? digits[0] > '0'
             : digits[0] == '3'    ? digits[1] < '2'
                                   : digits[0] < '3');
}

/* 11-13 June, 11 to 13 June, 3 and 4 July: the first day; the second one is a
 * date. */
static uint32_t
days(const Text *text, uint32_t at)
{
  uint32_t next = at + 1;

  if (!hyphened(text, next)) {
    if (!is(text, next, IS_TO | IS_AND)
        && !(next < text->count && atom_is_dash(text, next)))
      return at;
    next++;
  }
  return is_number(text, next) && is_day_of_month(text, at)
                 && is_day_of_month(text, next) && is(text, next + 1, IS_MONTH)
                 && is_upper(text, next + 1)
                 && same_sentence(text, at, next + 1)
             ? next + 2
             : at;
}

uint32_t
chain_spoken_time(const Text *text, uint32_t at)
{
  Number number;
  uint32_t begin = at;
  uint8_t word;

  at += is(text, at, IS_ARTICLE);
  word = entry_at(text, at)->word;
  if (word != WORD_HALF && word != WORD_QUARTER && word != WORD_UNIT
      && word != WORD_TEN)
    return begin;
  if (!is_fold(text, at + 1, "past")
      && !(word == WORD_QUARTER && is(text, at + 1, IS_TO)))
    return begin;
  if (!same_sentence(text, at, at + 2)
      || !number_read(text, at + 2, READ_NO_AND, &number) || number.value < 1
      || number.value > 12)
    return begin;
  return number.end;
}

/* What is found by what stands around its first number: of most numbers one
 * look at either side says that it is none of these. */
static uint32_t
by_neighbours(const Text *text, uint32_t at)
{
  uint32_t end = at;

  if (text->bytes[text->atoms[at].begin] == '0' || touches(text, at))
    end = telephone(text, at);
  if (end == at && touches(text, at + 1))
    end = coordinate(text, at);
  return end == at && size_at(text, at) <= 2 ? days(text, at) : end;
}

uint32_t
chain_read(const Text *text, uint32_t at)
{
  uint32_t end = clock_time(text, at);

  if (end == at)
    end = number_chain(text, at);
  if (end == at)
    end = year_range(text, at);
  if (end == at)
    end = decade(text, at);
  return end == at ? by_neighbours(text, at) : end;
}
