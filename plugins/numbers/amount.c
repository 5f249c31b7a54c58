/* SPDX-License-Identifier: Apache-2.0 */
#include "amount.h"

#include <math.h>
#include <string.h>

#include "compound.h"
#include "context.h"
#include "fold.h"

/* How far back an opening quote mark is looked for, in atoms. */
enum { QUOTE_REACH = 100 };

/* Takes the amount's unit from `m`. */
static void
set_measure(Amount *a, const Measure *m)
{
  a->measure = *m;
  a->measured = true;
  a->kind = m->kind;
  a->end = m->end;
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
  if (m)
    return !(is_word(text, next) && same_sentence(text, last, next)
             && !is(text, next, IS_VERB | IS_FUNCTION | IS_AND | IS_SIZE)
             && !touches(text, next))
           || hyphened(text, next);
  if (k)
    return (number->flags & NUMBER_DECIMAL) && number->value > 200;
  return b && number->value >= 1000;
}

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

/* Currency after the number, and a scale word after that: 75 USD million. */
static bool
read_money_after(const Text *text, Amount *a)
{
  Measure m;
  double scale;

  if (is_pence(text, a)) {
    m = measure_of_money(text, a->number.end, text->lexicon->penny);
    set_measure(a, &m);
    return true;
  }
  if (!measure_money(text, a->number.end, &m, &scale)
      || !same_sentence(text, a->begin, m.end - 1)
      || is_next_sign(text, a->number.end, m.end))
    return false;
  a->value = a->number.value * scale;
  if (entry_at(text, m.end)->word == WORD_SCALE
      && !(a->number.flags & NUMBER_SCALED)) {
    a->value *= entry_at(text, m.end)->value;
    m.end++;
  }
  set_measure(a, &m);
  return true;
}

/* "dollar" and "cent" after an amount with a sign: "$10 dollars". */
static void
skip_money_name(const Text *text, Amount *a)
{
  Measure m;
  double scale;

  if (entry_at(text, a->end)->money && measure_money(text, a->end, &m, &scale)
      && scale == 1)
    a->end = m.end;
}

