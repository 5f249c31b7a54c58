/* SPDX-License-Identifier: Apache-2.0 */
#include "units.h"

#include <stdlib.h>
#include <string.h>

#include "embed.h"
#include "fold.h"
#include "phrase.h"

EMBED(units);
EMBED(currencies);

/* SI prefixes; BIPM, The International System of Units, 9th edition. */
static const struct {
  const char *name, *symbol;
  double factor;
  uint32_t flags; /* UNIT_SI, UNIT_BIN: for whom */
} prefixes[] = {
  { "peta", "P", 1e15, UNIT_SI | UNIT_BIN },
  { "exa", "E", 1e18, UNIT_BIN },
  { "tera", "T", 1e12, UNIT_SI | UNIT_BIN },
  { "giga", "G", 1e9, UNIT_SI | UNIT_BIN },
  { "mega", "M", 1e6, UNIT_SI | UNIT_BIN },
  { "kilo", "k", 1e3, UNIT_SI | UNIT_BIN },
  { "hecto", "h", 1e2, UNIT_SI },
  { "deci", "d", 1e-1, UNIT_SI },
  { "centi", "c", 1e-2, UNIT_SI },
  { "milli", "m", 1e-3, UNIT_SI },
  { "micro", "µ", 1e-6, UNIT_SI },
  { "micro", "μ", 1e-6, UNIT_SI },
  { "micro", "u", 1e-6, UNIT_SI },
  { "nano", "n", 1e-9, UNIT_SI },
  { "pico", "p", 1e-12, UNIT_SI },
  { "femto", "f", 1e-15, UNIT_SI },
  { "atto", "a", 1e-18, UNIT_SI },
  { "kibi", "Ki", 1024, UNIT_BIN },
  { "mebi", "Mi", 1048576, UNIT_BIN },
  { "gibi", "Gi", 1073741824, UNIT_BIN },
  { "kilo", "K", 1e3, UNIT_BIN },
};

static const struct {
  const char *name;
  uint32_t bit;
} flag_names[] = {
  { "si", UNIT_SI },     { "bin", UNIT_BIN }, { "blank", UNIT_BLANK },
  { "noun", UNIT_NOUN }, { "low", UNIT_LOW },
};

static char *
joined(const char *head, Piece tail, const char *end)
{
  Builder text = { 0 };

  builder_add(&text, head);
  builder_bytes(&text, tail.bytes, tail.length);
  builder_add(&text, end);
  if (!text.failed)
    return text.bytes;
  builder_free(&text);
  return NULL;
}

static Piece
whole(const char *text)
{
  return (Piece){ text, (uint32_t)strlen(text) };
}

static bool
put_name(Lexicon *lexicon, const char *name, uint32_t unit)
{
  Entry *entry = phrase_put(lexicon, whole(name));

  if (!entry)
    return false;
  entry->unit = (uint16_t)(unit + 1);
  return true;
}

/* `prefix` name, and its plural when `plural`. */
static bool
put_names(Lexicon *lexicon, const char *prefix, Piece name, uint32_t unit,
          bool plural)
{
  char *text = joined(prefix, name, "");
  char *many = joined(prefix, name, "s");
  bool good = text && many && put_name(lexicon, text, unit)
              && (!plural || put_name(lexicon, many, unit));

  free(text);
  free(many);
  return good;
}

/* In any case, where it cannot be taken for a word: of two prefixes that then
 * are one (m and M) the larger wins, as nobody writes of millihertz. */
static bool
put_folded(Lexicon *lexicon, const char *text, uint32_t unit)
{
  uint64_t fold = fold_word(text);
  uint32_t old = words_get(&lexicon->folded_symbols, fold);
  const Unit *units = lexicon->units.items;
  size_t length = strlen(text);
  bool common =
      units[unit].kind == STEMMA_LENGTH || units[unit].kind == STEMMA_MASS;

  for (size_t i = 0; i < length; i++) {
    if ((text[i] | 0x20) < 'a' || (text[i] | 0x20) > 'z')
      return true;
  }
  if (length < 2 || (length == 2 && !common) || strcmp(text, "in") == 0
      || strcmp(text, "am") == 0 || strcmp(text, "pm") == 0
      || strcmp(text, "mi") == 0 || strcmp(text, "ct") == 0
      || strcmp(text, "st") == 0)
    return true;
  if (old != WORDS_NONE && units[old].factor >= units[unit].factor)
    return true;
  return words_put(&lexicon->folded_symbols, fold, unit);
}

