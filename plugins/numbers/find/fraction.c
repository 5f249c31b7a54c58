/* SPDX-License-Identifier: Apache-2.0 */
#include "fraction.h"

#include <string.h>

#include "cardinal.h"
#include "digits.h"

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

void
fraction_add(const Text *text, uint32_t how, Number *number)
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
  else if (number->scale == 1 && number->value < 1000) {
    /* "two and a half million": the scale is of both. */
    number->value *= scale;
    number->scale = scale;
    number->flags |= NUMBER_SCALED;
  }
  number->value += part;
  number->end = end;
  number->flags |= NUMBER_FRACTION;
}

void
fraction_scale(const Text *text, Number *number)
{
  number->end =
      read_part_scale(text, number->end, &number->value, &number->scale);
  if (number->scale > 1)
    number->flags |= NUMBER_SCALED;
}

/* "a third term": a rank, where a noun follows. */
static bool
is_rank(const Text *text, uint32_t at, uint32_t end)
{
  const uint64_t other = IS_FUNCTION | IS_VERB | IS_AND | IS_OF | IS_PER | IS_TO
                         | IS_OVER | IS_DAY | IS_MONTH | IS_AFTER_SHARE | IS_IN;

  return is(text, at, IS_ARTICLE) && word_at(text, end - 1) == WORD_PART
         && same_sentence(text, at, end) && is_word(text, end)
         && !is(text, end, other) && word_at(text, end) == WORD_NONE
         && entry_at(text, end)->before == NO_MODIFIER
         && memcmp(text->bytes + text->atoms[end].end - 2, "ed", 2) != 0
         && memcmp(text->bytes + text->atoms[end].end - 2, "ly", 2) != 0
         && (at == 0
             || (entry_at(text, at - 1)->before == NO_MODIFIER
                 && !is(text, at - 1, IS_BY)));
}

/* "this half" and "the fourth quarter" are parts of a game or a year, "a third
 * party" and "third-party" are not a third of anything. */
static bool
is_share(const Text *text, uint32_t at, uint32_t end)
{
  uint8_t class = word_at(text, at);
  uint8_t left = at > 0 ? word_at(text, at - 1) : WORD_NONE;

  if (word_at(text, end - 1) == WORD_PART
      && (hyphened(text, end) || is_rank(text, at, end)))
    return false;
  if (class != WORD_HALF && class != WORD_QUARTER)
    return true;
  if (left == WORD_PART || left == WORD_ORDINAL
      || (at > 0 && is(text, at - 1, IS_BAR)))
    return false;
  return class == WORD_HALF || is(text, end, IS_OF)
         || word_at(text, end) == WORD_SCALE || entry_at(text, end)->unit
         || is(text, end, IS_POINT);
}

bool
fraction_read(const Text *text, uint32_t at, Number *number)
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
  fraction_scale(text, number);
  return true;
}
