/* SPDX-License-Identifier: Apache-2.0
 *
 * change.c - good and bad news in plain words: that there is more or less of
 * something.  "Wages rose" is good, "rents rose" is bad, and less of any harm
 * is good ("averted a disaster", "nobody was hurt").  The arrangement is that
 * of Moilanen and Pulman 2007: a verb's direction times the worth of its
 * argument.
 */
#include "reader.h"

/* What changes stands at most this many words before its verb, in its clause,
 * or after it. */
enum { BEFORE = 6, AFTER = 4 };

/* What a change for the better is worth, -4..4. */
#define CHANGE 2.1f

/* From here on a word of the lexicons is a harm of which less is good. */
#define HARM -0.9f

/* 1: more of it is good, -1: more is bad. */
static float
kind_of(uint32_t cue)
{
  return cue == CUE_GAIN ? 1.0f : cue == CUE_COST ? -1.0f : 0.0f;
}

/* Takes what a term is worth from it: it counts in the change. */
static void
void_worth(const Reader *reader, uint32_t term)
{
  Worth *worths = reader->terms->worths.items;

  for (uint32_t i = reader->terms->worths.count;
       i > reader->worths && worths[i - 1].term >= term; i--) {
    if (worths[i - 1].term == term)
      worths[i - 1].valence = worths[i - 1].shown = worths[i - 1].afinn = 0;
  }
}

static void
place_change(Worth *worth, float value)
{
  worth->flags |= TERM_LEXICON;
  worth->valence = worth->shown = worth->afinn = value * CHANGE;
}

/* Looks for what changes before its verb. */
static bool
find_before(const Reader *reader, Worth *worth, float direction)
{
  const Term *terms = reader->terms->list.items;
  uint32_t room = worth->term - reader->begin;

  for (uint32_t k = 1; k <= BEFORE && k <= room; k++) {
    const Term *term = &terms[worth->term - k];
    float kind = kind_of(reader->model->words[term->word].cue);

    if (term->flags & TERM_CLAUSE)
      break;
    if (kind != 0) {
      void_worth(reader, worth->term - k);
      place_change(worth, direction * kind);
      return true;
    }
  }
  return false;
}

/* A change that is denied.  Words of less turn those after them too, but not
 * each other ("reduces pain and prevents infections"). */
static float
turned(const Reader *reader, const Worth *worth, float direction)
{
  bool denied = worth->flags & TERM_NEGATED && reader->denies;

  return denied ? direction * NEGATION_FACTOR : direction;
}

/* Looks for what changes in the next words. */
static void
look_ahead(Reader *reader, const Worth *worth, float direction, bool lessens)
{
  reader->change = AFTER;
  reader->changing = worth->term;
  reader->direction = direction;
  reader->lessens = lessens;
}

void
start_less(Reader *reader, const Worth *worth)
{
  look_ahead(reader, worth, turned(reader, worth, -1), true);
}

/* What changes may be this word: a harm of the lexicons only where that is
 * meant. */
static void
read_changing(Reader *reader, Worth *worth, uint32_t cue)
{
  bool harm = worth->flags & TERM_LEXICON
              && (worth->valence <= HARM || worth->afinn <= HARM);
  float kind = reader->lessens && harm ? -1 : kind_of(cue);

  reader->change--;
  if (kind != 0) {
    void_worth(reader, reader->changing);
    place_change(worth, reader->direction * kind);
  }
  if (kind != 0 || cue == CUE_BOUND)
    reader->change = 0;
}

void
read_change(Reader *reader, Worth *worth, uint32_t cue)
{
  if (cue == CUE_UP || cue == CUE_DOWN) {
    float direction = turned(reader, worth, cue == CUE_UP ? 1 : -1);
    if (!find_before(reader, worth, direction))
      look_ahead(reader, worth, direction, false);
  } else if (reader->change && reader->changing != worth->term) {
    read_changing(reader, worth, cue);
  }
}
