/* SPDX-License-Identifier: Apache-2.0 */
#include "measure.h"

#include <math.h>
#include <string.h>

/* The longest sign or symbol in atoms: "U.S.$" has five. */
enum { SIGN_ATOMS = 5, PHRASE_ATOMS = 6 };

/* One letter that is a temperature within these bounds: 35C, 90F. */
static const struct {
  char letter;
  double low, high;
  const char *unit;
} letters[] = { { 'C', -90, 70, "celsius" }, { 'F', 20, 130, "fahrenheit" } };

static const Unit *
unit_of(const Lexicon *lexicon, uint16_t unit)
{
  return &lexicon->units.items[unit - 1];
}

/* Longest entry with a unit (or money) that begins at `at`. */
static uint32_t
longest_name(const Text *text, uint32_t at, bool money, uint16_t *found)
{
  uint32_t parent = 0, end = at;

  for (uint32_t i = at; i < text->count && i < at + PHRASE_ATOMS; i++) {
    const Entry *entry;

    parent = phrase_step(text, parent, i);
    if (!parent || !same_sentence(text, at, i))
      break;
    entry = &text->lexicon->entries.items[parent];
    if (money ? entry->money : entry->unit) {
      *found = money ? entry->money : entry->unit;
      end = i + 1;
    }
    if (!entry->more)
      break;
  }
  return end;
}

/* Longest run of touching atoms whose exact bytes are in `words`; blanks count
 * where the list has a "_". */
static uint32_t
longest_exact(const Text *text, uint32_t at, const Words *words, bool blanks,
              uint16_t *found)
{
  uint32_t begin = text->atoms[at].begin, end = at, hashed = begin;
  uint64_t hash = FNV_START;

  for (uint32_t i = at; i < text->count && i < at + SIGN_ATOMS; i++) {
    uint32_t value;

    if (i > at && !touches(text, i) && !hyphened(text, i)
        && !(blanks && text->atoms[i].begin == text->atoms[i - 1].end + 1))
      break;
    if (text->atoms[i].end - begin > 16)
      break;
    hash = lexicon_exact_on(hash, text->bytes + hashed,
                            text->atoms[i].end - hashed);
    hashed = text->atoms[i].end;
    value = words_get(words, hash);
    if (value != WORDS_NONE) {
      *found = (uint16_t)(value + 1);
      end = i + 1;
    }
  }
  return end;
}

/* The symbol of a unit; most atoms begin none. */
static uint32_t
longest_symbol(const Text *text, uint32_t at, uint16_t *found)
{
  if (at >= text->count
      || !lexicon_in(&text->lexicon->heads, text->atoms[at].fold))
    return at;
  return longest_exact(text, at, &text->lexicon->unit_symbols, false, found);
}

/* 35C and 90F. */
static uint32_t
temperature_letter(const Text *text, uint32_t at, double value, uint16_t *found)
{
  for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
    if (is_char(text, at, letters[i].letter) && value >= letters[i].low
        && value <= letters[i].high
        && !(touches(text, at + 1)
             && (is_word(text, at + 1) || is_number(text, at + 1)
                 || is_char(text, at + 1, '/')))
        && !hyphened(text, at + 1)) {
      *found = lexicon_unit(text->lexicon, letters[i].unit);
      return at + 1;
    }
  }
  return at;
}

/* "12 C": a letter that temperature_letter has judged. */
static bool
temperature_fits(const Text *text, uint32_t at, uint32_t length)
{
  return length == 1 && (is_char(text, at, 'C') || is_char(text, at, 'F'));
}

/* May the symbol from `at` to `end` be one here?  "5 in the" has no inch, and
 * a letter after a blank is a unit only where units.txt says so. */
static bool
symbol_fits(const Text *text, uint32_t at, uint32_t end, uint16_t unit,
            uint32_t how)
{
  const Atom *first = &text->atoms[at];
  uint32_t length = text->atoms[end - 1].end - first->begin;
  bool sign = first->kind != STEMMA_TOKEN_WORD;

  if (touches(text, end)
      && (is_word(text, end)
          || (is_number(text, end) && length == 1
              && (unit_of(text->lexicon, unit)->kind != STEMMA_LENGTH
                  || text->atoms[end].end - text->atoms[end].begin > 1))))
    return false;
  if (hyphened(text, end) && length == 1)
    return false;
  if (how & MEASURE_ARTICLE)
    return !sign && length > 1 && !is(text, at, IS_FUNCTION | IS_IN)
           && (unit_of(text->lexicon, unit)->flags & UNIT_SI)
           && text->bytes[first->begin] >= 'a';
  if (temperature_fits(text, at, length))
    return true;
  if ((how & MEASURE_TOUCHES) || sign)
    return true;
  if (is(text, at, IS_IN | IS_TO | IS_FUNCTION))
    return !same_sentence(text, at, end) || is_char(text, end, '.')
           || is_char(text, end, ')');
  return length > 1 || (unit_of(text->lexicon, unit)->flags & UNIT_BLANK);
}

