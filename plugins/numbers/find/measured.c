/* SPDX-License-Identifier: Apache-2.0 */
#include "measured.h"

#include "compound.h"
#include "context.h"
#include "money.h"

/* How far back an opening quote mark is looked for, in atoms. */
enum { QUOTE_REACH = 100 };

/* How far before "half a point" a word of rates is looked for. */
enum { RATE_REACH = 12 };

bool
measured_feet(const Text *text, Amount *a)
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
  amount_measure(a, &m);
  return true;
}

bool
measured_inch(const Text *text, Amount *a)
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
  amount_measure(a, &m);
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

/* Most words after a number stand in no list. */
static bool
is_known(const Text *text, uint32_t at)
{
  uint64_t fold = text->atoms[at].fold;

  return words_may_have(&text->lexicon->phrases, fold)
         || lexicon_may_count(text->lexicon, fold);
}

/* Is a word of interest rates near, before the number? */
static bool
near_rate(const Text *text, uint32_t at)
{
  for (uint32_t i = at; i-- > 0 && i + RATE_REACH >= at;) {
    if (!same_sentence(text, i, at))
      return false;
    if (is(text, i, IS_RATE))
      return true;
  }
  return false;
}

/* "a quarter point", "half-point", "half a point": of an interest rate,
 * percent; but half a point is won at chess. */
static bool
read_point(const Text *text, Amount *a)
{
  uint32_t at = a->number.end;
  double times = a->value * 4;
  Measure m;

  if (!(a->number.flags & NUMBER_FRACTION)
      || (times != 1 && times != 2 && times != 3))
    return false;
  if (is(text, at, IS_OF) && is(text, at + 1, IS_ARTICLE) && times != 2)
    at += 2;
  else if (is(text, at, IS_ARTICLE) && near_rate(text, a->begin))
    at++;
  if (!is(text, at, IS_POINT) || !same_sentence(text, a->begin, at))
    return false;
  m = (Measure){ .unit = text->lexicon->percent,
                 .kind = STEMMA_PERCENT,
                 .factor = 1,
                 .power = 1,
                 .begin = at,
                 .end = at + 1 };
  amount_measure(a, &m);
  return true;
}

bool
measured_after(const Text *text, Amount *a)
{
  uint32_t at = a->number.end;
  Measure m;
  bool filled = false;

  if (read_point(text, a))
    return true;

  if (!same_sentence(text, a->begin, at)
      || (is_word(text, at) && !is_known(text, at)))
    return false;
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
  amount_measure(a, &m);
  return true;
}

bool
measured_before(const Text *text, Amount *a)
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
  amount_measure(a, &m);
  return true;
}

bool
measured_whole(const Text *text, uint32_t at, Amount *a)
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
  amount_measure(a, &m);
  return true;
}

bool
measured_article(const Text *text, uint32_t at, Amount *a)
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

    if (!money_read(text, at + 1, &m, &scale) || m.factor == 1)
      return false;
    amount_measure(a, &m);
    return true;
  }
  if (!measure_read(text, at + 1, 1, MEASURE_ARTICLE, &m))
    return false;
  unit = unit_of(text, &m);
  amount_measure(a, &m);
  compound_add_fraction(text, a);
  if (m.kind == STEMMA_DURATION)
    compound_add(text, a);
  return a->end > m.end || context_is_span(text, at, unit->flags, m.kind);
}
