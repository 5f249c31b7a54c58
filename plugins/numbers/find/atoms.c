/* SPDX-License-Identifier: Apache-2.0 */
#include "atoms.h"

#include <stddef.h>
#include <string.h>

#include "tokens.h"

/* A modifier or "between" is at most so many atoms before an amount or the next
 * modifier: phrases have seven. */
enum { MODIFIER_REACH = 10 };

typedef struct Maker {
  const stemma_doc *doc;
  const Lexicon *lexicon;
  AtomArray *atoms;
  Atom *next;      /* where the next one goes; there is room */
  uint32_t *start; /* where the next place where an amount may begin goes */
  uint32_t place;  /* of the next one */
  uint32_t hyphen; /* where the next one stands in the text; or its end */
  uint32_t joined; /* ATOM_HYPHEN when one stands before the next atom */
} Maker;

static bool
is_hyphen(const stemma_doc *doc, const stemma_token *token)
{
  uint32_t code;

  if (token_is(doc, token, '-'))
    return true;
  if (token_length(token) != 3)
    return false;
  code = token_code(doc, token);
  return code == 0x2010 || code == 0x2011;
}

/* Whether an amount may begin with it is asked later: no processor guesses it.
 */
static inline void
put(Maker *m, const stemma_token *token, uint32_t begin, uint32_t end,
    uint64_t fold, uint32_t may_start)
{
  *m->next++ = (Atom){ .fold = fold,
                       .begin = begin,
                       .end = end,
                       .sentence = token->sentence,
                       .kind = token->kind,
                       .flags = (uint16_t)m->joined };
  *m->start = m->place++;
  m->start += may_start | lexicon_in(&m->lexicon->starters, fold);
  m->joined = 0;
}

/* Tells the arrays what was put. */
static void
take_counts(Maker *m)
{
  AtomArray *atoms = m->atoms;

  atoms->count = m->place;
  if (m->start)
    atoms->starts.count = (uint32_t)(m->start - atoms->starts.items);
}

/* Room for so many more atoms. */
static bool
reserve(Maker *m, uint32_t more)
{
  AtomArray *atoms = m->atoms;

  take_counts(m);
  if (!array_reserve(atoms, m->place + more)
      || !array_reserve(&atoms->starts, m->place + more))
    return false;
  m->next = atoms->items + atoms->count;
  m->start = atoms->starts.items + atoms->starts.count;
  return true;
}

/* Where the next hyphen stands from `at` on. */
static uint32_t
next_hyphen(const stemma_doc *doc, uint32_t at)
{
  const char *found = memchr(doc->text + at, '-', doc->length - at);

  return found ? (uint32_t)(found - doc->text) : doc->length;
}

/* The parts of "two-year-old" up to `end`; `left` more tokens follow. */
static bool
put_parts(Maker *m, const stemma_token *token, uint32_t end, uint32_t left)
{
  const char *text = m->doc->text;
  uint32_t begin = token->row.begin;

  while (begin < end) {
    const char *stop = memchr(text + begin, '-', end - begin);
    uint32_t until = stop ? (uint32_t)(stop - text) : end;

    if (!reserve(m, 2 + left))
      return false;
    put(m, token, begin, until, fold_bytes(text + begin, until - begin), 0);
    m->joined = stop ? ATOM_HYPHEN : 0;
    begin = until + 1;
  }
  m->joined = 0;
  return true;
}

/* A word with hyphens or a possessive. */
static bool
put_compound(Maker *m, const stemma_token *token, uint32_t left)
{
  uint32_t end = token->row.begin + token_stem_length(m->doc, token);

  if (m->hyphen < end) {
    if (!put_parts(m, token, end, left))
      return false;
  } else
    put(m, token, token->row.begin, end, token_stem_fold(m->doc, token), 0);
  if (end < token->row.end)
    m->next[-1].flags |= ATOM_OWNER;
  return true;
}

/* May a word that ends here have an apostrophe where that of 's stands, or a
 * hyphen, the next of which stands at `hyphen`?  It ends at byte 4 or later. */
static inline bool
may_be_compound(const char *text, uint32_t end, uint32_t hyphen)
{
  return hyphen < end || text[end - 2] == '\''
         || (unsigned char)text[end - 4] == 0xe2;
}

/* Is it a comma, a quote mark or the like, with nothing about it that put_mark
 * asks for? */
static inline bool
is_plain_mark(const char *text, const stemma_token *token)
{
  unsigned char last = (unsigned char)text[token->row.end - 1];

  /* 0x90 and 0x91 end the hyphens that are not ASCII. */
  return token->kind == STEMMA_TOKEN_PUNCTUATION && last != '-' && last != 0x90
         && last != 0x91 && (unsigned char)(text[token->row.end] - '0') >= 10;
}

