/* SPDX-License-Identifier: Apache-2.0 */
#include "terms.h"

#include <string.h>

#include "tokens.h"

/* Words further from a booster than this do not feel it, and each step away
 * takes 5 % of it. */
enum { BOOST_REACH = 3 };

/* Capitals add this much to a word's factor, as in VADER's rules. */
#define CAPS_STEP 0.25f

/* What stands after a contrast counts more, what stands before it less. */
#define AFTER_CONTRAST 1.5f
#define BEFORE_CONTRAST 0.5f

/* A longer quotation is somebody's sentence, not a mark of distance. */
enum { SCARE_WORDS = 3 };

/* Entry.step counts thousandths. */
#define STEP_UNIT 1000.0f

/* The longest emoticon that is looked up, in bytes. */
enum { EMOTICON = 5 };

typedef struct Reader {
  const Model *model;
  const stemma_doc *doc;
  const stemma_table *tokens;
  Terms *terms;
  uint32_t end;      /* the token after the sentence */
  uint32_t phrase;   /* words of a phrase still to come */
  uint32_t begin;    /* of this sentence's terms */
  uint32_t covered;  /* byte up to which an emoticon reaches */
  uint32_t negation; /* words that a negator still reaches */
  uint32_t words;
  uint32_t shouted;
  uint32_t marks;    /* quotation marks */
  uint32_t contrast; /* the last contrast's term, from `begin`; 0: none */
  bool modal;
} Reader;

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

static bool
is_shouted(const stemma_doc *doc, const stemma_token *token)
{
  const char *text = token_text(doc, token);
  uint32_t n = token_length(token), capitals = 0;

  for (uint32_t i = 0; i < n; i++) {
    if (text[i] >= 'a' && text[i] <= 'z')
      return false;
    capitals += text[i] >= 'A' && text[i] <= 'Z';
  }
  return capitals > 1;
}

/* The emoticon that starts with this mark, or NULL; one follows a blank. */
static const Entry *
emoticon(const Reader *reader, const stemma_token *token, uint32_t *length)
{
  const char *text = token_text(reader->doc, token);
  uint32_t left = reader->doc->length - token->row.begin, n = 1;

  if (left < 2 || !model_pair(reader->model, text[0], text[1])
      || (token->row.begin && (unsigned char)text[-1] > ' '))
    return NULL;
  while (n < EMOTICON && n < left && (unsigned char)text[n] > ' '
         && (unsigned char)text[n] < 0x80)
    n++;
  for (; n > 1; n--) {
    const Entry *entry = model_entry(reader->model, fold_bytes(text, n));
    if (entry != reader->model->entries) {
      *length = n;
      return entry;
    }
  }
  return NULL;
}

static float
boost_of(const Reader *reader, uint32_t at)
{
  static const float fade[BOOST_REACH] = { 1.0f, 0.95f, 0.9f };
  float factor = 1;

  for (uint32_t k = 0; k < BOOST_REACH && at > reader->begin + k; k++) {
    const Entry *entry = reader->terms->items[at - 1 - k].entry;
    if (entry->cue == CUE_BOOSTER || entry->cue == CUE_DAMPER)
      factor += (float)entry->step / STEP_UNIT * fade[k];
  }
  return factor;
}

/* What a lexicon word is worth here. */
static void
weigh(const Reader *reader, Term *term, uint32_t at, float valence, float afinn)
{
  float factor;

  if (valence == 0 && afinn == 0)
    return;
  factor = boost_of(reader, at);
  if (term->flags & TERM_CAPS)
    factor += CAPS_STEP;
  term->flags |= TERM_LEXICON;
  term->valence = valence * factor;
  term->shown = term->valence;
  term->afinn = afinn;
  if (term->flags & TERM_NEGATED) {
    term->shown *= NEGATION_FACTOR;
    term->afinn *= NEGATION_FACTOR;
  }
}

static bool
is_quotation_mark(const char *text, uint32_t length)
{
  if (length == 1)
    return *text == '"';
  return length == 3 && text[0] == '\xe2' && text[1] == '\x80'
         && ((unsigned char)text[2] & 0xfa) == 0x98;
}

/* What an ASCII mark does to clauses and sentences. */
static void
read_sign(Reader *reader, char sign, Term *term)
{
  switch (sign) {
  case '?':
    term->flags |= TERM_QUESTION | TERM_STOP;
    break;
  case '!':
    term->flags |= TERM_SHOUT | TERM_STOP;
    break;
  case '.':
    term->flags |= TERM_STOP;
    break;
  case ',':
  case ';':
  case ':':
  case '(':
  case ')':
    break;
  default:
    return;
  }
  reader->negation = 0;
  reader->modal = false;
}

