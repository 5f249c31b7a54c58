/* SPDX-License-Identifier: Apache-2.0 */
#include "atoms.h"

#include <string.h>

#include "tokens.h"

typedef struct Maker {
  const Lexicon *lexicon;
  const stemma_doc *doc;
  AtomArray *atoms;
  uint32_t hyphen;   /* where the next one stands in the text; or its end */
  uint32_t sentence; /* of the atom before */
  uint32_t end;      /* where that ends */
  uint32_t joined;   /* ATOM_HYPHEN when one stands before the next atom */
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

/* A capital first, or second after a small letter.  Without branches: what
 * begins a word can hardly be foretold. */
static inline uint32_t
letter_flags(const stemma_doc *doc, const stemma_token *token, uint32_t begin,
             uint32_t end)
{
  const unsigned char *text = (const unsigned char *)doc->text + begin;
  uint32_t upper = (unsigned char)(text[0] - 'A') < 26;
  uint32_t second = (end - begin > 1) & ((unsigned char)(text[1] - 'A') < 26);

  if (text[0] >= 0x80)
    upper = token_is_upper(doc, token);
  return upper * ATOM_UPPER | (second & ~upper) * ATOM_CAMEL;
}

/* Room for it has been made.  The lexicon is asked later: every third word is
 * in it, and no processor guesses which. */
static inline void
put(Maker *m, const stemma_token *token, uint32_t begin, uint32_t end,
    uint64_t fold)
{
  uint32_t flags = m->joined, place = m->atoms->count++;
  Atom *atom = &m->atoms->items[place];

  m->atoms->known.items[m->atoms->known.count] = place;
  m->atoms->known.count += lexicon_may_have(m->lexicon, fold);

  flags |= !m->joined && m->end == begin ? ATOM_TOUCHES : 0u;
  flags |= token->sentence != m->sentence ? ATOM_FIRST : 0u;
  if (token->kind == STEMMA_TOKEN_WORD)
    flags |= letter_flags(m->doc, token, begin, end);
  /* A sign before a digit may be a currency's, a minus or a point. */
  else if (token->kind == STEMMA_TOKEN_NUMBER
           || (unsigned char)(m->doc->text[end] - '0') < 10)
    flags |= ATOM_STARTS;
  atom->fold = fold;
  atom->begin = begin;
  atom->end = end;
  atom->sentence = token->sentence;
  atom->entry = 0;
  atom->kind = (uint8_t)token->kind;
  atom->flags = (uint8_t)flags;
  m->sentence = token->sentence;
  m->end = end;
  m->joined = 0;
}

/* Room for so many atoms in all. */
static bool
reserve(AtomArray *atoms, uint32_t need)
{
  return array_reserve(atoms, need) && array_reserve(&atoms->known, need);
}

/* Where the next hyphen stands from `at` on. */
static uint32_t
next_hyphen(const stemma_doc *doc, uint32_t at)
{
  const char *found = memchr(doc->text + at, '-', doc->length - at);

  return found ? (uint32_t)(found - doc->text) : doc->length;
}

/* The parts of "two-year-old"; `left` more tokens follow. */
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
    put(m, token, begin, until, fold_bytes(text + begin, until - begin));
    m->joined = stop ? ATOM_HYPHEN : 0;
    begin = until + 1;
  }
  m->joined = 0;
  return true;
}

static inline bool
put_word(Maker *m, const stemma_token *token, uint32_t left)
{
  const char *text = m->doc->text;
  uint32_t begin = token->row.begin;
  uint32_t end = begin + token_stem_length(m->doc, token);

  if (m->hyphen < begin)
    m->hyphen = next_hyphen(m->doc, begin);
  if (m->hyphen < end) {
    if (!put_parts(m, token, end, left))
      return false;
  } else
    put(m, token, begin, end,
        end == token->row.end ? token->fold
                              : fold_bytes(text + begin, end - begin));
  if (end < token->row.end)
    m->atoms->items[m->atoms->count - 1].flags |= ATOM_OWNER;
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

/* Gives the atoms that may be in the lexicon their entries. */
static void
look_up(const Lexicon *lexicon, AtomArray *atoms)
{
  for (uint32_t i = 0; i < atoms->known.count; i++) {
    Atom *atom = &atoms->items[atoms->known.items[i]];
    uint32_t entry = lexicon_first(lexicon, atom->fold);

    atom->entry = (uint16_t)(entry & ~LEXICON_STARTS);
    atom->flags |= entry & LEXICON_STARTS ? ATOM_STARTS : 0;
  }
}

bool
atoms_make(const Lexicon *lexicon, const stemma_doc *doc,
           const stemma_table *tokens, AtomArray *atoms)
{
  Maker m = { .lexicon = lexicon,
              .doc = doc,
              .atoms = atoms,
              .hyphen = next_hyphen(doc, 0),
              .sentence = STEMMA_NO_ROW,
              .end = UINT32_MAX };
  uint32_t count = tokens->rows.count;

  array_clear(atoms);
  array_clear(&atoms->known);
  if (!reserve(atoms, count + 1))
    return false;
  for (uint32_t i = 0; i < count; i++) {
    const stemma_token *token = token_at(tokens, i);

    if (token->kind == STEMMA_TOKEN_WORD) {
      if (!put_word(&m, token, count - i))
        return false;
    } else if (token->kind == STEMMA_TOKEN_PUNCTUATION && joins(tokens, doc, i))
      m.joined = ATOM_HYPHEN;
    else
      put(&m, token, token->row.begin, token->row.end, token->fold);
  }
  look_up(lexicon, atoms);
  return true;
}

void
atoms_free(AtomArray *atoms)
{
  array_free(&atoms->known);
  array_free(atoms);
}

static uint32_t
code_at(const Text *text, uint32_t i)
{
  uint32_t step;

  return utf8_decode(text->bytes + text->atoms[i].begin, &step);
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
