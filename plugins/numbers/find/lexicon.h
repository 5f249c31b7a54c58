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
#include "fnv.h"
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
  WORD_COUPLE,
  WORD_CLASSES
};

/* Context: the classes of data/context.txt. */
#define IS_MONTH (UINT64_C(1) << 0)
#define IS_DAY (UINT64_C(1) << 1)
#define IS_BEFORE_YEAR (UINT64_C(1) << 2)
#define IS_AFTER_YEAR (UINT64_C(1) << 3)
#define IS_DESIGNATOR (UINT64_C(1) << 4)
#define IS_INDEX (UINT64_C(1) << 5)
#define IS_MERIDIEM (UINT64_C(1) << 6)
#define IS_DETERMINER (UINT64_C(1) << 7)
#define IS_VERB (UINT64_C(1) << 8)
#define IS_SPAN (UINT64_C(1) << 9)
#define IS_FUNCTION (UINT64_C(1) << 10)
#define IS_ORDINAL_STOP (UINT64_C(1) << 11)
#define IS_PEOPLE (UINT64_C(1) << 12)
#define IS_FILLER (UINT64_C(1) << 13)
#define IS_ARTICLE (UINT64_C(1) << 14)
#define IS_AND (UINT64_C(1) << 15)
#define IS_TO (UINT64_C(1) << 16)
#define IS_PER (UINT64_C(1) << 17)
#define IS_OF (UINT64_C(1) << 18)
#define IS_POINT (UINT64_C(1) << 19)
#define IS_OLD (UINT64_C(1) << 20)
#define IS_BETWEEN (UINT64_C(1) << 21)
#define IS_FROM (UINT64_C(1) << 22)
#define IS_SQUARE (UINT64_C(1) << 23)
#define IS_CUBIC (UINT64_C(1) << 24)
#define IS_OR (UINT64_C(1) << 25)
#define IS_PERSON_AGE (UINT64_C(1) << 26)
#define IS_THE (UINT64_C(1) << 27)
#define IS_MONEY_SIGN (UINT64_C(1) << 28)
#define IS_IN (UINT64_C(1) << 29)
#define IS_RATIO (UINT64_C(1) << 30)
#define IS_SIZE (UINT64_C(1) << 31)
#define IS_PRICE (UINT64_C(1) << 32)
#define IS_ZONE (UINT64_C(1) << 33)
#define IS_WHOLE (UINT64_C(1) << 34)
#define IS_BAR (UINT64_C(1) << 35)
#define IS_ZERO (UINT64_C(1) << 36)
#define IS_BELOW (UINT64_C(1) << 37)
#define IS_BY (UINT64_C(1) << 38)
#define IS_ELAPSED (UINT64_C(1) << 39)
#define IS_OVER (UINT64_C(1) << 40)
#define IS_WHO (UINT64_C(1) << 41)
#define IS_BEING (UINT64_C(1) << 42)
#define IS_ONE_PERSON (UINT64_C(1) << 43)
#define IS_PERSONS (UINT64_C(1) << 44)
#define IS_STREET (UINT64_C(1) << 45)
#define IS_TROOP (UINT64_C(1) << 46)
#define IS_AFTER_SHARE (UINT64_C(1) << 47)
#define IS_MARK (UINT64_C(1) << 48)
#define IS_AGE_ADVERB (UINT64_C(1) << 49)
#define IS_ANYONE (UINT64_C(1) << 50)
#define IS_OWNER (UINT64_C(1) << 51)
#define IS_RATE (UINT64_C(1) << 52)

enum { NO_MODIFIER = 0xff };

typedef struct Entry {
  double value;     /* of a number word */
  uint64_t context; /* IS_... */
  uint16_t unit;    /* by name; index + 1, or 0 */
  uint16_t money;   /* by name; index + 1, or 0 */
  uint8_t word;     /* WORD_... */
  uint8_t before;   /* STEMMA_APPROX, ... or NO_MODIFIER */
  uint8_t after;
  uint8_t more;   /* longer phrases begin with this one */
  uint8_t starts; /* modifiers before an amount begin with it */
} Entry;

