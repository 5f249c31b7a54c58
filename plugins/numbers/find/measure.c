/* SPDX-License-Identifier: Apache-2.0
 *
 * measure.c - powers and rates of units, and what a measure is called.
 */
#include "measure.h"

#include <math.h>
#include <string.h>

#include "unit_words.h"

/* Raised 2 and 3, or plain ones that touch a symbol: m2, km². */
static uint32_t
read_power(const Text *text, uint32_t at, uint8_t *power)
{
  uint32_t step, code;

  if (!touches(text, at))
    return at;
  code = utf8_decode(text->bytes + text->atoms[at].begin, &step);
  if (text->atoms[at].end - text->atoms[at].begin != step)
    return at;
  if (code == 0xb2 || (code == '2' && is_number(text, at)))
    *power = 2;
  else if (code == 0xb3 || (code == '3' && is_number(text, at)))
    *power = 3;
  else
    return at;
  return at + 1;
}

/* A unit with its power; false when there is none.  Only lengths are squared.
 */
static bool
powered_unit(const Text *text, uint32_t at, double value, uint32_t how,
             uint16_t *unit, uint8_t *power, uint32_t *end)
{
  uint32_t next = at;

  *power = 1;
  if (is(text, at, IS_SQUARE | IS_CUBIC)) {
    *power = is(text, at, IS_SQUARE) ? 2 : 3;
    next++;
    if (is_char(text, next, '.'))
      next++;
    *end = unit_words_read(text, next, value, 0, unit);
    return *end > next
           && lexicon_unit_at(text->lexicon, *unit)->kind == STEMMA_LENGTH;
  }
  *end = unit_words_read(text, next, value, how, unit);
  if (*end == next)
    return false;
  if (lexicon_unit_at(text->lexicon, *unit)->kind == STEMMA_LENGTH)
    *end = read_power(text, *end, power);
  return true;
}

/* Seconds of a duration's base. */
static double
base_seconds(const Unit *unit)
{
  return strcmp(unit->base, "month") == 0 ? 2592000 : 1;
}

static void
set_kind(const Lexicon *lexicon, Measure *m)
{
  const Unit *unit = lexicon_unit_at(lexicon, m->unit);

  m->kind = unit->kind;
  m->factor = unit->factor;
  m->offset = unit->offset;
  if (m->power == 2) {
    m->kind = STEMMA_AREA;
    m->factor *= unit->factor;
  } else if (m->power == 3) {
    m->kind = STEMMA_VOLUME;
    m->factor *= unit->factor * unit->factor * 1000;
  }
}

/* "per hour", "/h", "an hour", " s −1" after a unit. */
static bool
read_per(const Text *text, uint32_t at, uint16_t *per, uint8_t *power,
         uint32_t *end)
{
  uint32_t next = at + 1, how = 0;

  if (is_char(text, at, '/')) {
    if (!touches(text, at))
      return false;
  } else if (is(text, at, IS_ARTICLE)) {
    how = MEASURE_NAMES;
  } else if (!is(text, at, IS_PER))
    return false;
  if (!same_sentence(text, at, next))
    return false;
  if (is_char(text, at, '/'))
    how |= MEASURE_TOUCHES;
  return powered_unit(text, next, 1e9, how, per, power, end);
}

/* " s −1", " m -2": a unit with a negative power. */
static bool
read_inverse(const Text *text, uint32_t at, uint16_t *per, uint8_t *power,
             uint32_t *end)
{
  uint32_t next, unit_end;
  bool minus;

  if (is_char(text, at, '.')
      || (at < text->count && text->atoms[at].end - text->atoms[at].begin == 2
          && memcmp(text->bytes + text->atoms[at].begin, "\xc2\xb7", 2) == 0))
    at++;
  if (!is_word(text, at))
    return false;
  unit_end = unit_words_symbol(text, at, per);
  if (unit_end == at)
    return false;
  next = unit_end;
  minus = hyphened(text, next);
  if (!minus && next < text->count && !is_number(text, next)
      && atom_is_minus(text, next)) {
    minus = true;
    next++;
  }
  if (!minus || !is_number(text, next)
      || text->atoms[next].end - text->atoms[next].begin != 1)
    return false;
  *power = (uint8_t)(text->bytes[text->atoms[next].begin] - '0');
  *end = next + 1;
  return *power >= 1 && *power <= 3;
}

