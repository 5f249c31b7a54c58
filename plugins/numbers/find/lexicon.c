/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "embed.h"
#include "fold.h"
#include "phrase.h"
#include "units.h"

EMBED(number_words);
EMBED(modifiers);
EMBED(context);

static const char *const word_classes[] = {
  "",     "unit",  "ten",     "hundred", "scale", "dozen", "half",  "quarter",
  "part", "parts", "ordinal", "sign",    "few",   "many",  "times", "couple"
};

static const struct {
  const char *name;
  uint64_t bit;
} contexts[] = {
  { "month", IS_MONTH },
  { "day", IS_DAY },
  { "before-year", IS_BEFORE_YEAR },
  { "after-year", IS_AFTER_YEAR },
  { "designator", IS_DESIGNATOR },
  { "index", IS_INDEX },
  { "meridiem", IS_MERIDIEM },
  { "determiner", IS_DETERMINER },
  { "verb", IS_VERB },
  { "span", IS_SPAN },
  { "function", IS_FUNCTION },
  { "ordinal-stop", IS_ORDINAL_STOP },
  { "elapsed", IS_ELAPSED },
  { "people", IS_PEOPLE },
  { "filler", IS_FILLER },
  { "article", IS_ARTICLE },
  { "and", IS_AND },
  { "to", IS_TO },
  { "per", IS_PER },
  { "of", IS_OF },
  { "point", IS_POINT },
  { "old", IS_OLD },
  { "between", IS_BETWEEN },
  { "from", IS_FROM },
  { "square", IS_SQUARE },
  { "cubic", IS_CUBIC },
  { "or", IS_OR },
  { "aged", IS_PERSON_AGE },
  { "the", IS_THE },
  { "in", IS_IN },
  { "ratio", IS_RATIO },
  { "size", IS_SIZE },
  { "price", IS_PRICE },
  { "zone", IS_ZONE },
  { "one-person", IS_ONE_PERSON },
  { "persons", IS_PERSONS },
  { "street", IS_STREET },
  { "troop", IS_TROOP },
  { "after-share", IS_AFTER_SHARE },
  { "mark", IS_MARK },
  { "age-adverb", IS_AGE_ADVERB },
  { "anyone", IS_ANYONE },
  { "owner", IS_OWNER },
  { "rate", IS_RATE },
  { "whole", IS_WHOLE },
  { "bar", IS_BAR },
  { "zero", IS_ZERO },
  { "below", IS_BELOW },
  { "by", IS_BY },
  { "over", IS_OVER },
  { "who", IS_WHO },
  { "being", IS_BEING },
};

static const char *const modifier_names[] = { "none",      "approx",
                                              "more_than", "less_than",
                                              "at_least",  "at_most" };

uint64_t
lexicon_exact_on(uint64_t hash, const char *bytes, size_t length)
{
  for (size_t i = 0; i < length; i++)
    hash = fnv_byte(hash, (unsigned char)(bytes[i] == ' ' ? '_' : bytes[i]));
  return hash;
}

static bool
put_number_word(Lexicon *lexicon, Piece word, uint8_t class, double value)
{
  Entry *entry;

  if (word.bytes[0] == '~') {
    if (!array_push(&lexicon->entries, ((Entry){ .word = class,
                                                 .value = value,
                                                 .before = NO_MODIFIER,
                                                 .after = NO_MODIFIER })))
      return false;
    return words_put(&lexicon->touching,
                     lexicon_exact(word.bytes + 1, word.length - 1),
                     lexicon->entries.count - 1);
  }
  entry = phrase_put(lexicon, word);
  if (!entry)
    return false;
  entry->word = class;
  entry->value = value;
  return true;
}

static bool
read_number_words(Lexicon *lexicon)
{
  Lines lines = lines_start(embed_number_words, embed_number_words_size);

  while (lines_next(&lines)) {
    Piece rest = lines_field(&lines, 2), word;
    double value = 0;
    uint8_t class = 1;

    while (class < WORD_CLASSES
           && !piece_is(lines_field(&lines, 0), word_classes[class]))
      class ++;
    piece_number(lines_field(&lines, 1), &value);
    while (piece_cut(&rest, ' ', &word)) {
      if (word.length && !put_number_word(lexicon, word, class, value))
        return false;
    }
  }
  return true;
}

static bool
read_modifiers(Lexicon *lexicon)
{
  Lines lines = lines_start(embed_modifiers, embed_modifiers_size);

  while (lines_next(&lines)) {
    Piece rest = lines_field(&lines, 2), phrase;
    uint8_t which = 0;

    while (which < STEMMA_AT_MOST
           && !piece_is(lines_field(&lines, 0), modifier_names[which]))
      which++;
    while (piece_cut(&rest, ',', &phrase)) {
      Entry *entry = phrase_put(lexicon, phrase);

      if (!entry)
        return false;
      if (!piece_is(lines_field(&lines, 1), "before")) {
        entry->after = which;
        continue;
      }
      entry->before = which;
      entry = phrase_put_first(lexicon, phrase);
      if (!entry)
        return false;
      entry->starts = 1;
    }
  }
  return true;
}

