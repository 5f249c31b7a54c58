/* SPDX-License-Identifier: Apache-2.0 */
#include "price.h"

#include "compound.h"
#include "money.h"

/* Is the sign from `at` to `end` that of the number after it, as in "1 $10
 * bill"? */
static bool
is_next_sign(const Text *text, uint32_t at, uint32_t end)
{
  return !is_word(text, at) && !touches(text, at) && is_number(text, end);
}

/* 200p: pence; but 480p, 720p and 1080p are screens. */
static bool
is_pence(const Text *text, const Amount *a)
{
  double value = a->number.value;

  return is_symbol(text, a->number.end, "p") && touches(text, a->number.end)
         && !(touches(text, a->number.end + 1)
              && text->atoms[a->number.end + 1].kind <= STEMMA_TOKEN_NUMBER)
         && (a->number.flags & NUMBER_DIGITS) && value < 1000 && value != 480
         && value != 720;
}

bool
price_after(const Text *text, Amount *a)
{
  Measure m;
  double scale;

  if (is_pence(text, a)) {
    m = money_measure(text, a->number.end, text->lexicon->penny);
    amount_measure(a, &m);
    return true;
  }
  if (!money_read(text, a->number.end, &m, &scale)
      || !same_sentence(text, a->begin, m.end - 1)
      || is_next_sign(text, a->number.end, m.end))
    return false;
  a->value = a->number.value * scale;
  if (entry_at(text, m.end)->word == WORD_SCALE
      && !(a->number.flags & NUMBER_SCALED)) {
    a->value *= entry_at(text, m.end)->value;
    m.end++;
  }
  amount_measure(a, &m);
  return true;
}

/* "dollar" and "cent" after an amount with a sign: "$10 dollars". */
static void
skip_money_name(const Text *text, Amount *a)
{
  Measure m;
  double scale;

  if (entry_at(text, a->end)->money && money_read(text, a->end, &m, &scale)
      && scale == 1)
    a->end = m.end;
}

bool
price_before(const Text *text, uint32_t at, uint32_t how, Amount *a)
{
  Measure m;
  uint32_t next;
  bool minus = atom_is_minus(text, at) && touches(text, at + 1);

  if (!money_sign(text, minus ? at + 1 : at, &m))
    return false;
  next = m.end;
  if (is_char(text, next, '='))
    next++;
  if (next >= text->count || !number_read(text, next, how, &a->number)
      || (a->number.flags & (NUMBER_ORDINAL | NUMBER_TIMES))
      || (!(a->number.flags & NUMBER_DIGITS) && !touches(text, next)))
    return false;
  a->begin = at;
  m.begin = at;
  m.end = a->number.end;
  a->value = minus ? -a->number.value : a->number.value;
  amount_measure(a, &m);
  skip_money_name(text, a);
  return true;
}

bool
price_vague(const Text *text, Amount *a)
{
  Measure m;
  double scale;

  if (!(a->number.flags & NUMBER_VAGUE) || !is(text, a->number.end, IS_OF)
      || !same_sentence(text, a->begin, a->number.end + 1)
      || !entry_at(text, a->number.end + 1)->money
      || !money_read(text, a->number.end + 1, &m, &scale))
    return false;
  amount_measure(a, &m);
  return true;
}

/* Is a word of prices near, before the number? */
static bool
near_price(const Text *text, uint32_t at)
{
  for (uint32_t i = at; i-- > 0 && i + 5 >= at;) {
    if (!same_sentence(text, i, at))
      return false;
    if (is(text, i, IS_PRICE))
      return true;
  }
  return false;
}

bool
price_is_mass(const Text *text, const Amount *a)
{
  uint32_t at = a->number.end;
  const Entry *entry = entry_at(text, at);

  if (!entry->money || (!entry->unit && !entry->more))
    return false;
  if (entry->more && entry->money) {
    Measure unit, money;
    double scale;

    if (measure_read(text, at, a->value, MEASURE_NAMES | MEASURE_NO_RATE, &unit)
        && money_read(text, at, &money, &scale) && unit.end != money.end)
      return unit.end > money.end;
  }
  if (!entry->unit)
    return false;
  if (hyphened(text, at) || is(text, at + 1, IS_OF))
    return true;
  return !(a->number.flags & NUMBER_SCALED)
         && !is(text, at + 1, IS_PER | IS_ARTICLE)
         && !near_price(text, a->begin);
}
