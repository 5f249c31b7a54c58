/* SPDX-License-Identifier: Apache-2.0 */
#include "amount.h"

#include <math.h>

#include "bare.h"
#include "compound.h"
#include "context.h"
#include "measured.h"
#include "price.h"

/* How far before an amount the word is that says that it is money. */
enum { PAID_REACH = 2 };

/* "spent 145m": nobody spends metres. */
static bool
is_paid(const Text *text, uint32_t at)
{
  for (uint32_t i = 1; i <= PAID_REACH && i <= at; i++) {
    if (!same_sentence(text, at - i, at))
      return false;
    if (is(text, at - i, IS_PRICE))
      return true;
  }
  return false;
}

/* A letter that scaled digits may be a unit: "1.8m tall", "1500b".  Gives the
 * number without it. */
static bool
unscaled(const Text *text, const Amount *a, Number *number)
{
  uint32_t last = a->number.end - 1, next = a->number.end;
  bool m = is_symbol(text, last, "m"), b = is_symbol(text, last, "b");
  bool k = is_symbol(text, last, "K");

  *number = a->number;
  number->end--;
  number->value /= a->number.scale;
  number->scale = 1;
  number->flags &= ~(uint32_t)(NUMBER_SCALED | NUMBER_LETTER);
  if (m
      && (touches(text, next)
          || (a->begin > 0 && is(text, a->begin - 1, IS_ARTICLE)
              && a->number.value < 1e9)))
    return true;
  if (m && is_paid(text, a->begin) && !is(text, next, IS_SIZE))
    return false;
  if (m)
    return !(is_word(text, next) && same_sentence(text, last, next)
             && !is(text, next, IS_VERB | IS_FUNCTION | IS_AND | IS_SIZE)
             && !touches(text, next))
           || hyphened(text, next);
  if (k)
    return (number->flags & NUMBER_DECIMAL) && number->value > 200;
  return b && number->value >= 1000;
}

/* "years old", "-year-old", "years of age": the duration is an age. */
static void
read_age(const Text *text, Amount *a)
{
  if (a->kind != STEMMA_DURATION)
    return;
  if (is(text, a->end, IS_OLD)) {
    a->kind = STEMMA_AGE;
    a->end++;
  } else if (is(text, a->end, IS_OF) && is(text, a->end + 1, IS_PERSON_AGE)) {
    a->kind = STEMMA_AGE;
    a->end += 2;
  }
}

/* "5 degrees below zero", "2 below zero" */
static bool
read_below_zero(const Text *text, Amount *a)
{
  if (!is(text, a->end, IS_BELOW) || !is(text, a->end + 1, IS_ZERO)
      || !same_sentence(text, a->begin, a->end + 1))
    return false;
  a->value = -fabs(a->value);
  a->end += 2;
  return true;
}

static void
finish_measured(const Text *text, Amount *a)
{
  if (a->kind == STEMMA_TEMPERATURE)
    read_below_zero(text, a);
  if (!(a->number.flags & NUMBER_VAGUE) && a->kind != STEMMA_PERCENT) {
    compound_add_fraction(text, a);
    while (compound_add(text, a))
      ;
    if (a->measure.money || a->kind == STEMMA_DURATION
        || a->kind == STEMMA_LENGTH)
      compound_add_bare(text, a);
  }
  read_age(text, a);
}

static bool
read_measured(const Text *text, Amount *a)
{
  if (a->number.flags & (NUMBER_ORDINAL | NUMBER_TIMES))
    return false;
  if (measured_before(text, a))
    return true;
  if (measured_feet(text, a) || measured_inch(text, a) || price_vague(text, a))
    return true;
  return price_is_mass(text, a)
             ? measured_after(text, a)
             : price_after(text, a) || measured_after(text, a);
}

bool
amount_read(const Text *text, uint32_t at, uint32_t how, Amount *a)
{
  Number bare;

  if (price_may_begin(text, at)) {
    *a = (Amount){ .begin = at };
    if (price_before(text, at, how, a)) {
      finish_measured(text, a);
      return true;
    }
  }
  *a = (Amount){ .begin = at };
  if (!number_read(text, at, how, &a->number))
    return measured_article(text, at, a) || measured_whole(text, at, a);
  a->end = a->number.end;
  a->value = a->number.value;
  if ((a->number.flags & NUMBER_LETTER)
      && !(entry_at(text, a->number.end)->money
           || entry_at(text, a->number.end)->context & IS_MONEY_SIGN)
      && unscaled(text, a, &bare)) {
    a->number = bare;
    a->value = bare.value;
    a->end = bare.end;
  }
  if (read_measured(text, a)) {
    a->named =
        context_is_address(text, &a->number)
        || (text->atoms[a->end - 1].end - text->atoms[a->end - 1].begin == 1
            && is_word(text, a->end - 1)
            && (context_follows_name(text, &a->number)
                || (a->kind == STEMMA_DURATION && hyphened(text, a->begin))));
    finish_measured(text, a);
    return true;
  }
  if (!(a->number.flags & NUMBER_ORDINAL) && read_below_zero(text, a)) {
    a->kind = STEMMA_TEMPERATURE;
    a->measured = true;
    a->measure = (Measure){ .unit = text->lexicon->degree,
                            .kind = STEMMA_TEMPERATURE,
                            .factor = 1,
                            .power = 1 };
    return true;
  }
  if (!bare_aged(text, a))
    bare_judge(text, a);
  return true;
}
