/* SPDX-License-Identifier: Apache-2.0
 *
 * unit_words.c - see unit_words.h.
 */
#include "unit_words.h"

/* The longest sign or symbol in atoms: "U.S.$" has five. */
enum { SIGN_ATOMS = 5, PHRASE_ATOMS = 6 };

/* One letter that is a temperature within these bounds: 35C, 90F. */
static const struct {
  char letter;
  double low, high;
  const char *unit;
} letters[] = { { 'C', -90, 70, "celsius" }, { 'F', 20, 130, "fahrenheit" } };

uint32_t
unit_words_name(const Text *text, uint32_t at, bool money, uint16_t *found)
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

uint32_t
unit_words_exact(const Text *text, uint32_t at, const Words *words, bool blanks,
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

uint32_t
unit_words_symbol(const Text *text, uint32_t at, uint16_t *found)
{
  if (at >= text->count
      || !lexicon_in(&text->lexicon->heads, text->atoms[at].fold))
    return at;
  return unit_words_exact(text, at, &text->lexicon->unit_symbols, false, found);
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
              && (lexicon_unit_at(text->lexicon, unit)->kind != STEMMA_LENGTH
                  || text->atoms[end].end - text->atoms[end].begin > 1))))
    return false;
  if (hyphened(text, end) && length == 1)
    return false;
  if (how & MEASURE_ARTICLE)
    return !sign && length > 1 && !is(text, at, IS_FUNCTION | IS_IN)
           && (lexicon_unit_at(text->lexicon, unit)->flags & UNIT_SI)
           && text->bytes[first->begin] >= 'a';
  if (temperature_fits(text, at, length))
    return true;
  if ((how & MEASURE_TOUCHES) || sign)
    return true;
  if (is(text, at, IS_IN | IS_TO | IS_FUNCTION))
    return !same_sentence(text, at, end) || is_char(text, end, '.')
           || is_char(text, end, ')');
  return length > 1
         || (lexicon_unit_at(text->lexicon, unit)->flags & UNIT_BLANK);
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

uint32_t
unit_words_read(const Text *text, uint32_t at, double value, uint32_t how,
                uint16_t *found)
{
  uint16_t symbol = 0, name = 0;
  uint32_t end = unit_words_name(text, at, false, &name), exact;

  if (how & MEASURE_NAMES) {
    *found = name;
    return end;
  }
  exact = temperature_letter(text, at, value, &symbol);
  if (exact == at)
    exact = unit_words_symbol(text, at, &symbol);
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