/* What a mark does; several that are an emoticon are one term. */
static void
read_mark(Reader *reader, const stemma_token *token, Term *term)
{
  const char *text = token_text(reader->doc, token);
  uint32_t length;

  term->entry = emoticon(reader, token, &length);
  if (term->entry) {
    reader->covered = term->span.end = token->row.begin + length;
  } else {
    term->entry = model_entry(reader->model, token->fold);
    if (is_quotation_mark(text, token_length(token))) {
      term->flags |= TERM_MARK;
      reader->marks++;
    } else {
      read_sign(reader, *text, term);
    }
  }
  if (term->entry->special)
    weigh(reader, term, reader->terms->count, term->entry->valence,
          term->entry->afinn);
}
/* What a word does to those after it. */
static void
read_cue(Reader *reader, const stemma_token *token, Term *term)
{
  uint32_t cue = term->entry->cue;

  if (cue == CUE_NEGATOR || is_negated_verb(reader->doc, token)) {
    term->flags = (term->flags | TERM_NEGATOR) & ~(uint32_t)TERM_NEGATED;
    reader->negation = NEGATION_REACH;
  } else if (cue == CUE_CONTRAST) {
    term->flags = (term->flags | TERM_CONTRAST) & ~(uint32_t)TERM_NEGATED;
    reader->contrast = reader->terms->count - reader->begin;
    reader->negation = 0;
    reader->modal = false;
  } else if (cue == CUE_MODAL) {
    reader->modal = true;
  }
}

/* A word that is in a list, or in a phrase. */
static void
read_special(Reader *reader, uint32_t i, const stemma_token *token, Term *term)
{
  const Entry *entry = term->entry;
  uint32_t at = reader->terms->count;
  const Phrase *phrase = NULL;

  if (reader->phrase) {
    reader->phrase--;
    return;
  }
  if (entry->special & SPECIAL_STARTS)
    phrase =
        phrases_at(&reader->model->phrases, reader->tokens, i, reader->end);
  if (phrase) {
    reader->phrase = phrase->words - 1;
    weigh(reader, term, at, phrase->valence, phrase->valence);
    return;
  }
  read_cue(reader, token, term);
  weigh(reader, term, at, entry->valence, entry->afinn);
}

static void
read_word(Reader *reader, uint32_t i, const stemma_token *token, Term *term)
{
  uint32_t negation = reader->negation;

  term->entry = model_entry(reader->model, token_stem_fold(reader->doc, token));
  term->flags = TERM_WORD;
  reader->words++;
  if (is_shouted(reader->doc, token)) {
    term->flags |= TERM_CAPS;
    reader->shouted++;
  }
  if (negation) {
    term->flags |= TERM_NEGATED;
    reader->negation--;
  }
  if (term->entry->special || reader->phrase
      || is_negated_verb(reader->doc, token))
    read_special(reader, i, token, term);
  if (reader->modal)
    term->flags |= TERM_MODAL;
}

static void
read_token(Reader *reader, uint32_t i)
{
  const stemma_token *token = token_at(reader->tokens, i);
  Terms *terms = reader->terms;
  Term *term = &terms->items[terms->count];

  if (token->row.begin < reader->covered)
    return;
  *term = (Term){ .span = { token->row.begin, token->row.end } };
  if (token->kind == STEMMA_TOKEN_WORD || token->kind == STEMMA_TOKEN_NUMBER)
    read_word(reader, i, token, term);
  else
    read_mark(reader, token, term);
  terms->count++;
}

/* Capitals mean nothing where all is capitals. */
static void
settle_capitals(const Reader *reader, Term *terms, uint32_t count)
{
  if (reader->shouted * 2 <= reader->words)
    return;
  for (uint32_t i = 0; i < count; i++)
    terms[i].flags &= ~(uint32_t)TERM_CAPS;
}

static void
settle_contrast(const Reader *reader, Term *terms, uint32_t count)
{
  uint32_t last = reader->contrast;

  for (uint32_t i = 0; last && i < count; i++) {
    float factor = i < last ? BEFORE_CONTRAST : AFTER_CONTRAST;
    terms[i].shown *= factor;
    terms[i].afinn *= factor;
    if (i < last)
      terms[i].flags |= TERM_BUT;
  }
}

static void
settle_scare_quotes(const Reader *reader, Term *terms, uint32_t count)
{
  uint32_t open = UINT32_MAX;

  for (uint32_t i = 0; reader->marks > 1 && i < count; i++) {
    if (!(terms[i].flags & TERM_MARK))
      continue;
    if (open != UINT32_MAX && i > open + 1 && i - open - 1 <= SCARE_WORDS)
      for (uint32_t k = open + 1; k < i; k++)
        terms[k].flags |= TERM_SCARE;
    open = i;
  }
}

bool
terms_read(const Model *model, const stemma_doc *doc,
           const stemma_table *tokens, uint32_t first, uint32_t count,
           Terms *terms)
{
  Reader reader = { .model = model,
                    .doc = doc,
                    .tokens = tokens,
                    .terms = terms,
                    .end = first + count,
                    .begin = terms->count };
  Term *mine;

  if (!array_reserve(terms, terms->count + count))
    return false;
  for (uint32_t i = 0; i < count; i++)
    read_token(&reader, first + i);
  mine = terms->items + reader.begin;
  count = terms->count - reader.begin;
  settle_capitals(&reader, mine, count);
  settle_contrast(&reader, mine, count);
  settle_scare_quotes(&reader, mine, count);
  return true;
}
