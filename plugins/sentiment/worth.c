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

/* Entry.step counts thousandths. */
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
    const Entry *entry = &reader->model->entries[terms[at - 1 - k].entry];
    if (entry->cue == CUE_BOOSTER || entry->cue == CUE_DAMPER)
      factor += (float)entry->step / STEP_UNIT * fade[k];
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
  const Entry *entry = &reader->model->entries[word->entry];

  weigh(reader, worth, entry->valence, entry->afinn);
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

/* What a word does to those after it. */
static void
read_cue(Reader *reader, const stemma_token *token, uint32_t cue, Worth *worth)
{
  if (cue == CUE_NEGATOR || is_negated_verb(reader->doc, token)) {
    worth->flags = (worth->flags | TERM_NEGATOR) & ~(uint32_t)TERM_NEGATED;
    reader->negation = NEGATION_REACH;
    reader->state |= TERM_NEGATED;
  } else if (cue == CUE_CONTRAST) {
    worth->flags = (worth->flags | TERM_CONTRAST) & ~(uint32_t)TERM_NEGATED;
    reader->contrast = worth->term;
    end_clause(reader);
  } else if (cue == CUE_MODAL) {
    reader->state |= TERM_MODAL;
  }
}

static const Phrase *
phrase_at(const Reader *reader, uint32_t i, const Word *word)
{
  if (!(word->special & SPECIAL_STARTS))
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
    reader->phrase = phrase->words - 1;
    if (phrase->valence != 0)
      weigh(reader, worth, phrase->valence, phrase->valence);
  } else {
    read_cue(reader, token, word->cue, worth);
    if (word->special & SPECIAL_LEXICON)
      weigh_word(reader, worth, word);
  }
  if (word->cue == CUE_BOOSTER || word->cue == CUE_DAMPER)
    reader->boosted = worth->term + BOOST_REACH;
}