/* What is below a line never is money, percent or an age. */
static bool
good_per(const Text *text, uint16_t per)
{
  uint32_t kind = lexicon_unit_at(text->lexicon, per)->kind;

  return kind != STEMMA_PERCENT && kind != STEMMA_TEMPERATURE;
}

static void
add_per(const Text *text, Measure *m)
{
  uint16_t per = 0;
  uint8_t power = 1;
  uint32_t end = m->end;
  const Unit *below;

  if (m->kind == STEMMA_PERCENT || m->kind == STEMMA_TEMPERATURE
      || m->kind == STEMMA_SPEED)
    return;
  if (m->kind == STEMMA_DURATION && !is_char(text, m->end, '/'))
    return;
  if ((!read_per(text, m->end, &per, &power, &end)
       && !read_inverse(text, m->end, &per, &power, &end))
      || !good_per(text, per))
    return;
  below = lexicon_unit_at(text->lexicon, per);
  m->per = per;
  m->per_power = power;
  m->end = end;
  m->factor /= pow(below->factor, power);
  if (below->kind == STEMMA_DURATION)
    m->factor /= base_seconds(below);
  m->kind = m->kind == STEMMA_LENGTH && m->power == 1
                    && below->kind == STEMMA_DURATION && power == 1
                ? STEMMA_SPEED
                : STEMMA_OTHER;
}

bool
measure_read(const Text *text, uint32_t at, double value, uint32_t how,
             Measure *measure)
{
  if (at >= text->count
      || !lexicon_may_count(text->lexicon, text->atoms[at].fold))
    return false;
  *measure = (Measure){ .begin = at, .end = at, .power = 1, .per_power = 1 };
  if (!powered_unit(text, at, value, how, &measure->unit, &measure->power,
                    &measure->end)
      || !measure->unit)
    return false;
  set_kind(text->lexicon, measure);
  if (!(how & MEASURE_NO_RATE))
    add_per(text, measure);
  return true;
}

static void
add_power(Builder *name, uint8_t power)
{
  if (power > 1)
    builder_add(name, power == 2 ? "square " : "cubic ");
}

void
measure_name(const Lexicon *lexicon, const Measure *m, Builder *name)
{
  builder_clear(name);
  if (m->money) {
    builder_add(name, lexicon->money.items[m->money - 1].code);
    return;
  }
  add_power(name, m->power);
  builder_add(name, lexicon_unit_at(lexicon, m->unit)->name);
  if (!m->per)
    return;
  builder_add(name, " per ");
  add_power(name, m->per_power);
  builder_add(name, lexicon_unit_at(lexicon, m->per)->name);
}

/* The base of a unit and power: a cubic meter's is the liter. */
static void
add_base(Builder *name, const Unit *unit, uint8_t power, bool below)
{
  if (power == 3)
    builder_add(name, "liter");
  else {
    add_power(name, power);
    builder_add(name,
                below && unit->kind == STEMMA_DURATION ? "second" : unit->base);
  }
}

void
measure_base(const Lexicon *lexicon, const Measure *m, Builder *name)
{
  builder_clear(name);
  if (m->money) {
    const Money *money = &lexicon->money.items[m->money - 1];

    builder_add(name, money->base ? money->base : money->code);
    return;
  }
  add_base(name, lexicon_unit_at(lexicon, m->unit), m->power, false);
  if (!m->per)
    return;
  builder_add(name, " per ");
  add_base(name, lexicon_unit_at(lexicon, m->per), m->per_power, true);
}