/* "kms", "mls": the plural of a symbol with two letters. */
static bool
put_plural(Lexicon *lexicon, const char *text, uint32_t unit)
{
  Piece piece = { text, (uint32_t)strlen(text) };
  char *many;
  bool good;

  if (piece.length != 2
      || (lexicon->units.items[unit].kind != STEMMA_LENGTH
          && lexicon->units.items[unit].kind != STEMMA_VOLUME
          && lexicon->units.items[unit].kind != STEMMA_MASS)
      || !(lexicon->units.items[unit].flags & UNIT_SI))
    return true;
  many = joined("", piece, "s");
  if (many)
    lexicon_note(&lexicon->heads, phrase_head(whole(many)));
  good =
      many
      && (words_has(&lexicon->unit_symbols, lexicon_exact(many, 3))
          || words_put(&lexicon->unit_symbols, lexicon_exact(many, 3), unit));
  free(many);
  return good;
}

static bool
put_symbols(Lexicon *lexicon, const char *prefix, Piece symbols, uint32_t unit)
{
  Piece one;

  while (piece_cut(&symbols, ' ', &one)) {
    char *text = one.length ? joined(prefix, one, "") : NULL;
    bool good =
        text
        && (words_has(&lexicon->unit_symbols, lexicon_exact(text, strlen(text)))
            || words_put(&lexicon->unit_symbols,
                         lexicon_exact(text, strlen(text)), unit))
        && put_folded(lexicon, text, unit) && put_plural(lexicon, text, unit);

    if (good)
      lexicon_note(&lexicon->heads, phrase_head(whole(text)));
    free(text);
    if (one.length && !good)
      return false;
  }
  return true;
}

/* A unit under one prefix, with all its names and symbols. */
static bool
add_unit(Lexicon *lexicon, const Lines *line, const char *prefix,
         const char *symbol, Unit unit)
{
  Piece names = lines_field(line, 6), name;
  uint32_t index = lexicon->units.count;

  unit.name = joined(prefix, lines_field(line, 0), "");
  unit.base = joined("", lines_field(line, 2), "");
  if (!array_push(&lexicon->units, unit) || !unit.name || !unit.base)
    return false;
  if (!put_symbols(lexicon, symbol, lines_field(line, 5), index)
      || !put_names(lexicon, prefix, lines_field(line, 0), index, true))
    return false;
  while (piece_cut(&names, ',', &name)) {
    if (name.length && !put_names(lexicon, prefix, name, index, false))
      return false;
  }
  return true;
}

static bool
add_prefixed(Lexicon *lexicon, const Lines *line, Unit unit)
{
  if (!add_unit(lexicon, line, "", "", unit))
    return false;
  for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
    Unit scaled = unit;

    if (!(prefixes[i].flags & unit.flags)
        || ((unit.flags & UNIT_LOW) && prefixes[i].factor > 1e9))
      continue;
    scaled.factor *= prefixes[i].factor;
    if (!add_unit(lexicon, line, prefixes[i].name, prefixes[i].symbol, scaled))
      return false;
  }
  return true;
}

/* "0.5", or "0.5+12" with the offset of its zero. */
static bool
read_factor(Piece field, Unit *unit)
{
  uint32_t at = 1;

  while (at < field.length
         && !((field.bytes[at] == '+' || field.bytes[at] == '-')
              && field.bytes[at - 1] != 'e'))
    at++;
  if (at < field.length
      && !piece_number((Piece){ field.bytes + at, field.length - at },
                       &unit->offset))
    return false;
  return piece_number(
             (Piece){ field.bytes, at < field.length ? at : field.length },
             &unit->factor)
         && unit->factor > 0;
}

static bool
read_kind(Piece field, uint32_t *kind)
{
  for (uint32_t i = 0; stemma_quantity_kinds[i]; i++) {
    if (piece_is(field, stemma_quantity_kinds[i])) {
      *kind = i;
      return true;
    }
  }
  return false;
}

static uint32_t
read_flags(Piece field)
{
  uint32_t flags = 0;
  Piece word;

  while (piece_cut(&field, ' ', &word)) {
    for (size_t i = 0; i < sizeof flag_names / sizeof flag_names[0]; i++) {
      if (piece_is(word, flag_names[i].name))
        flags |= flag_names[i].bit;
    }
  }
  return flags;
}

