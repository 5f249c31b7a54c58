/* SPDX-License-Identifier: Apache-2.0
 *
 * lexicon.h - what the words around a number mean: number words, units,
 * currencies, modifiers and context, read from data/ once, constant after.
 *
 * Phrases live in one trie: an entry for each beginning of a phrase, found by
 * its parent and a token's fold, so that a look-up costs one probe a word.
 */
#ifndef NUMBERS_LEXICON_H
#define NUMBERS_LEXICON_H

#include <stemma/layers.h>

#include "array.h"
#include "builder.h"
#include "words.h"

/* Classes of number words; data/number-words.txt says what each means. */
enum {
  WORD_NONE = 0,
  WORD_UNIT,
  WORD_TEN,
  WORD_HUNDRED,
  WORD_SCALE,
  WORD_DOZEN,
  WORD_HALF,
  WORD_QUARTER,
  WORD_PART,
  WORD_PARTS,
  WORD_ORDINAL,
  WORD_SIGN,
  WORD_FEW,
  WORD_MANY,
  WORD_TIMES,
  WORD_CLASSES
};

/* Context of data/context.txt, and some words that the code asks for. */
enum {
  IS_MONTH = 1u << 0,
  IS_DAY = 1u << 1,
  IS_BEFORE_YEAR = 1u << 2,
  IS_AFTER_YEAR = 1u << 3,
  IS_DESIGNATOR = 1u << 4,
  IS_INDEX = 1u << 5,
  IS_MERIDIEM = 1u << 6,
  IS_DETERMINER = 1u << 7,
  IS_VERB = 1u << 8,
  IS_SPAN = 1u << 9,
  IS_FUNCTION = 1u << 10,
  IS_ORDINAL_STOP = 1u << 11,
  IS_PEOPLE = 1u << 12,
  IS_FILLER = 1u << 13,
  IS_ARTICLE = 1u << 14, /* a, an */
  IS_AND = 1u << 15,     /* and, & */
  IS_TO = 1u << 16,
  IS_PER = 1u << 17,
  IS_OF = 1u << 18,
  IS_POINT = 1u << 19,
  IS_OLD = 1u << 20,
  IS_BETWEEN = 1u << 21,
  IS_FROM = 1u << 22,
  IS_SQUARE = 1u << 23,
  IS_CUBIC = 1u << 24,
  IS_OR = 1u << 25,
  IS_PERSON_AGE = 1u << 26, /* aged, age */
  IS_THE = 1u << 27,
  IS_MONEY_SIGN = 1u << 28, /* may begin a currency sign or code */
  IS_IN = 1u << 29,
  IS_RATIO = 1u << 30 /* in, over, out: between a part and its whole */
};
#define IS_SIZE (UINT32_C(1) << 31) /* after a length: tall, away */

enum { NO_MODIFIER = 0xff };

typedef struct Entry {
  double value; /* of a number word */
  uint32_t context;
  uint16_t unit;  /* by name; index + 1, or 0 */
  uint16_t money; /* by name; index + 1, or 0 */
  uint8_t word;   /* WORD_... */
  uint8_t before; /* STEMMA_APPROX, ... or NO_MODIFIER */
  uint8_t after;
  uint8_t more; /* longer phrases begin with this one */
} Entry;

enum {
  UNIT_SI = 1u << 0,
  UNIT_BIN = 1u << 1,
  UNIT_BLANK = 1u << 2, /* a symbol of one letter may follow a blank */
  UNIT_NOUN = 1u << 3   /* "a cup" is no amount */
};

typedef struct Unit {
  double factor;
  double offset;
  char *name;
  char *base;
  uint32_t kind;
  uint32_t flags;
} Unit;

typedef struct Money {
  char *code;
  char *base; /* the currency that it is a part of, or NULL */
  double factor;
} Money;

typedef struct Lexicon {
  Words phrases; /* parent and fold to entry */
  ARRAY(Entry) entries;
  Words unit_symbols; /* exact bytes to unit */
  Words money_signs;  /* exact bytes to money */
  Words touching;     /* exact bytes to entry: 5bn */
  ARRAY(Unit) units;
  ARRAY(Money) money;
  uint64_t filter[1024]; /* a bit for each first word, by its fold */
} Lexicon;

/* Reads the built-in lists.  False without memory. */
bool lexicon_open(Lexicon *lexicon);

/* Adds a user's file in the form of data/units.txt; a line of kind "money" is
 * name, "money", code, factor, "-", signs, names.  False with a message in
 * `error` that names the line. */
bool lexicon_add_units(Lexicon *lexicon, const char *data, size_t length,
                       Builder *error);

/* The unit of this canonical name: index + 1; 0 when there is none. */
uint16_t lexicon_unit(const Lexicon *lexicon, const char *name);

void lexicon_close(Lexicon *lexicon);

/* The entry of the phrase that goes on from `parent` (0: a first word) with a
 * word of this fold; 0 when none does. */
static inline uint32_t
lexicon_step(const Lexicon *lexicon, uint32_t parent, uint64_t fold)
{
  uint32_t found;

  if (!parent
      && !(lexicon->filter[fold >> 6 & 1023u] & UINT64_C(1) << (fold & 63u)))
    return 0;
  found = words_get(&lexicon->phrases,
                    fold ^ (uint64_t)parent * UINT64_C(0x9e3779b97f4a7c15));
  return found == WORDS_NONE ? 0 : found;
}

/* The hash of exact bytes, blanks taken for "_". */
uint64_t lexicon_exact(const char *bytes, size_t length);

#endif