enum {
  UNIT_SI = 1u << 0,
  UNIT_BIN = 1u << 1,
  UNIT_BLANK = 1u << 2, /* a symbol of one letter may follow a blank */
  UNIT_NOUN = 1u << 3,  /* "a cup" is no amount */
  UNIT_LOW = 1u << 4    /* no tera, no peta: "one TV" */
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

/* A set of folds, which may have more than was put in.  Small, as every word of
 * a text is looked up in it. */
enum { SET_BITS = 1 << 14 };
typedef struct LexiconSet {
  uint64_t bits[SET_BITS / 64];
} LexiconSet;

typedef struct Lexicon {
  Words phrases; /* parent and fold to entry */
  ARRAY(Entry) entries;
  Words folded_symbols; /* of two letters or more, in any case */
  Words unit_symbols;   /* exact bytes to unit */
  Words money_signs;    /* exact bytes to money */
  Words touching;       /* exact bytes to entry: 5bn */
  ARRAY(Unit) units;
  ARRAY(Money) money;
  uint16_t year, inch, degree, percent; /* units, index + 1 */
  uint16_t penny;                       /* money, index + 1 */
  LexiconSet starters; /* first words of amounts and of what stands before
                        * them */
  LexiconSet amounts;  /* those of them that amounts begin with */
  LexiconSet counts;   /* words that, after an article, may make one of
                        * something of it: those that a unit, a currency or a
                        * number may begin with */
  LexiconSet heads;    /* the first words of symbols of units */
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

/* `unit`: index + 1, not 0. */
static inline const Unit *
lexicon_unit_at(const Lexicon *lexicon, uint16_t unit)
{
  return &lexicon->units.items[unit - 1];
}

void lexicon_close(Lexicon *lexicon);

/* In the trie's values, so that the pass over all tokens need not read the
 * entry of a first word: it is a number word; an amount begins with it where a
 * unit, a number or a sign is next; it stands before an amount, as "about",
 * "from" and the signs of money do; it does with the right word behind it, as
 * in "more than". */
#define LEXICON_NUMBER (UINT32_C(1) << 30)
#define LEXICON_LEADS (UINT32_C(1) << 29)
#define LEXICON_OPENS (UINT32_C(1) << 28)
#define LEXICON_GOES_ON (UINT32_C(1) << 27)
#define LEXICON_FLAGS                                                          \
  (LEXICON_NUMBER | LEXICON_LEADS | LEXICON_OPENS | LEXICON_GOES_ON)

static inline uint32_t
lexicon_in(const LexiconSet *set, uint64_t fold)
{
  return (uint32_t)(set->bits[fold % SET_BITS / 64] >> fold % 64 & 1u);
}

static inline void
lexicon_note(LexiconSet *set, uint64_t fold)
{
  set->bits[fold % SET_BITS / 64] |= UINT64_C(1) << fold % 64;
}

/* May a unit, a currency or a number word begin with a word of this fold?
 * Asked of two sets, as either lets one word in ten pass that is none. */
static inline bool
lexicon_may_count(const Lexicon *lexicon, uint64_t fold)
{
  return lexicon_in(&lexicon->heads, fold)
         || (lexicon_in(&lexicon->counts, fold)
             && words_may_have(&lexicon->phrases, fold));
}

/* The entry of a first word, with LEXICON_FLAGS; 0 when there is none. */
static inline uint32_t
lexicon_first(const Lexicon *lexicon, uint64_t fold)
{
  uint32_t found = words_get(&lexicon->phrases, fold);

  return found == WORDS_NONE ? 0 : found;
}

/* The entry of the phrase that goes on from `parent` (0: a first word) with a
 * word of this fold; 0 when none does. */
static inline uint32_t
lexicon_step(const Lexicon *lexicon, uint32_t parent, uint64_t fold)
{
  uint32_t found;

  if (!parent)
    return lexicon_first(lexicon, fold) & ~LEXICON_FLAGS;
  found = words_get(&lexicon->phrases,
                    fold ^ (uint64_t)parent * UINT64_C(0x9e3779b97f4a7c15));
  return found == WORDS_NONE ? 0 : found & ~LEXICON_FLAGS;
}

/* The hash of exact bytes, blanks taken for "_"; going on from `hash`. */
uint64_t lexicon_exact_on(uint64_t hash, const char *bytes, size_t length);

static inline uint64_t
lexicon_exact(const char *bytes, size_t length)
{
  return lexicon_exact_on(FNV_START, bytes, length);
}

#endif
