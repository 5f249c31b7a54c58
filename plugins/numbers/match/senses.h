/* SPDX-License-Identifier: Apache-2.0
 *
 * senses.h - what a word near a quantity says of it: nothing, a concept, or
 * its stem and, where it is a name, its first letters; with a memory of the
 * words met last, as the same ones stand around most quantities.
 */
#ifndef NUMBERS_SENSES_H
#define NUMBERS_SENSES_H

#include "words.h"

struct sb_stemmer;

/* Constant after sense_lists_open. */
typedef struct SenseLists {
  Words stops;
  Words concepts; /* stem to number and sort of its line */
  Words behind;   /* words that say it right behind an amount alone: the same */
  Words joins;    /* JOIN_... */
} SenseLists;

/* False: no memory, and nothing to close. */
bool sense_lists_open(SenseLists *lists);
void sense_lists_close(SenseLists *lists);

enum {
  SENSE_UNKNOWN = 0,
  SENSE_STOP,
  SENSE_CONCEPT,
  SENSE_ROLE, /* a concept that says what a count counts */
  SENSE_WORD,
  SENSE_ANYBODY /* a word that everything is counted in */
};

/* What a small word does to the words that it joins (data/joins.txt). */
enum {
  JOIN_NONE = 0,
  JOIN_LINK,
  JOIN_WALL,
  JOIN_WHO,
  JOIN_PLACE,
  JOIN_OF,
  JOIN_THOSE,
  JOIN_THEIR,
  JOIN_EACH,
  JOIN_TIME
};

/* The longest word that has a sense, in bytes; a lone letter has none. */
enum { SENSE_LONGEST = 32 };

/* Hashes of 32 bits: two different words around two mentions are taken for one
 * once in twenty million pairs of mentions. */
typedef struct Sense {
  uint64_t tag;  /* the word's fold, SENSE_... in its lowest bits: the place
                  * where it is kept says what these were */
  uint32_t stem; /* hash of the stem or the concept; 0: none */
  uint32_t name; /* hash of the first letters */
} Sense;

enum { SENSE_KIND_BITS = 3 };

/* SENSE_...; unknown only where memory ends. */
static inline uint32_t
sense_kind(const Sense *sense)
{
  return (uint32_t)sense->tag & ((1u << SENSE_KIND_BITS) - 1);
}

/* The words of one place, which fill a line of the cache; the one that was
 * learned last stands first. */
enum { SENSE_WAYS = 4 };
typedef struct SenseSet {
  Sense ways[SENSE_WAYS];
} SenseSet;

/* How many words are kept, in sets; a news language of ten years hardly has
 * more, and its memory is a quarter of what a processor's nearer cache has. */
enum { SENSE_SETS = 8192 };

/* One thread's. */
typedef struct Senses {
  const SenseLists *lists;
  struct sb_stemmer *stemmer;
  struct sb_stemmer *ascii; /* for words of ASCII letters, which it reads with
                             * a quarter less work; NULL: there is none */
  SenseSet *sets;
} Senses;

/* False: no memory, and nothing to close. */
bool senses_open(Senses *senses, const SenseLists *lists);
void senses_close(Senses *senses);

static inline SenseSet *
senses_set(const Senses *senses, uint64_t fold)
{
  return &senses->sets[(fold ^ fold >> 32) % SENSE_SETS];
}

/* As senses_of, of a word that is not kept. */
const Sense *senses_learn(Senses *senses, const char *word, uint32_t length,
                          uint64_t fold);

/* The sense of a word of 2 to SENSE_LONGEST bytes with this `fold`; valid until
 * the next call. */
static inline const Sense *
senses_of(Senses *senses, const char *word, uint32_t length, uint64_t fold)
{
  const SenseSet *set = senses_set(senses, fold);

  for (uint32_t i = 0; i < SENSE_WAYS; i++) {
    /* A word whose stem failed is no answer for the next time. */
    if ((set->ways[i].tag ^ fold) >> SENSE_KIND_BITS == 0
        && sense_kind(&set->ways[i]) != SENSE_UNKNOWN)
      return &set->ways[i];
  }
  return senses_learn(senses, word, length, fold);
}

/* A word of this fold will be asked for soon: the memory is larger than what
 * the cache leaves to it. */
static inline void
senses_foresee(const Senses *senses, uint64_t fold)
{
  __builtin_prefetch(senses_set(senses, fold));
}

/* Is a token of this fold known to be a stop word?  Half of them are, and need
 * no other look; false says nothing. */
static inline bool
senses_skip(const Senses *senses, uint64_t fold)
{
  return words_has_at_once(&senses->lists->stops, fold);
}

static inline uint32_t
senses_join(const Senses *senses, uint64_t fold)
{
  uint32_t join = words_get(&senses->lists->joins, fold);

  return join == WORDS_NONE ? JOIN_NONE : join;
}

/* The stem of the role that a word has right behind an amount; 0: none. */
uint32_t senses_behind(const Senses *senses, uint64_t fold);

#endif
