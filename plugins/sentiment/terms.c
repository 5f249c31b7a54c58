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

/* One sentence. */
typedef struct Reader {
  const Model *model;
  const stemma_doc *doc;
  const stemma_table *tokens;
  Terms *terms;
  uint32_t first;    /* its first token */
  uint32_t end;      /* the token after it */
  uint32_t begin;    /* its first term */
  uint32_t worths;   /* its first worth */
  uint32_t state;    /* TERM_NEGATED and TERM_MODAL, for the next word */
  uint32_t negation; /* words that a negator still reaches */
  uint32_t phrase;   /* words of a phrase still to come */
  uint32_t covered;  /* byte up to which an emoticon reaches */
  uint32_t boosted;  /* the last term that feels a booster */
  uint32_t contrast; /* the last contrast's term */
  uint32_t mark;     /* the last quotation mark's term, or NO_MARK */
  uint32_t shouted;  /* words in capitals */
} Reader;

#define NO_MARK UINT32_MAX

/* For so many tokens the table of words is made ready at once. */
enum { RUN = 32 };

static bool
is_lower(char c)
{
  return (unsigned char)(c - 'a') < 26;
}

static bool
is_capital(char c)
{
  return (unsigned char)(c - 'A') < 26;
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
is_shouted(const char *text, uint32_t length)
{
  uint32_t capitals = 0;

  if (length < 2 || is_lower(text[1]))
    return false;
  for (uint32_t i = 0; i < length; i++) {
    if (is_lower(text[i]))
      return false;
    capitals += is_capital(text[i]);
  }
  return capitals > 1;
}

/* The emoticon that starts with this mark; one follows a blank. */
static const Word *
emoticon(const Reader *reader, const stemma_token *token, uint32_t *length)
{
  const char *text = token_text(reader->doc, token);
  uint32_t left = reader->doc->length - token->row.begin, n = 1;

  if ((token->row.begin && (unsigned char)text[-1] > ' ') || left < 2
      || !model_pair(reader->model, text[0], text[1]))
    return NULL;
  while (n < EMOTICON && n < left && (unsigned char)text[n] > ' '
         && (unsigned char)text[n] < 0x80)
    n++;
  for (; n > 1; n--) {
    const Word *word = model_word(reader->model, fold_bytes(text, n));
    if (word->entry) {
      *length = n;
      return word;
    }
  }
  return NULL;
}

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

static void
weigh_word(const Reader *reader, Worth *worth, const Word *word)
{
  const Entry *entry = &reader->model->entries[word->entry];

  weigh(reader, worth, entry->valence, entry->afinn);
}

/* Appends the next term, and its worth. */
static void
append(Terms *terms, const stemma_token *token, const Word *word, Worth *worth)
{
  Term *term = &terms->list.items[terms->list.count++];
  uint32_t negated = worth->flags & TERM_NEGATED;
  int32_t weight = word->weight[negated];

  term->span = (stemma_span){ token->row.begin, token->row.end };
  term->entry = word->entry;
  term->flags = worth->flags;
  terms->places.items[token->row.begin / PLACE + 1] = terms->list.count;
  term[1].before = term->before;
  term[1].before.words += (worth->flags & TERM_WORD) != 0;
  term[1].before.learned[negated] += (uint32_t)weight;
  if (worth->flags & TERM_WORTH) {
    worth->weight = weight;
    terms->worths.items[terms->worths.count++] = *worth;
    term[1].before.worths++;
  }
}

static void
end_clause(Reader *reader)
{
  reader->negation = 0;
  reader->state = 0;
}

static bool
is_quotation_mark(const char *text, uint32_t length)
{
  if (length == 1)
    return *text == '"';
  return length == 3 && text[0] == '\xe2' && text[1] == '\x80'
         && ((unsigned char)text[2] & 0xfa) == 0x98;
}

/* A quotation that ends at term `at` and is short sets its words apart. */
static void
read_quotation_mark(Reader *reader, uint32_t at)
{
  uint32_t words = at - reader->mark - 1, i = reader->terms->worths.count;
  Worth *worths = reader->terms->worths.items;

  if (reader->mark != NO_MARK && words - 1 < SCARE_WORDS)
    for (; i > reader->worths && worths[i - 1].term > reader->mark; i--)
      worths[i - 1].flags |= TERM_SCARE;
  reader->mark = at;
}

/* What ASCII marks do to clauses and sentences. */
static const uint8_t signs[128] = { ['?'] =
                                        TERM_QUESTION | TERM_STOP | TERM_CLAUSE,
                                    ['!'] =
                                        TERM_SHOUT | TERM_STOP | TERM_CLAUSE,
                                    ['.'] = TERM_STOP | TERM_CLAUSE,
                                    [','] = TERM_CLAUSE,
                                    [';'] = TERM_CLAUSE,
                                    [':'] = TERM_CLAUSE,
                                    ['('] = TERM_CLAUSE,
                                    [')'] = TERM_CLAUSE };

/* What a mark does; several that are an emoticon are one term. */
static void
read_mark(Reader *reader, const stemma_token *token)
{
  const char *text = token_text(reader->doc, token);
  Worth worth = { .term = reader->terms->list.count };
  uint32_t length = 0;
  const Word *word = emoticon(reader, token, &length);

  if (!word) {
    word = model_word(reader->model, token->fold);
    if (is_quotation_mark(text, token_length(token)))
      read_quotation_mark(reader, worth.term);
    else if ((unsigned char)*text < 0x80)
      worth.flags = signs[(unsigned char)*text];
    if (worth.flags & TERM_CLAUSE)
      end_clause(reader);
  }
  if (word->special & SPECIAL_LEXICON)
    weigh_word(reader, &worth, word);
  append(reader->terms, token, word, &worth);
  if (length) {
    reader->covered = token->row.begin + length;
    reader->terms->list.items[worth.term].span.end = reader->covered;
  }
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
phrase_at(const Reader *reader, uint32_t i)
{
  return phrases_at(&reader->model->phrases, reader->tokens, i, reader->end);
}

/* A word that is in a list, or in a phrase. */
static void
read_special(Reader *reader, uint32_t i, const stemma_token *token,
             const Word *word, Worth *worth)
{
  const Phrase *phrase;

  if (reader->phrase) {
    reader->phrase--;
  } else if (word->special & SPECIAL_STARTS
             && (phrase = phrase_at(reader, i)) != NULL) {
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

/* Notes a word that may be a name: it starts with no small letter. */
static void
note_capital(Terms *terms, uint32_t i, char first)
{
  terms->capitals.items[terms->capitals.count] = i;
  terms->capitals.count += !is_lower(first);
}

static void
read_word(Reader *reader, uint32_t i, const stemma_token *token)
{
  const char *text = token_text(reader->doc, token);
  const Word *word =
      model_word(reader->model, token_stem_fold(reader->doc, token));
  Worth worth = { .term = reader->terms->list.count,
                  .flags = TERM_WORD | reader->state };

  note_capital(reader->terms, i, *text);
  if (is_shouted(text, token_length(token))) {
    worth.flags |= TERM_CAPS;
    reader->shouted++;
  }
  if (reader->negation && --reader->negation == 0)
    reader->state &= ~(uint32_t)TERM_NEGATED;
  read_special(reader, i, token, word, &worth);
  worth.flags =
      (worth.flags & ~(uint32_t)TERM_MODAL) | (reader->state & TERM_MODAL);
  append(reader->terms, token, word, &worth);
}

/* Any token. */
static void
read_token(Reader *reader, uint32_t i)
{
  const stemma_token *token = token_at(reader->tokens, i);

  if (token->row.begin < reader->covered)
    note_capital(reader->terms, i, *token_text(reader->doc, token));
  else if (token->kind <= STEMMA_TOKEN_NUMBER)
    read_word(reader, i, token);
  else
    read_mark(reader, token);
}

/* A word without an apostrophe near its end and not in capitals. */
static bool
is_plain_word(const char *text, const char *end)
{
  return end[-2] != '\'' && end[-4] != '\xe2'
         && (is_lower(text[1]) || is_lower(text[0])
             || !is_shouted(text, (uint32_t)(end - text)));
}

/* A mark that ends a clause and no more: no emoticon, as it follows no
 * blank. */
static bool
is_plain_mark(const char *text)
{
  return (unsigned char)text[-1] > ' ' && (unsigned char)*text < 0x80
         && (signs[(unsigned char)*text] & ~TERM_STOP) == TERM_CLAUSE;
}

/* Reads tokens that stand in no list and after no negator, up to `end` or the
 * first that is none; most tokens are.  Returns where that is.  There is a
 * token at `end`, and four bytes before the end of any. */
static uint32_t
read_plain(Reader *reader, uint32_t i, uint32_t end)
{
  const Model *model = reader->model;
  const char *bytes = reader->doc->text;
  Terms *terms = reader->terms;
  uint32_t count = terms->list.count, *places = terms->places.items;
  uint32_t words = terms->list.items[count].before.words;
  uint32_t learned = terms->list.items[count].before.learned[0];
  const uint32_t negated = terms->list.items[count].before.learned[1];

  for (; i < end; i++) {
    const stemma_token *token = token_at(reader->tokens, i);
    const char *text = bytes + token->row.begin;
    const Word *word = model_word(model, token->fold);
    int32_t weight = word->weight[HEAD_PLAIN];
    Term *term = &terms->list.items[count];

    if (word->special & (SPECIAL_LEXICON | SPECIAL_CUE)
        || phrases_may(&model->phrases, token->fold,
                       token_at(reader->tokens, i + 1)->fold))
      break;
    if (token->kind <= STEMMA_TOKEN_NUMBER) {
      if (!is_plain_word(text, bytes + token->row.end))
        break;
      term->flags = reader->state | TERM_WORD;
      words++;
      note_capital(terms, i, *text);
    } else {
      if (!is_plain_mark(text))
        break;
      term->flags = signs[(unsigned char)*text];
      reader->state = 0;
    }
    term->span = (stemma_span){ token->row.begin, token->row.end };
    term->entry = word->entry;
    places[token->row.begin / PLACE + 1] = ++count;
    learned += (uint32_t)weight;
    term[1].before =
        (Before){ terms->worths.count, words, { learned, negated } };
  }
  terms->list.count = count;
  return i;
}

/* Has the table of words ready for the tokens from `i` to `end`. */
static void
expect_words(const Reader *reader, uint32_t i, uint32_t end)
{
  for (; i < end; i++)
    model_expect(reader->model, token_at(reader->tokens, i)->fold);
}

static void
read_run(Reader *reader, uint32_t i, uint32_t end)
{
  expect_words(reader, i, end);
  while (i < end) {
    const stemma_token *token = token_at(reader->tokens, i);

    if (!reader->phrase && !reader->negation && token->row.begin > 3
        && token->row.begin >= reader->covered)
      i = read_plain(reader, i, end < reader->end ? end : end - 1);
    if (i < end)
      read_token(reader, i++);
  }
}

static void
read_tokens(Reader *reader)
{
  uint32_t i = reader->first;

  for (; reader->end - i > RUN; i += RUN)
    read_run(reader, i, i + RUN);
  read_run(reader, i, reader->end);
}

/* Capitals mean nothing where all is capitals. */
static void
settle_capitals(const Reader *reader, Worth *worths, uint32_t count)
{
  const Term *list = reader->terms->list.items;
  uint32_t words = list[reader->terms->list.count].before.words
                   - list[reader->begin].before.words;

  if (reader->shouted * 2 <= words)
    return;
  for (uint32_t i = 0; i < count; i++)
    worths[i].flags &= ~(uint32_t)TERM_CAPS;
}

static void
settle_contrast(const Reader *reader, Worth *worths, uint32_t count)
{
  if (reader->contrast == reader->begin)
    return;
  for (uint32_t i = 0; i < count; i++) {
    bool before = worths[i].term < reader->contrast;
    float factor = before ? BEFORE_CONTRAST : AFTER_CONTRAST;
    worths[i].shown *= factor;
    worths[i].afinn *= factor;
  }
}

void
terms_read(const Model *model, const stemma_doc *doc,
           const stemma_table *tokens, uint32_t first, uint32_t count,
           Terms *terms)
{
  Reader reader = { .model = model,
                    .doc = doc,
                    .tokens = tokens,
                    .terms = terms,
                    .first = first,
                    .end = first + count,
                    .begin = terms->list.count,
                    .worths = terms->worths.count,
                    .contrast = terms->list.count,
                    .mark = NO_MARK };
  Worth *worths = terms->worths.items + reader.worths;

  read_tokens(&reader);
  count = terms->worths.count - reader.worths;
  settle_capitals(&reader, worths, count);
  settle_contrast(&reader, worths, count);
}

bool
terms_start(Terms *terms, uint32_t length, uint32_t tokens)
{
  uint32_t places = length / PLACE + 2;

  if (!array_reserve(&terms->list, tokens + 1)
      || !array_reserve(&terms->worths, tokens)
      || !array_reserve(&terms->capitals, tokens + 1)
      || !array_reserve(&terms->places, places))
    return false;
  array_clear(&terms->list);
  array_clear(&terms->worths);
  array_clear(&terms->capitals);
  terms->list.items[0] = (Term){ 0 };
  terms->places.count = places;
  memset(terms->places.items, 0, places * sizeof *terms->places.items);
  return true;
}

void
terms_end(Terms *terms)
{
  uint32_t *places = terms->places.items;

  for (uint32_t i = 1; i < terms->places.count; i++)
    if (!places[i])
      places[i] = places[i - 1];
  terms->list.items[terms->list.count].span.begin = UINT32_MAX;
}

void
terms_free(Terms *terms)
{
  array_free(&terms->list);
  array_free(&terms->worths);
  array_free(&terms->capitals);
  array_free(&terms->places);
}

uint32_t
terms_from(const Terms *terms, uint32_t byte)
{
  const Term *list = terms->list.items;
  uint32_t i;

  if (byte / PLACE >= terms->places.count)
    return terms->list.count;
  for (i = terms->places.items[byte / PLACE]; list[i].span.begin < byte; i++)
    ;
  return i;
}
