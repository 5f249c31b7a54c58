/* SPDX-License-Identifier: Apache-2.0 */
#include "atoms.h"

#include <string.h>

#include "tokens.h"

typedef struct Maker {
  const stemma_doc *doc;
  const Lexicon *lexicon;
  AtomArray *atoms;
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

/* Room for it has been made.  The lexicon is asked later: every third word is
 * in it, and no processor guesses which. */
static inline void
put(Maker *m, const stemma_token *token, uint32_t begin, uint32_t end,
    uint64_t fold, uint32_t may_start)
{
  AtomArray *atoms = m->atoms;
  uint32_t place = atoms->count++;

  atoms->items[place] = (Atom){ .fold = fold,
                                .begin = begin,
                                .end = end,
                                .sentence = token->sentence,
                                .kind = (uint8_t)token->kind,
                                .flags = (uint8_t)m->joined };
  atoms->starts.items[atoms->starts.count] = place;
  atoms->starts.count += may_start | lexicon_may_have(m->lexicon, fold);
  m->joined = 0;
}

/* Room for so many atoms in all. */
static bool
reserve(AtomArray *atoms, uint32_t need)
{
  return array_reserve(atoms, need) && array_reserve(&atoms->starts, need);
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

    if (!reserve(m->atoms, m->atoms->count + 2 + left))
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
    m->atoms->items[m->atoms->count - 1].flags |= ATOM_OWNER;
  return true;
}

/* Has the word an apostrophe where that of 's stands, or a hyphen?  The text
 * before a short word may have one too. */
static inline bool
is_compound(Maker *m, const stemma_token *token)
{
  const char *text = m->doc->text;
  uint32_t end = token->row.end;

  if (m->hyphen < token->row.begin)
    m->hyphen = next_hyphen(m->doc, token->row.begin);
  return m->hyphen < end || end < 4 || text[end - 2] == '\''
         || (unsigned char)text[end - 4] == 0xe2;
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

/* Gives the atoms that may be in the lexicon their entries, and keeps the
 * places where an amount may begin. */
static void
look_up(const Lexicon *lexicon, const stemma_doc *doc, AtomArray *atoms)
{
  Places *starts = &atoms->starts;
  uint32_t kept = 0;

  for (uint32_t i = 0; i < starts->count; i++) {
    uint32_t place = starts->items[i];
    Atom *atom = &atoms->items[place];
    uint32_t entry = lexicon_first(lexicon, atom->fold);
    bool number = atom->kind == STEMMA_TOKEN_NUMBER
                  || (atom->kind != STEMMA_TOKEN_WORD
                      && (place == 0 || leads_digits(doc, atom->end)));

    atom->entry = (uint16_t)(entry & ~LEXICON_STARTS);
    starts->items[kept] = place;
    kept += number | ((entry & LEXICON_STARTS) != 0);
  }
  starts->count = kept;
}

bool
atoms_make(const Lexicon *lexicon, const stemma_doc *doc,
           const stemma_table *tokens, AtomArray *atoms, Text *text)
{
  Maker m = { .lexicon = lexicon,
              .doc = doc,
              .atoms = atoms,
              .hyphen = next_hyphen(doc, 0) };
  uint32_t count = tokens->rows.count;

  array_clear(atoms);
  array_clear(&atoms->starts);
  if (!reserve(atoms, count + 1))
    return false;
  for (uint32_t i = 0; i < count; i++) {
    const stemma_token *token = token_at(tokens, i);
    uint32_t begin = token->row.begin, end = token->row.end;

    if (token->kind == STEMMA_TOKEN_WORD) {
      if (!is_compound(&m, token))
        put(&m, token, begin, end, token->fold, 0);
      else if (!put_compound(&m, token, count - i))
        return false;
    } else if (token->kind == STEMMA_TOKEN_PUNCTUATION && joins(tokens, doc, i))
      m.joined = ATOM_HYPHEN;
    else
      put(&m, token, begin, end, token->fold,
          i == 0 || token->kind == STEMMA_TOKEN_NUMBER
              || leads_digits(doc, end));
  }
  look_up(lexicon, doc, atoms);
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