_Static_assert(sizeof(Atom) == sizeof(stemma_token)
                   && offsetof(Atom, end) == offsetof(stemma_token, row.end)
                   && offsetof(Atom, kind) == offsetof(stemma_token, kind)
                   && offsetof(Atom, sentence)
                          == offsetof(stemma_token, sentence)
                   && offsetof(Atom, fold) == offsetof(stemma_token, fold),
               "an atom is laid out as a token");

static inline void
copy_token(Atom *atom, const stemma_token *token)
{
  memcpy(atom, token, sizeof *atom);
  atom->entry = 0;
  atom->flags = 0;
}

/* The atoms of plain words and marks from token `i` on, which most tokens are;
 * the first token that is none. */
static uint32_t
put_plain(Maker *m, const stemma_table *tokens, uint32_t i)
{
  const char *text = m->doc->text;
  const LexiconSet *starters = &m->lexicon->starters;
  const stemma_list rows = tokens->rows; /* so that it stays in registers */
  const uint32_t hyphen = m->hyphen;
  Atom *next = m->next;
  uint32_t *start = m->start, place = m->place;

  if (i < rows.count && token_at(tokens, i)->row.end < 4)
    return i;
  for (; i < rows.count; i++) {
    const stemma_token *token = STEMMA_AT(stemma_token, rows, i);

    if (token->kind == STEMMA_TOKEN_WORD
            ? may_be_compound(text, token->row.end, hyphen)
            : i == 0 || !is_plain_mark(text, token))
      break;
    copy_token(next++, token);
    *start = place++;
    start += lexicon_in(starters, token->fold);
  }
  m->next = next;
  m->start = start;
  m->place = place;
  return i;
}

static bool
put_word(Maker *m, const stemma_token *token, uint32_t left)
{
  uint32_t begin = token->row.begin, end = token->row.end;

  if (m->hyphen < begin)
    m->hyphen = next_hyphen(m->doc, begin);
  if (end < 4 || may_be_compound(m->doc->text, end, m->hyphen))
    return put_compound(m, token, left);
  put(m, token, begin, end, token->fold, 0);
  return true;
}

/* A hyphen that touches both neighbours joins them. */
static bool
joins(const stemma_table *tokens, const stemma_doc *doc, uint32_t i)
{
  return i > 0 && i + 1 < tokens->rows.count
         && is_hyphen(doc, token_at(tokens, i))
         && token_touches(token_at(tokens, i - 1), token_at(tokens, i))
         && token_touches(token_at(tokens, i), token_at(tokens, i + 1))
         && token_at(tokens, i - 1)->kind <= STEMMA_TOKEN_NUMBER
         && token_at(tokens, i + 1)->kind <= STEMMA_TOKEN_NUMBER;
}

/* A sign before a digit may be a currency's, a minus or a point; one at the
 * very start is a minus even before a blank. */
static bool
leads_digits(const stemma_doc *doc, uint32_t end)
{
  return (unsigned char)(doc->text[end] - '0') < 10;
}

static void
put_mark(Maker *m, const stemma_table *tokens, uint32_t i)
{
  const stemma_token *token = token_at(tokens, i);

  if (token->kind == STEMMA_TOKEN_PUNCTUATION && joins(tokens, m->doc, i))
    m->joined = ATOM_HYPHEN;
  else
    put(m, token, token->row.begin, token->row.end, token->fold,
        i == 0 || token->kind == STEMMA_TOKEN_NUMBER
            || leads_digits(m->doc, token->row.end));
}

static bool
put_all(Maker *m, const stemma_table *tokens)
{
  uint32_t count = tokens->rows.count, i = 0;

  for (;; i++) {
    if (!m->joined)
      i = put_plain(m, tokens, i);
    if (i >= count)
      return true;
    if (token_at(tokens, i)->kind != STEMMA_TOKEN_WORD)
      put_mark(m, tokens, i);
    else if (!put_word(m, token_at(tokens, i), count - i))
      return false;
  }
}

/* Does an amount need no more than the word after atom `place` to begin with
 * it: a month, $10? */
static bool
leads(const Lexicon *lexicon, const AtomArray *atoms, uint32_t place)
{
  const Atom *next = &atoms->items[place + 1];

  return place + 1 < atoms->count
         && (next->kind != STEMMA_TOKEN_WORD
             || lexicon_may_count(lexicon, next->fold));
}

/* Are these digits, or a sign before digits? */
static bool
is_figure(const stemma_doc *doc, const Atom *atom, uint32_t place)
{
  return atom->kind == STEMMA_TOKEN_NUMBER
         || (atom->kind != STEMMA_TOKEN_WORD
             && (place == 0 || leads_digits(doc, atom->end)));
}

