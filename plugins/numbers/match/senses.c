/* SPDX-License-Identifier: Apache-2.0 */
#include "senses.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "embed.h"
#include "fnv.h"
#include "fold.h"

EMBED(stop_words);
EMBED(concepts);
EMBED(joins);

enum { NAME_LETTERS = 5 };

/* 0: no memory. */
static uint64_t
stem_hash(struct sb_stemmer *stemmer, const char *folded, size_t length)
{
  const sb_symbol *stem =
      sb_stemmer_stem(stemmer, (const sb_symbol *)folded, (int)length);

  return stem ? fnv_bytes(FNV_START, stem, (size_t)sb_stemmer_length(stemmer))
              : 0;
}

/* The hash of a name: of its first letters, so that a country and its people
 * are one. */
static uint64_t
name_hash(const char *folded, size_t length)
{
  if (length > NAME_LETTERS) {
    length = NAME_LETTERS;
    while (length > 1 && ((unsigned char)folded[length] & 0xc0u) == 0x80u)
      length--;
  }
  return fnv_bytes(FNV_START, folded, length);
}

/* How the value under a stem holds its line's number and sort. */
enum { SORT_BITS = 2 };

/* The sort of a line, whose mark is taken off. */
static uint32_t
sort_of_line(Piece *rest)
{
  char mark = rest->length ? rest->bytes[0] : ' ';
  uint32_t sort = mark == '!'   ? SENSE_ROLE
                  : mark == '~' ? SENSE_WORD
                  : mark == '=' ? SENSE_ANYBODY
                                : SENSE_CONCEPT;

  if (sort != SENSE_CONCEPT) {
    rest->bytes++;
    rest->length--;
  }
  return sort - SENSE_CONCEPT;
}

/* False without memory. */
static bool
read_word(SenseLists *lists, struct sb_stemmer *stemmer, Piece word,
          uint32_t value)
{
  if (word.length == 0)
    return true;
  if (word.bytes[word.length - 1] != '*')
    return words_put(&lists->concepts,
                     stem_hash(stemmer, word.bytes, word.length), value);
  word.length--;
  return words_put_piece(&lists->behind, word, value);
}

static bool
read_concepts(SenseLists *lists, struct sb_stemmer *stemmer)
{
  Lines lines = lines_start(embed_concepts, embed_concepts_size);

  for (uint32_t number = 0; lines_next(&lines); number++) {
    Piece rest = lines_field(&lines, 0), word;
    uint32_t value = number << SORT_BITS | sort_of_line(&rest);

    while (piece_cut(&rest, ' ', &word)) {
      if (!read_word(lists, stemmer, word, value))
        return false;
    }
  }
  return true;
}

/* JOIN_... of a class in data/joins.txt; JOIN_NONE when it is none. */
static uint32_t
join_named(Piece name)
{
  static const char *const names[] = { "link",  "wall",  "who",  "place", "of",
                                       "those", "their", "each", "time" };
  const uint32_t count = sizeof names / sizeof *names;
  uint32_t join = 0;

  while (join < count && !piece_is(name, names[join]))
    join++;
  return join < count ? JOIN_LINK + join : JOIN_NONE;
}

static bool
read_joins(Words *joins)
{
  Lines lines = lines_start(embed_joins, embed_joins_size);

  while (lines_next(&lines)) {
    Piece rest = lines_field(&lines, 1), word;
    uint32_t join = join_named(lines_field(&lines, 0));

    while (piece_cut(&rest, ' ', &word)) {
      if (word.length && !words_put_piece(joins, word, join))
        return false;
    }
  }
  return true;
}

bool
sense_lists_open(SenseLists *lists)
{
  struct sb_stemmer *stemmer = sb_stemmer_new("english", "UTF_8");
  bool good;

  *lists = (SenseLists){ 0 };
  if (!stemmer)
    return false;
  good =
      words_put_lines(&lists->stops, embed_stop_words, embed_stop_words_size, 0)
      && read_concepts(lists, stemmer) && read_joins(&lists->joins);
  sb_stemmer_delete(stemmer);
  if (!good)
    sense_lists_close(lists);
  return good;
}

void
sense_lists_close(SenseLists *lists)
{
  words_free(&lists->stops);
  words_free(&lists->concepts);
  words_free(&lists->behind);
  words_free(&lists->joins);
}

bool
senses_open(Senses *senses, const SenseLists *lists)
{
  senses->lists = lists;
  senses->stemmer = sb_stemmer_new("english", "UTF_8");
  senses->ascii = sb_stemmer_new("english", "ISO_8859_1");
  senses->sets = aligned_alloc(sizeof(SenseSet), SENSE_SETS * sizeof(SenseSet));
  if (senses->stemmer && senses->sets) {
    memset(senses->sets, 0, SENSE_SETS * sizeof(SenseSet));
    return true;
  }
  senses_close(senses);
  return false;
}

void
senses_close(Senses *senses)
{
  sb_stemmer_delete(senses->stemmer);
  sb_stemmer_delete(senses->ascii);
  free(senses->sets);
  *senses = (Senses){ 0 };
}

static uint32_t
concept_stem(uint32_t value)
{
  return fnv_narrow(UINT64_C(0x517cc1b727220a95) * ((value >> SORT_BITS) + 1));
}

uint32_t
senses_behind(const Senses *senses, uint64_t fold)
{
  uint32_t value = words_get(&senses->lists->behind, fold);

  return value == WORDS_NONE ? 0 : concept_stem(value);
}

/* Is all of it ASCII? */
static bool
is_ascii(const char *bytes, size_t length)
{
  unsigned char all = 0;

  for (size_t i = 0; i < length; i++)
    all |= (unsigned char)bytes[i];
  return all < 0x80;
}

static uint64_t
stem_of(const Senses *senses, const char *folded, size_t length)
{
  bool ascii = senses->ascii && is_ascii(folded, length);

  return stem_hash(ascii ? senses->ascii : senses->stemmer, folded, length);
}

static Sense
sense_as(uint64_t fold, uint32_t kind)
{
  return (Sense){ .tag = fold >> SENSE_KIND_BITS << SENSE_KIND_BITS | kind };
}

static Sense
sense_now(const Senses *senses, const char *word, uint32_t length,
          uint64_t fold)
{
  /* Folding makes of no character more than three bytes. */
  char folded[3 * SENSE_LONGEST];
  Sense sense;
  uint32_t concept;
  uint64_t stem;
  size_t size;

  if (words_has(&senses->lists->stops, fold))
    return sense_as(fold, SENSE_STOP);
  size = fold_copy(word, length, folded, sizeof folded);
  stem = stem_of(senses, folded, size);
  concept = words_get(&senses->lists->concepts, stem);
  if (concept != WORDS_NONE) {
    sense = sense_as(fold, SENSE_CONCEPT + (concept & ((1u << SORT_BITS) - 1)));
    sense.stem = concept_stem(concept);
  } else {
    sense = sense_as(fold, stem ? SENSE_WORD : SENSE_UNKNOWN);
    sense.stem = stem ? fnv_narrow(stem) : 0;
  }
  sense.name = fnv_narrow(name_hash(folded, size));
  return sense;
}

const Sense *
senses_learn(Senses *senses, const char *word, uint32_t length, uint64_t fold)
{
  SenseSet *set = senses_set(senses, fold);

  memmove(&set->ways[1], &set->ways[0], sizeof *set - sizeof set->ways[0]);
  set->ways[0] = sense_now(senses, word, length, fold);
  return &set->ways[0];
}