/* $4.5bn, US$ 10 million, EUR 20. */
static bool
read_money_before(const Text *text, uint32_t at, uint32_t how, Amount *a)
{
  Measure m;
  uint32_t next;
  bool minus = atom_is_minus(text, at) && touches(text, at + 1);

  if (!measure_sign(text, minus ? at + 1 : at, &m))
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
  set_measure(a, &m);
  skip_money_name(text, a);
  return true;
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

/* 5'10", 5' 10": feet and inches. */
static bool
read_feet(const Text *text, Amount *a)
{
  Number inches;
  Measure m;
  uint32_t at = a->number.end;

  if (!touches(text, at)
      || !(is_char(text, at, '\'') || is_symbol(text, at, "′")
           || is_symbol(text, at, "’"))
      || !is_number(text, at + 1)
      || !number_read(text, at + 1, READ_NO_AND, &inches) || inches.value >= 12)
    return false;
  if (!is_char(text, inches.end, '"') && !is_symbol(text, inches.end, "″")
      && !is_symbol(text, inches.end, "”"))
    return false;
  m = (Measure){ .unit = text->lexicon->inch,
                 .kind = STEMMA_LENGTH,
                 .factor = .0254,
                 .power = 1,
                 .end = inches.end + 1 };
  a->value = a->number.value * 12 + inches.value;
  set_measure(a, &m);
  return true;
}

/* 9": an inch, unless the mark closes a quote that the sentence has opened. */
static bool
read_inch(const Text *text, Amount *a)
{
  uint32_t at = a->number.end, marks = 0;
  Measure m = { .unit = text->lexicon->inch,
                .kind = STEMMA_LENGTH,
                .factor = .0254,
                .power = 1,
                .end = at + 1 };

  if (!is_char(text, at, '"') || !touches(text, at)
      || !(a->number.flags & NUMBER_DIGITS) || touches(text, at + 1)
      || !same_sentence(text, at, at + 1))
    return false;
  for (uint32_t i = a->begin; i-- > 0 && i + QUOTE_REACH > at;) {
    if (!same_sentence(text, i, at))
      break;
    marks += is_char(text, i, '"');
  }
  if (marks % 2)
    return false;
  set_measure(a, &m);
  return true;
}

/* How the number ends, for what may follow it. */
static uint32_t
unit_how(const Text *text, const Amount *a)
{
  return touches(text, a->number.end) || hyphened(text, a->number.end)
             ? MEASURE_TOUCHES
             : 0;
}

/* "90 last year" has no unit: a word between the two needs a plural after a
 * number other than one. */
static bool
fits_filler(const Text *text, const Amount *a, uint32_t end)
{
  return a->value == 1 || text->bytes[text->atoms[end - 1].end - 1] == 's'
         || hyphened(text, end - 1);
}

/* Where the unit may begin: right after the number, or after one word such as
 * "more" or "consecutive", or after a hyphen that stands alone. */
static bool
read_unit_after(const Text *text, Amount *a)
{
  uint32_t at = a->number.end;
  Measure m;
  bool filled = false;

  if (is_char(text, at, '-') && !touches(text, at))
    at++;
  else if (is_char(text, at, '<') && touches(text, at + 1))
    at++;
  else if (is(text, at, IS_FILLER) && same_sentence(text, a->begin, at + 1)) {
    filled = true;
    at++;
  }
  if (is(text, at, IS_OF)
      && (a->number.flags & (NUMBER_FRACTION | NUMBER_VAGUE | NUMBER_COUPLE)))
    at += is(text, at + 1, IS_ARTICLE) ? 2 : 1;
  else if ((a->number.flags & NUMBER_FRACTION) && is(text, at, IS_ARTICLE))
    at++;
  if (at >= text->count || !same_sentence(text, a->begin, at)
      || !measure_read(text, at, a->value,
                       (filled ? MEASURE_NAMES : 0) | unit_how(text, a), &m))
    return false;
  if (filled
      && ((m.kind != STEMMA_DURATION && m.kind != STEMMA_LENGTH)
          || !fits_filler(text, a, m.end)))
    return false;
  if (text->bytes[text->atoms[at].begin - 1] == '<'
      && is_char(text, m.end, '>'))
    m.end++;
  set_measure(a, &m);
  return true;
}

/* "all day", "full-year", "the whole week": one of it. */
static bool
read_whole(const Text *text, uint32_t at, Amount *a)
{
  Measure m;
  uint32_t next = at + 1;

  if (!is(text, at, IS_WHOLE) || !same_sentence(text, at, next)
      || (at > 0
          && (is(text, at - 1, IS_PER | IS_DETERMINER)
              || is_number(text, at - 1) || entry_at(text, at - 1)->word)))
    return false;
  if (!measure_read(text, next, 1, MEASURE_NAMES, &m)
      || m.kind != STEMMA_DURATION || m.end != next + 1
      || text->bytes[text->atoms[next].end - 1] == 's')
    return false;
  *a = (Amount){ .begin = at, .value = 1 };
  a->number = (Number){
    .value = 1, .scale = 1, .begin = at, .end = next, .flags = NUMBER_ARTICLE
  };
  set_measure(a, &m);
  return true;
}

/* "a month", "an hour": the article means one. */
static bool
read_article(const Text *text, uint32_t at, Amount *a)
{
  Measure m;
  const Unit *unit;

  if (!is(text, at, IS_ARTICLE) || hyphened(text, at) || touches(text, at)
      || !same_sentence(text, at, at + 1))
    return false;
  *a = (Amount){ .begin = at, .value = 1 };
  a->number = (Number){
    .value = 1, .scale = 1, .begin = at, .end = at + 1, .flags = NUMBER_ARTICLE
  };
  if (entry_at(text, at + 1)->money
      && entry_at(text, at + 1)->money <= text->lexicon->money.count) {
    double scale;

    if (!measure_money(text, at + 1, &m, &scale) || m.factor == 1)
      return false;
    set_measure(a, &m);
    return true;
  }
  if (!measure_read(text, at + 1, 1, MEASURE_ARTICLE, &m))
    return false;
  unit = unit_of(text, &m);
  set_measure(a, &m);
  compound_add_fraction(text, a);
  if (m.kind == STEMMA_DURATION)
    compound_add(text, a);
  return a->end > m.end || context_is_span(text, at, unit->flags, m.kind);
}

/* "dozens", "a few hundred": an amount by itself; "few" is not. */
static bool
says_amount(const Text *text, const Number *n)
{
  return entry_at(text, n->end - 1)->word != WORD_FEW;
}

/* "5G" is a generation of networks, not 5 billion, and "4K" one of screens. */
static bool
is_generation(const Text *text, const Number *n)
{
  return (n->flags & NUMBER_LETTER)
         && ((is_symbol(text, n->end - 1, "G") && n->value < 7e9)
             || (is_symbol(text, n->end - 1, "K")
                 && (n->value == 4e3 || n->value == 8e3)));
}

/* Is a bare number a quantity? */
static void
judge_bare(const Text *text, Amount *a)
{
  const Number *n = &a->number;

  a->kind = n->flags & NUMBER_ORDINAL ? STEMMA_ORDINAL : STEMMA_CARDINAL;
  if (n->flags & NUMBER_ORDINAL)
    a->named = !context_is_rank(text, n);
  else if (n->flags & NUMBER_VAGUE)
    a->named = !says_amount(text, n) && same_sentence(text, n->begin, n->end)
               && !is(text, n->end, IS_OF);
  else if (n->flags & NUMBER_COUPLE)
    a->named = same_sentence(text, n->begin, n->end)
               && !is(text, n->end, IS_OF | IS_FILLER);
  else if (context_is_age(text, n)) {
    a->kind = STEMMA_AGE;
    a->measured = true;
    a->measure = (Measure){
      .unit = text->lexicon->year, .kind = STEMMA_AGE, .factor = 12, .power = 1
    };
  } else if (n->value == 1 && (n->flags & NUMBER_WORDS)
             && n->end == n->begin + 1)
    a->named = hyphened(text, n->begin) || hyphened(text, n->end)
               || !context_counts_one(text, n);
  else
    a->named = is_generation(text, n) || context_is_name(text, n);
}

/* "aged 12", "age 39". */
static bool
read_aged(const Text *text, Amount *a)
{
  if (a->begin == 0 || !is(text, a->begin - 1, IS_PERSON_AGE) || a->value > 130
      || a->value < 0 || (a->number.flags & (NUMBER_ORDINAL | NUMBER_VAGUE)))
    return false;
  a->kind = STEMMA_AGE;
  a->measured = true;
  a->measure = (Measure){
    .unit = text->lexicon->year, .kind = STEMMA_AGE, .factor = 12, .power = 1
  };
  return true;
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

/* "tens of millions of dollars" */
static bool
read_vague_money(const Text *text, Amount *a)
{
  Measure m;
  double scale;

  if (!(a->number.flags & NUMBER_VAGUE) || !is(text, a->number.end, IS_OF)
      || !same_sentence(text, a->begin, a->number.end + 1)
      || !entry_at(text, a->number.end + 1)->money
      || !measure_money(text, a->number.end + 1, &m, &scale))
    return false;
  set_measure(a, &m);
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

/* Pounds are a weight or money.  Money has a scale word, words of prices
 * before it or "a week" after it. */
static bool
prefers_mass(const Text *text, const Amount *a)
{
  uint32_t at = a->number.end;
  const Entry *entry = entry_at(text, at);

  if (!entry->money || (!entry->unit && !entry->more))
    return false;
  if (entry->more && entry->money) {
    Measure unit, money;
    double scale;

    if (measure_read(text, at, a->value, MEASURE_NAMES | MEASURE_NO_RATE, &unit)
        && measure_money(text, at, &money, &scale) && unit.end != money.end)
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

/* "another week and a half", "the past year and a half": with no article of its
 * own the unit of time is found from its fraction. */
static bool
read_unit_before(const Text *text, Amount *a)
{
  uint32_t at = a->begin - 2;
  Measure m;

  if (a->begin < 2 || !(a->number.flags & NUMBER_FRACTION) || a->value >= 1
      || (a->number.flags & NUMBER_DIGITS) || !is(text, at + 1, IS_AND)
      || !same_sentence(text, at, a->begin)
      || compound_is_of_other(text, a->begin, a->number.end)
      || !measure_read(text, at, 1, MEASURE_NAMES | MEASURE_NO_RATE, &m)
      || m.kind != STEMMA_DURATION || m.end != at + 1
      || text->bytes[text->atoms[at].end - 1] == 's')
    return false;
  m.end = a->number.end;
  a->begin = at;
  a->value += 1;
  set_measure(a, &m);
  return true;
}

static bool
read_measured(const Text *text, Amount *a)
{
  if (a->number.flags & (NUMBER_ORDINAL | NUMBER_TIMES))
    return false;
  if (read_unit_before(text, a))
    return true;
  if (read_feet(text, a) || read_inch(text, a) || read_vague_money(text, a))
    return true;
  return prefers_mass(text, a)
             ? read_unit_after(text, a)
             : read_money_after(text, a) || read_unit_after(text, a);
}

bool
amount_read(const Text *text, uint32_t at, uint32_t how, Amount *a)
{
  Number bare;

  *a = (Amount){ .begin = at };
  if (read_money_before(text, at, how, a)) {
    finish_measured(text, a);
    return true;
  }
  *a = (Amount){ .begin = at };
  if (!number_read(text, at, how, &a->number))
    return read_article(text, at, a) || read_whole(text, at, a);
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
  if (!read_aged(text, a))
    judge_bare(text, a);
  return true;
}
