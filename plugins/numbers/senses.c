/* SPDX-License-Identifier: Apache-2.0 */
#include "senses.h"

#include <libstemmer.h>
#include <stdlib.h>

#include "embed.h"
#include "fnv.h"
#include "fold.h"

EMBED(stop_words);
EMBED(concepts);

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

static bool
read_concepts(Words *concepts, struct sb_stemmer *stemmer)
{
  Lines lines = lines_start(embed_concepts, embed_concepts_size);

  for (uint32_t number = 0; lines_next(&lines); number++) {
    Piece rest = lines_field(&lines, 0), word;

    while (piece_cut(&rest, ' ', &word)) {
      if (word.length
          && !words_put(concepts, stem_hash(stemmer, word.bytes, word.length),
                        number))
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
      && read_concepts(&lists->concepts, stemmer);
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
}

bool
senses_open(Senses *senses, const SenseLists *lists)
{
  senses->lists = lists;
  senses->stemmer = sb_stemmer_new("english", "UTF_8");
  senses->slots = calloc(SENSE_SLOTS, sizeof *senses->slots);
  if (senses->stemmer && senses->slots)
    return true;
  senses_close(senses);
  return false;
}

void
senses_close(Senses *senses)
{
  sb_stemmer_delete(senses->stemmer);
  free(senses->slots);
  *senses = (Senses){ 0 };
}

static Sense
sense_now(const Senses *senses, const char *word, uint32_t length,
          uint64_t fold)
{
  /* Folding makes of no character more than three bytes. */
  char folded[3 * SENSE_LONGEST];
  Sense sense = { .fold = fold, .kind = SENSE_STOP };
  uint32_t concept;
  uint64_t stem;
  size_t size;

  if (words_has(&senses->lists->stops, fold))
    return sense;
  size = fold_copy(word, length, folded, sizeof folded);
  stem = stem_hash(senses->stemmer, folded, size);
  concept = words_get(&senses->lists->concepts, stem);
  if (concept != WORDS_NONE) {
    sense.kind = SENSE_CONCEPT;
    sense.stem = fnv_narrow(UINT64_C(0x517cc1b727220a95) * (concept + 1));
    return sense;
  }
  sense.kind = stem ? SENSE_WORD : SENSE_UNKNOWN;
  sense.stem = stem ? fnv_narrow(stem) : 0;
  sense.name = fnv_narrow(name_hash(folded, size));
  return sense;
}

const Sense *
senses_learn(Senses *senses, const char *word, uint32_t length, uint64_t fold)
{
  Sense *slot = senses_slot(senses, fold);

  *slot = sense_now(senses, word, length, fold);
  return slot;
}