static bool
put_signs(Lexicon *lexicon, Piece signs, uint32_t money)
{
  Piece sign;

  while (piece_cut(&signs, ' ', &sign)) {
    Entry *entry;

    if (!sign.length)
      continue;
    if (!words_put(&lexicon->money_signs,
                   lexicon_exact(sign.bytes, sign.length), money))
      return false;
    entry = phrase_put_first(lexicon, sign);
    if (!entry)
      return false;
    entry->context |= IS_MONEY_SIGN;
  }
  return true;
}

static bool
add_money(Lexicon *lexicon, Piece code, Piece base, double factor, Piece signs,
          Piece names)
{
  uint32_t index = lexicon->money.count;
  Money money = { .code = joined("", code, ""), .factor = factor };
  Piece name;

  if (base.length)
    money.base = joined("", base, "");
  if (!array_push(&lexicon->money, money) || !money.code
      || (base.length && !money.base))
    return false;
  if (code.length == 3 && code.bytes[0] >= 'A' && code.bytes[0] <= 'Z'
      && !put_signs(lexicon, code, index))
    return false;
  while (piece_cut(&names, ',', &name)) {
    Entry *entry = phrase_put(lexicon, name);

    if (!entry)
      return false;
    entry->money = (uint16_t)(index + 1);
  }
  return put_signs(lexicon, signs, index);
}

static bool
read_currencies(Lexicon *lexicon)
{
  Lines lines = lines_start(embed_currencies, embed_currencies_size);

  while (lines_next(&lines)) {
    Piece rest = lines_field(&lines, 1), base = { "", 0 }, many = { "", 0 };
    double factor = 1;

    if (!piece_is(rest, "-")) {
      piece_cut(&rest, '=', &base);
      piece_cut(&rest, '=', &many);
      if (piece_number(many, &factor) && factor > 0)
        factor = 1 / factor;
    }
    if (!add_money(lexicon, lines_field(&lines, 0), base, factor,
                   lines_field(&lines, 2), lines_field(&lines, 3)))
      return false;
  }
  return true;
}

static bool
complain(Builder *error, uint32_t line, const char *what, Piece found,
         const char *wanted)
{
  builder_add(error, "line ");
  builder_number(error, line);
  builder_add(error, ": ");
  builder_add(error, what);
  builder_add(error, " \"");
  builder_bytes(error, found.bytes, found.length > 60 ? 60 : found.length);
  builder_add(error, "\"; ");
  builder_add(error, wanted);
  return false;
}

static bool
read_line(Lexicon *lexicon, const Lines *line, Builder *error)
{
  Unit unit = { 0 };

  if (line->fields < 4 || !lines_field(line, 0).length)
    return complain(error, line->number, "found", line->field[0],
                    "expected name, kind, base, factor, parted by TAB");
  if (!read_kind(lines_field(line, 1), &unit.kind))
    return complain(error, line->number, "unknown kind", lines_field(line, 1),
                    "expected one such as length, mass, money or other");
  if (!lines_field(line, 2).length)
    return complain(error, line->number, "no base unit for",
                    lines_field(line, 0), "the third field names it");
  if (!read_factor(lines_field(line, 3), &unit))
    return complain(error, line->number, "the factor is", lines_field(line, 3),
                    "expected a number above 0");
  if (lexicon->units.count > 60000)
    return complain(error, line->number, "too many units at",
                    lines_field(line, 0), "60000 is the most");
  unit.flags = read_flags(lines_field(line, 4));
  if (unit.kind == STEMMA_MONEY)
    return add_money(lexicon, lines_field(line, 0),
                     piece_is(lines_field(line, 2), "-") ? (Piece){ "", 0 }
                                                         : lines_field(line, 2),
                     unit.factor, lines_field(line, 5), lines_field(line, 6))
           || complain(error, line->number, "no memory at",
                       lines_field(line, 0), "");
  return add_prefixed(lexicon, line, unit)
         || complain(error, line->number, "no memory at", lines_field(line, 0),
                     "");
}

bool
units_add(Lexicon *lexicon, const char *data, size_t length, Builder *error)
{
  Lines lines = lines_start(data, length);

  while (lines_next(&lines)) {
    if (!read_line(lexicon, &lines, error))
      return false;
  }
  return true;
}

bool
units_open(Lexicon *lexicon)
{
  Builder error = { 0 };
  bool good = units_add(lexicon, embed_units, embed_units_size, &error)
              && read_currencies(lexicon);

  builder_free(&error);
  return good;
}