/* A symbol of two letters or more in another case: Ghz, KM. */
static uint32_t
folded_symbol(const Text *text, uint32_t at, uint16_t *found)
{
  uint32_t value;

  if (!is_word(text, at) || text->atoms[at].end - text->atoms[at].begin < 2)
    return at;
  value = words_get(&text->lexicon->folded_symbols, text->atoms[at].fold);
  if (value == WORDS_NONE)
    return at;
  *found = (uint16_t)(value + 1);
  return at + 1;
}

/* A unit's name or symbol at `at`, with no power of its own. */
static uint32_t
plain_unit(const Text *text, uint32_t at, double value, uint32_t how,
           uint16_t *found)
{
  uint16_t symbol = 0, name = 0;
  uint32_t end = longest_name(text, at, false, &name), exact;

  if (how & MEASURE_NAMES) {
    *found = name;
    return end;
  }
  exact = temperature_letter(text, at, value, &symbol);
  if (exact == at)
    exact = longest_symbol(text, at, &symbol);
  if (exact == at)
    exact = folded_symbol(text, at, &symbol);
  if (exact > at + 1 && is_char(text, exact - 1, '.')
      && !same_sentence(text, at, exact))
    exact--;
  if (exact > at && exact >= end && symbol
      && symbol_fits(text, at, exact, symbol, how)) {
    /* Of two readings with one length the name wins where it is a word, so
     * that "5 bits" is not read twice. */
    *found = symbol;
    return exact;
  }
  *found = name;
  return end;
}

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
    *end = plain_unit(text, next, value, 0, unit);
    return *end > next && unit_of(text->lexicon, *unit)->kind == STEMMA_LENGTH;
  }
  *end = plain_unit(text, next, value, how, unit);
  if (*end == next)
    return false;
  if (unit_of(text->lexicon, *unit)->kind == STEMMA_LENGTH)
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
  const Unit *unit = unit_of(lexicon, m->unit);

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
  unit_end = longest_symbol(text, at, per);
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
  uint32_t kind = unit_of(text->lexicon, per)->kind;

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
  below = unit_of(text->lexicon, per);
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
set_money(const Text *text, uint32_t begin, uint32_t end, uint16_t money,
          Measure *m)
{
  *m = (Measure){ .begin = begin,
                  .end = end,
                  .kind = STEMMA_MONEY,
                  .money = money,
                  .power = 1,
                  .factor = text->lexicon->money.items[money - 1].factor };
}

/* MGBP, MUSD: M before a code. */
static uint32_t
million_code(const Text *text, uint32_t at, uint16_t *money)
{
  const Atom *atom = &text->atoms[at];
  uint32_t found;

  if (!is_word(text, at) || atom->end - atom->begin != 4
      || text->bytes[atom->begin] != 'M')
    return at;
  found = words_get(&text->lexicon->money_signs,
                    lexicon_exact(text->bytes + atom->begin + 1, 3));
  if (found == WORDS_NONE)
    return at;
  *money = (uint16_t)(found + 1);
  return at + 1;
}

/* The sign or name of a currency, whichever is longer. */
static uint32_t
money_words(const Text *text, uint32_t at, uint16_t *money)
{
  const Entry *entry = entry_at(text, at);
  uint16_t name = 0;
  uint32_t end = at, name_end;

  if (entry->context & IS_MONEY_SIGN)
    end = longest_exact(text, at, &text->lexicon->money_signs, false, money);
  if (!entry->money && !entry->more)
    return end;
  name_end = longest_name(text, at, true, &name);
  if (name_end < end || !name)
    return end;
  *money = name;
  return name_end;
}

bool
measure_money(const Text *text, uint32_t at, Measure *measure, double *scale)
{
  uint16_t money = 0;
  uint32_t end;

  if (at >= text->count)
    return false;
  *scale = 1;
  end = money_words(text, at, &money);
  if (end == at) {
    end = million_code(text, at, &money);
    *scale = 1e6;
  }
  if (end == at)
    return false;
  set_money(text, at, end, money, measure);
  return true;
}

bool
measure_sign(const Text *text, uint32_t at, Measure *measure)
{
  uint16_t money = 0;
  uint32_t end;

  if (!is(text, at, IS_MONEY_SIGN))
    return false;
  end = longest_exact(text, at, &text->lexicon->money_signs, true, &money);
  if (end == at)
    return false;
  set_money(text, at, end, money, measure);
  return true;
}

static void
add_power(Builder *name, uint8_t power)
{
  if (power > 1)
    builder_add(name, power == 2 ? "square " : "cubic ");
}

Measure
measure_of_money(const Text *text, uint32_t at, uint16_t money)
{
  Measure m;

  set_money(text, at, at + 1, money, &m);
  return m;
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
  builder_add(name, unit_of(lexicon, m->unit)->name);
  if (!m->per)
    return;
  builder_add(name, " per ");
  add_power(name, m->per_power);
  builder_add(name, unit_of(lexicon, m->per)->name);
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
  add_base(name, unit_of(lexicon, m->unit), m->power, false);
  if (!m->per)
    return;
  builder_add(name, " per ");
  add_base(name, unit_of(lexicon, m->per), m->per_power, true);
}