static bool
read_context(Lexicon *lexicon)
{
  Lines lines = lines_start(embed_context, embed_context_size);

  while (lines_next(&lines)) {
    Piece rest = lines_field(&lines, 1), word;
    uint64_t bit = 0;

    for (size_t i = 0; i < sizeof contexts / sizeof contexts[0]; i++) {
      if (piece_is(lines_field(&lines, 0), contexts[i].name))
        bit = contexts[i].bit;
    }
    while (piece_cut(&rest, ' ', &word)) {
      Entry *entry = word.length ? phrase_put(lexicon, word) : NULL;

      if (entry)
        entry->context |= bit;
      else if (word.length)
        return false;
    }
  }
  return true;
}

uint16_t
lexicon_unit(const Lexicon *lexicon, const char *name)
{
  for (uint32_t i = 0; i < lexicon->units.count; i++) {
    if (strcmp(lexicon->units.items[i].name, name) == 0)
      return (uint16_t)(i + 1);
  }
  return 0;
}

/* May an amount that an article begins go on with this word? */
static bool
may_count(const Entry *entry)
{
  return entry->word || entry->unit || entry->money || entry->more
         || (entry->context & (IS_SQUARE | IS_CUBIC));
}

/* What the finder asks of every first word. */
static uint32_t
flags_of(const Entry *entry)
{
  const uint64_t leads = IS_ARTICLE | IS_WHOLE;
  const uint64_t opens = IS_MONEY_SIGN | IS_BETWEEN | IS_FROM;
  bool modifier = entry->starts && entry->before != NO_MODIFIER;

  return (entry->word ? LEXICON_NUMBER : 0u)
         | (entry->context & leads ? LEXICON_LEADS : 0u)
         | (modifier || entry->context & opens ? LEXICON_OPENS : 0u)
         | (entry->starts && entry->more ? LEXICON_GOES_ON : 0u);
}

static void
finish(Lexicon *lexicon)
{
  for (uint32_t i = 0; lexicon->phrases.slots && i <= lexicon->phrases.mask;
       i++) {
    WordSlot *slot = &lexicon->phrases.slots[i];

    if (slot->value == WORDS_NONE)
      continue;
    if (may_count(&lexicon->entries.items[slot->value & ~LEXICON_FLAGS]))
      lexicon_note(&lexicon->counts, slot->fold);
    slot->value |=
        flags_of(&lexicon->entries.items[slot->value & ~LEXICON_FLAGS]);
    if (slot->value & LEXICON_FLAGS)
      lexicon_note(&lexicon->starters, slot->fold);
    if (slot->value & (LEXICON_NUMBER | LEXICON_LEADS))
      lexicon_note(&lexicon->amounts, slot->fold);
  }
  lexicon->year = lexicon_unit(lexicon, "year");
  lexicon->inch = lexicon_unit(lexicon, "inch");
  lexicon->degree = lexicon_unit(lexicon, "degree");
  lexicon->percent = lexicon_unit(lexicon, "percent");
  for (uint32_t i = 0; i < lexicon->money.count; i++) {
    if (strcmp(lexicon->money.items[i].code, "penny") == 0)
      lexicon->penny = (uint16_t)(i + 1);
  }
}

bool
lexicon_open(Lexicon *lexicon)
{
  *lexicon = (Lexicon){ 0 };
  /* Entry 0 is "nothing", so that an atom without an entry needs no test. */
  return array_push(&lexicon->entries,
                    ((Entry){ .before = NO_MODIFIER, .after = NO_MODIFIER }))
         && read_number_words(lexicon) && read_modifiers(lexicon)
         && read_context(lexicon) && units_open(lexicon)
         && (finish(lexicon), true);
}

bool
lexicon_add_units(Lexicon *lexicon, const char *data, size_t length,
                  Builder *error)
{
  bool good = units_add(lexicon, data, length, error);

  finish(lexicon);
  return good;
}

void
lexicon_close(Lexicon *lexicon)
{
  for (uint32_t i = 0; i < lexicon->units.count; i++) {
    free(lexicon->units.items[i].name);
    free(lexicon->units.items[i].base);
  }
  for (uint32_t i = 0; i < lexicon->money.count; i++) {
    free(lexicon->money.items[i].code);
    free(lexicon->money.items[i].base);
  }
  array_free(&lexicon->units);
  array_free(&lexicon->money);
  array_free(&lexicon->entries);
  words_free(&lexicon->phrases);
  words_free(&lexicon->unit_symbols);
  words_free(&lexicon->folded_symbols);
  words_free(&lexicon->money_signs);
  words_free(&lexicon->touching);
}
