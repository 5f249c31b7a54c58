/* SPDX-License-Identifier: Apache-2.0
 *
 * worth.c - what a word of the lexicons is worth where it stands: negation,
 * boosters, capitals, phrases; and what negators, contrasts and modal verbs do
 * to the words after them.
 */
#include "reader.h"

/* Words further from a booster than this do not feel it, and each step away
 * takes 5 % of it. */
enum { BOOST_REACH = 3 };

/* Capitals add this much to a word's factor, as in VADER's rules. */
#define CAPS_STEP 0.25f

/* Word.step counts thousandths. */
#define STEP_UNIT 1000.0f

static float
boost_of(const Reader *reader, uint32_t at)
{
  static const float fade[BOOST_REACH] = { 1.0f, 0.95f, 0.9f };
  const Term *terms = reader->terms->list.items;
  float factor = 1;

  if (at > reader->boosted)
    return factor;
  for (uint32_t k = 0; k < BOOST_REACH && at > reader->begin + k; k++) {
    const Word *word = &reader->model->words[terms[at - 1 - k].word];
    if (word->cue == CUE_BOOSTER || word->cue == CUE_DAMPER)
      factor += (float)word->step / STEP_UNIT * fade[k];
  }
  return factor;
}

/* What a lexicon word is worth here. */
static void
weigh(const Reader *reader, Worth *worth, float valence, float afinn)
{
  float factor = boost_of(reader, worth->term);

  if (worth->flags & TERM_CAPS)
    factor += CAPS_STEP;
  worth->flags |= TERM_LEXICON;
  worth->valence = valence * factor;
  worth->shown = worth->valence;
  worth->afinn = afinn;
  if (worth->flags & TERM_NEGATED) {
    worth->shown *= NEGATION_FACTOR;
    worth->afinn *= NEGATION_FACTOR;
  }
}

void
weigh_word(const Reader *reader, Worth *worth, const Word *word)
{
  weigh(reader, worth, word->valence, word->afinn);
}

static bool
is_negated_verb(const stemma_doc *doc, const stemma_token *token)
{
  uint32_t n = token_length(token);
  const char *end = doc->text + token->row.end;

  if ((end[-1] | 0x20) != 't')
    return false;
  return (n > 3 && fold_equal(end - 3, 3, "n't"))
         || (n > 5 && fold_equal(end - 5, 5, "n't"));
}

/* The `words` words of a negator, of which this is the first, turn those after
 * them. */
static void
negate(Reader *reader, Worth *worth, uint32_t words)
{
  worth->flags = (worth->flags | TERM_NEGATOR) & ~(uint32_t)TERM_NEGATED;
  reader->negation = NEGATION_REACH + words - 1;
  reader->state |= TERM_NEGATED;
  reader->denies = true;
}

/* They say too that there is less of what follows. */
static void
lessen(Reader *reader, Worth *worth, uint32_t words)
{
  start_less(reader, worth);
  negate(reader, worth, words);
  reader->denies = false;
}

static void
read_phrase(Reader *reader, const Phrase *phrase, Worth *worth)
{
  reader->phrase = phrase->words - 1;
  if (phrase->negates)
    negate(reader, worth, phrase->words);
  else if (phrase->lessens)
    lessen(reader, worth, phrase->words);
  else if (phrase->valence != 0)
    weigh(reader, worth, phrase->valence, phrase->valence);
}

/* Is it the first word of its sentence? */
static bool
is_first(const Reader *reader, const Worth *worth)
{
  const Term *terms = reader->terms->list.items;

  return words_before(&terms[worth->term])
         == words_before(&terms[reader->begin]);
}

/* What a word does to those after it. */
static void
read_cue(Reader *reader, const stemma_token *token, uint32_t cue, Worth *worth)
{
  if (cue == CUE_NEGATOR || is_negated_verb(reader->doc, token)) {
    negate(reader, worth, 1);
  } else if (cue == CUE_CONTRAST || cue == CUE_CONCESSION) {
    worth->flags = (worth->flags | TERM_CONTRAST) & ~(uint32_t)TERM_NEGATED;
    end_clause(reader);
    if (cue == CUE_CONTRAST)
      reader->contrast = worth->term;
    else
      reader->conceding = is_first(reader, worth);
  } else if (cue == CUE_MODAL) {
    reader->state |= TERM_MODAL;
  } else if (cue == CUE_LESS) {
    lessen(reader, worth, 1);
  }
}

static const Phrase *
phrase_at(const Reader *reader, uint32_t i, const Word *word)
{
  if (!(word->special & SPECIAL_STARTS) || i + 1 >= reader->end)
    return NULL;
  return phrases_at(&reader->model->phrases, reader->tokens, i, reader->end);
}

void
read_special(Reader *reader, uint32_t i, const stemma_token *token,
             const Word *word, Worth *worth)
{
  const Phrase *phrase = phrase_at(reader, i, word);

  if (reader->phrase) {
    reader->phrase--;
  } else if (phrase) {
    read_phrase(reader, phrase, worth);
    read_change(reader, worth, CUE_NONE);
  } else {
    read_cue(reader, token, word->cue, worth);
    if (word->special & SPECIAL_LEXICON)
      weigh_word(reader, worth, word);
    read_change(reader, worth, word->cue);
  }
  if (word->cue == CUE_BOOSTER || word->cue == CUE_DAMPER)
    reader->boosted = worth->term + BOOST_REACH;
}