static uint16_t
entry_and_one(uint32_t entry)
{
  return (uint16_t)((entry & ~LEXICON_FLAGS) + 1);
}

/* Does a phrase go on from atom `place`, whose entry is known, to the next? */
static bool
goes_on(const Lexicon *lexicon, const AtomArray *atoms, uint32_t place,
        uint32_t entry)
{
  return place + 1 < atoms->count
         && lexicon_step(lexicon, entry & ~LEXICON_FLAGS,
                         atoms->items[place + 1].fold);
}

/* Does an amount begin with the word at `place`, or, where one is `near`, what
 * stands before it? */
static bool
may_start(const Lexicon *lexicon, AtomArray *atoms, uint32_t place, bool near)
{
  Atom *atom = &atoms->items[place];
  uint32_t entry;

  if (!near && !lexicon_in(&lexicon->amounts, atom->fold))
    return false;
  entry = lexicon_first(lexicon, atom->fold);
  atom->entry = entry_and_one(entry);
  return (entry & LEXICON_NUMBER)
         || ((entry & LEXICON_LEADS) && leads(lexicon, atoms, place))
         || (near
             && ((entry & LEXICON_OPENS)
                 || ((entry & LEXICON_GOES_ON)
                     && goes_on(lexicon, atoms, place, entry))));
}

/* Keeps the places where an amount may begin, and those of its modifiers: such
 * as are not far from one that is kept. */
static void
keep_starts(const Lexicon *lexicon, const stemma_doc *doc, AtomArray *atoms)
{
  Places *starts = &atoms->starts;
  uint32_t *end = starts->items + starts->count, *kept = end;

  for (uint32_t i = starts->count; i-- > 0;) {
    uint32_t place = starts->items[i];
    bool near = kept < end && *kept - place <= MODIFIER_REACH;

    if (is_figure(doc, &atoms->items[place], place)
        || may_start(lexicon, atoms, place, near))
      *--kept = place;
  }
  starts->count = (uint32_t)(end - kept);
  memmove(starts->items, kept, starts->count * sizeof *kept);
}

uint32_t
atom_look_up(const Text *text, uint32_t i)
{
  Atom *atom = &text->atoms[i];

  atom->entry = entry_and_one(lexicon_first(text->lexicon, atom->fold));
  return atom->entry;
}

bool
atoms_make(const Lexicon *lexicon, const stemma_doc *doc,
           const stemma_table *tokens, AtomArray *atoms, Text *text)
{
  Maker m = { .lexicon = lexicon,
              .doc = doc,
              .atoms = atoms,
              .hyphen = next_hyphen(doc, 0) };

  array_clear(atoms);
  array_clear(&atoms->starts);
  if (!reserve(&m, tokens->rows.count + 1) || !put_all(&m, tokens))
    return false;
  take_counts(&m);
  keep_starts(lexicon, doc, atoms);
  *text = (Text){ .bytes = doc->text,
                  .length = doc->length,
                  .lexicon = lexicon,
                  .atoms = atoms->items,
                  .count = atoms->count,
                  .starts = &atoms->starts };
  return true;
}

void
atoms_free(AtomArray *atoms)
{
  array_free(&atoms->starts);
  array_free(atoms);
}

static uint32_t
code_at(const Text *text, uint32_t i)
{
  uint32_t step;

  return utf8_decode(text->bytes + text->atoms[i].begin, &step);
}

bool
is_upper(const Text *text, uint32_t i)
{
  unsigned char c;

  if (!is_word(text, i))
    return false;
  c = (unsigned char)text->bytes[text->atoms[i].begin];
  return c < 0x80 ? (unsigned char)(c - 'A') < 26
                  : utf8_class(code_at(text, i)) == UTF8_UPPER;
}

bool
is_camel(const Text *text, uint32_t i)
{
  const Atom *atom = &text->atoms[i];

  return is_word(text, i) && atom->end - atom->begin > 1 && !is_upper(text, i)
         && (unsigned char)(text->bytes[atom->begin + 1] - 'A') < 26;
}

bool
atom_is_minus(const Text *text, uint32_t i)
{
  uint32_t code = i < text->count ? code_at(text, i) : 0;

  return code == '-' || code == 0x2212 || code == 0x2010 || code == 0x2011
         || code == 0x2013;
}

bool
atom_is_dash(const Text *text, uint32_t i)
{
  uint32_t code = i < text->count ? code_at(text, i) : 0;

  return code == '-' || code == '~' || (code >= 0x2010 && code <= 0x2014)
         || code == 0x2212 || code == 0x223c;
}
