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

/* The longest emoticon that is looked up, in bytes. */
enum { EMOTICON = 5 };

typedef struct Reader {
  const Model *model;
  const stemma_doc *doc;
  Terms *terms;
  uint32_t begin;    /* of this sentence's terms */
  uint32_t covered;  /* byte up to which an emoticon reaches */
  uint32_t negation; /* words that a negator still reaches */
  bool modal;
} Reader;

static bool
ends_clause(const char *text)
{
  return *text && strchr(",;:.!?()", *text) != NULL;
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

/* The emoticon that starts with this mark; one follows a blank. */
static const Entry *
emoticon(const Reader *reader, const stemma_token *token, uint32_t *length)
{
  const char *text = token_text(reader->doc, token);
  uint32_t left = reader->doc->length - token->row.begin, n = 1;

  if (token->row.begin && (unsigned char)text[-1] > ' ')
    left = 1;
  while (n < EMOTICON && n < left && (unsigned char)text[n] > ' '
         && (unsigned char)text[n] < 0x80)
    n++;
  for (; n > 1; n--) {
    uint32_t at = words_get(&reader->model->words, fold_bytes(text, n));
    if (at != WORDS_NONE) {
      *length = n;
      return &reader->model->entries[at];
    }
  }
  *length = token_length(token);
  return model_entry(reader->model, token->fold);
}

static float
boost_of(const Reader *reader, uint32_t at)
{
  static const float fade[BOOST_REACH] = { 1.0f, 0.95f, 0.9f };
  float factor = 1;

  for (uint32_t k = 0; k < BOOST_REACH && at > reader->begin + k; k++) {
    const Entry *entry = reader->terms->items[at - 1 - k].entry;
    if (entry->cue == CUE_BOOSTER || entry->cue == CUE_DAMPER)
      factor += entry->step * fade[k];
  }
  return factor;
}

static void
weigh(const Reader *reader, Term *term, uint32_t at)
{
  float factor = 1;

  if (term->entry->valence == 0 && term->entry->afinn == 0)
    return;
  factor = boost_of(reader, at);
  if (term->flags & TERM_CAPS)
    factor += CAPS_STEP;
  term->valence = term->entry->valence * factor;
  term->shown = term->valence;
  term->afinn = term->entry->afinn;
  if (term->flags & TERM_NEGATED) {
    term->shown *= NEGATION_FACTOR;
    term->afinn *= NEGATION_FACTOR;
  }
}

/* What a mark does; true when it is a word of its own (an emoticon). */
static void
read_mark(Reader *reader, const stemma_token *token, Term *term)
{
  const char *text = token_text(reader->doc, token);
  uint32_t length;

  term->entry = emoticon(reader, token, &length);
  reader->covered = token->row.begin + length;
  if (length > token_length(token)) {
    term->span.end = reader->covered;
    return;
  }
  if (ends_clause(text)) {
    reader->negation = 0;
    reader->modal = false;
  }
  if (*text == '?')
    term->flags |= TERM_QUESTION;
  else if (*text == '!')
    term->flags |= TERM_SHOUT;
}

static void
read_word(Reader *reader, const stemma_token *token, Term *term)
{
  uint32_t cue;

  term->entry = model_entry(reader->model, token_stem_fold(reader->doc, token));
  cue = term->entry->cue;
  term->flags |= TERM_WORD;
  if (is_shouted(reader->doc, token))
    term->flags |= TERM_CAPS;
  if (cue == CUE_NEGATOR || is_negated_verb(reader->doc, token)) {
    term->flags |= TERM_NEGATOR;
    reader->negation = NEGATION_REACH;
    return;
  }
  if (cue == CUE_CONTRAST) {
    term->flags |= TERM_CONTRAST;
    reader->negation = 0;
    reader->modal = false;
  }
  if (cue == CUE_MODAL)
    reader->modal = true;
  if (reader->modal)
    term->flags |= TERM_MODAL;
  if (reader->negation) {
    term->flags |= TERM_NEGATED;
    reader->negation--;
  }
}

static bool
read_token(Reader *reader, const stemma_token *token)
{
  Term term = { .span = { token->row.begin, token->row.end } };

  if (token->row.begin < reader->covered)
    return true;
  if (token->kind == STEMMA_TOKEN_WORD || token->kind == STEMMA_TOKEN_NUMBER)
    read_word(reader, token, &term);
  else
    read_mark(reader, token, &term);
  weigh(reader, &term, reader->terms->count);
  return array_push(reader->terms, term);
}

/* Capitals mean nothing where all is capitals. */
static void
settle_capitals(Term *terms, uint32_t count)
{
  uint32_t words = 0, shouted = 0;

  for (uint32_t i = 0; i < count; i++) {
    words += terms[i].flags & TERM_WORD ? 1 : 0;
    shouted += terms[i].flags & TERM_CAPS ? 1 : 0;
  }
  if (shouted * 2 <= words)
    return;
  for (uint32_t i = 0; i < count; i++)
    terms[i].flags &= ~(uint32_t)TERM_CAPS;
}

static void
settle_contrast(Term *terms, uint32_t count)
{
  uint32_t last = UINT32_MAX;

  for (uint32_t i = 1; i < count; i++) {
    if (terms[i].flags & TERM_CONTRAST)
      last = i;
  }
  if (last == UINT32_MAX)
    return;
  for (uint32_t i = 0; i < count; i++) {
    float factor = i < last ? BEFORE_CONTRAST : AFTER_CONTRAST;
    terms[i].shown *= factor;
    terms[i].afinn *= factor;
    if (i < last)
      terms[i].flags |= TERM_BUT;
  }
}

static bool
is_quotation_mark(const stemma_doc *doc, const Term *term)
{
  static const char *const marks[] = { "\"", "\xe2\x80\x9c", "\xe2\x80\x9d",
                                       "\xe2\x80\x98", "\xe2\x80\x99" };
  uint32_t n = term->span.end - term->span.begin;

  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (strlen(marks[i]) == n
        && memcmp(doc->text + term->span.begin, marks[i], n) == 0)
      return true;
  }
  return false;
}

static void
settle_scare_quotes(const stemma_doc *doc, Term *terms, uint32_t count)
{
  uint32_t open = UINT32_MAX;

  for (uint32_t i = 0; i < count; i++) {
    if ((terms[i].flags & TERM_WORD) || !is_quotation_mark(doc, &terms[i]))
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
  Reader reader = {
    .model = model, .doc = doc, .terms = terms, .begin = terms->count
  };
  Term *mine;

  for (uint32_t i = 0; i < count; i++) {
    if (!read_token(&reader, token_at(tokens, first + i)))
      return false;
  }
  mine = terms->items + reader.begin;
  count = terms->count - reader.begin;
  settle_capitals(mine, count);
  settle_contrast(mine, count);
  settle_scare_quotes(doc, mine, count);
  return true;
}
