/* SPDX-License-Identifier: Apache-2.0 */
#include "compound.h"

#include "money.h"

#include <math.h>

static const double month_seconds = 2592000;

bool
compound_is_of_other(const Text *text, uint32_t begin, uint32_t end)
{
  return is(text, end, IS_THE)
         || (is(text, end, IS_OF) && !is(text, begin, IS_ARTICLE));
}

void
compound_add_fraction(const Text *text, Amount *a)
{
  Number part;
  uint32_t at = a->end;

  if (!is(text, at, IS_AND) || a->number.flags & NUMBER_VAGUE)
    return;
  if (!number_read(text, at + 1, READ_NO_AND, &part)
      || !(part.flags & NUMBER_FRACTION) || part.value >= 1
      || (part.flags & NUMBER_DIGITS))
    return;
  if (compound_is_of_other(text, at + 1, part.end))
    return;
  a->value += part.value;
  a->end = part.end;
}

/* What may part the members of a compound: nothing, a comma, "and". */
static uint32_t
compound_link(const Text *text, uint32_t at)
{
  if (is_char(text, at, ','))
    at++;
  if (is(text, at, IS_AND))
    at++;
  return at;
}

static bool
smaller_unit(const Text *text, const Measure *big, const Measure *small)
{
  const Unit *a = unit_of(text, big), *b = unit_of(text, small);

  if (big->money && small->money) {
    const Money *m = &text->lexicon->money.items[small->money - 1];

    return m->base != NULL && big->factor == 1;
  }
  return a && b && a->kind == b->kind && !big->per && !small->per
         && big->power == 1 && small->power == 1
         && (strcmp(a->base, b->base) != 0 ? strcmp(a->base, "month") == 0
                                           : b->factor < a->factor);
}

/* The seconds of a unit of time: a year has 365 days, a month 30. */
static double
seconds_of(const Text *text, const Measure *m)
{
  const Unit *unit = unit_of(text, m);

  if (strcmp(unit->base, "month") != 0)
    return unit->factor;
  return unit->factor >= 12 ? unit->factor / 12 * 31536000
                            : unit->factor * month_seconds;
}

/* How many of the small unit the big one is. */
static double
ratio(const Text *text, const Measure *big, const Measure *small)
{
  const Unit *a = unit_of(text, big), *b = unit_of(text, small);

  if (strcmp(a->base, b->base) == 0)
    return a->factor / b->factor;
  return seconds_of(text, big) / b->factor;
}

/* Twelve digits: what is beyond them is the conversion's noise. */
static double
tidy(double value)
{
  double scale = value == 0 ? 1 : pow(10, 11 - floor(log10(fabs(value))));

  return isfinite(scale) ? round(value * scale) / scale : value;
}

/* "5 feet 2 inches": adds the smaller unit; "20 dollars 43 cents". */
bool
compound_add(const Text *text, Amount *a)
{
  uint32_t at = compound_link(text, a->end), how = READ_NO_AND;
  Number number;
  Measure m;
  double scale;

  if (at >= text->count || !same_sentence(text, a->begin, at)
      || !number_read(text, at, how, &number)
      || (number.flags & (NUMBER_ORDINAL | NUMBER_VAGUE | NUMBER_SIGNED)))
    return false;
  if (a->measure.money && is_symbol(text, number.end, "c")
      && touches(text, number.end) && number.value < 100) {
    a->value += number.value / 100;
    a->end = number.end + 1;
    return true;
  }
  if (a->measure.money) {
    if (!money_read(text, number.end, &m, &scale)
        || !smaller_unit(text, &a->measure, &m) || number.value >= 100)
      return false;
    a->value += number.value * m.factor;
    a->end = m.end;
    return true;
  }
  if (!measure_read(text, number.end, number.value,
                    MEASURE_NO_RATE | MEASURE_TOUCHES, &m)
      || !smaller_unit(text, &a->measure, &m))
    return false;
  if (m.kind == STEMMA_DURATION) {
    if (a->seconds == 0)
      a->seconds = a->value * seconds_of(text, &a->measure);
    a->seconds += number.value * seconds_of(text, &m);
  }
  a->value = tidy(a->value * ratio(text, &a->measure, &m) + number.value);
  if (m.kind == STEMMA_DURATION
      && strcmp(unit_of(text, &m)->base, "month") != 0)
    a->value = a->seconds / seconds_of(text, &m);
  a->measure = m;
  a->end = m.end;
  return true;
}

/* "15 dollars 50", "1 hour thirty": the smaller unit is left out. */
void
compound_add_bare(const Text *text, Amount *a)
{
  Number number;
  const Unit *unit = unit_of(text, &a->measure);
  bool hour = unit && unit->kind == STEMMA_DURATION && unit->factor == 3600;
  uint32_t at = a->end;

  if (a->measure.money && is(text, at, IS_AND))
    at++;
  if (!number_read(text, at, READ_NO_AND, &number) || number.value < 1
      || (number.flags
          & (NUMBER_ORDINAL | NUMBER_VAGUE | NUMBER_FRACTION | NUMBER_DECIMAL
             | NUMBER_SCALED | NUMBER_SIGNED)))
    return;
  if (is_word(text, number.end) && same_sentence(text, at, number.end)
      && !is(text, number.end, IS_FUNCTION | IS_VERB | IS_AND))
    return;
  if (is_symbol(text, number.end, "%")
      || entry_at(text, number.end)->context & IS_MONEY_SIGN)
    return;
  if (unit && unit->kind == STEMMA_LENGTH && unit->factor == .3048) {
    if (number.value < 12 && a->measure.power == 1 && !a->measure.per) {
      a->value += number.value / 12;
      a->end = number.end;
    }
    return;
  }
  if (hour && number.value < 60 && (number.flags & NUMBER_WORDS)) {
    a->value += number.value / 60;
    a->end = number.end;
  } else if (a->measure.money && a->measure.factor == 1 && number.value < 100
             && !(a->number.flags & (NUMBER_SCALED | NUMBER_DECIMAL))
             && (number.value >= 10 || at > a->end)
             && !is(text, number.end, IS_VERB)) {
    a->value += number.value / 100;
    a->end = number.end;
  }
}
