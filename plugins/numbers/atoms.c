/* SPDX-License-Identifier: Apache-2.0 */
#include "atoms.h"

#include <string.h>

#include "tokens.h"

typedef struct Maker {
  const Lexicon *lexicon;
  const stemma_doc *doc;
  AtomArray *atoms;
  const char *hyphen; /* the next one in the text */
  uint32_t sentence;  /* of the atom before */
  bool joined;        /* a hyphen stands before the next atom */
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

static inline bool
put(Maker *m, const stemma_token *token, uint32_t begin, uint32_t end,
    uint64_t fold)
{
  AtomArray *atoms = m->atoms;
  const unsigned char *text = (const unsigned char *)m->doc->text + begin;
  uint32_t flags = 0, entry = lexicon_first(m->lexicon, fold);
  Atom *atom;

  if (!array_reserve(atoms, atoms->count + 1))
    return false;
  atom = &atoms->items[atoms->count];
  if (m->joined)
    flags |= ATOM_HYPHEN;
  else if (atoms->count && atom[-1].end == begin)
    flags |= ATOM_TOUCHES;
  if (!atoms->count || token->sentence != m->sentence)
    flags |= ATOM_FIRST;
  /* A sign before a digit may be a currency's, a minus or a point. */
  if ((entry & LEXICON_STARTS) || token->kind == STEMMA_TOKEN_NUMBER
      || (token->kind != STEMMA_TOKEN_WORD
          && (unsigned char)(m->doc->text[end] - '0') < 10))
    flags |= ATOM_STARTS;
  if (token->kind == STEMMA_TOKEN_WORD) {
    if (text[0] >= 'A' && text[0] <= 'Z')
      flags |= ATOM_UPPER;
    else if (text[0] >= 0x80 && token_is_upper(m->doc, token))
      flags |= ATOM_UPPER;
    else if (end - begin > 1 && text[1] >= 'A' && text[1] <= 'Z')
      flags |= ATOM_CAMEL;
  }
  *atom = (Atom){ .fold = fold,
                  .begin = begin,
                  .end = end,
                  .sentence = token->sentence,
                  .entry = (uint16_t)(entry & ~LEXICON_STARTS),
                  .kind = (uint8_t)token->kind,
                  .flags = (uint8_t)flags };
  atoms->count++;
  m->sentence = token->sentence;
  m->joined = false;
  return true;
}

/* The parts of "two-year-old". */
static bool
put_parts(Maker *m, const stemma_token *token, uint32_t end)
{
  const char *text = m->doc->text;
  uint32_t begin = token->row.begin;

  while (begin < end) {
    const char *stop = memchr(text + begin, '-', end - begin);
    uint32_t until = stop ? (uint32_t)(stop - text) : end;

    if (!put(m, token, begin, until, fold_bytes(text + begin, until - begin)))
      return false;
    m->joined = stop != NULL;
    begin = until + 1;
  }
  m->joined = false;
  return true;
}

static bool
put_word(Maker *m, const stemma_token *token)
{
  const char *text = m->doc->text;
  uint32_t end = token->row.begin + token_stem_length(m->doc, token);

  while (m->hyphen && m->hyphen < text + token->row.begin)
    m->hyphen =
        memchr(text + token->row.begin, '-', m->doc->length - token->row.begin);
  if (m->hyphen && m->hyphen < text + end) {
    if (!put_parts(m, token, end))
      return false;
  } else if (!put(m, token, token->row.begin, end,
                  end == token->row.end ? token->fold
                                        : fold_bytes(text + token->row.begin,
                                                     end - token->row.begin)))
    return false;
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

bool
atoms_make(const Lexicon *lexicon, const stemma_doc *doc,
           const stemma_table *tokens, AtomArray *atoms)
{
  Maker m = { .lexicon = lexicon, .doc = doc, .atoms = atoms };

  m.hyphen = memchr(doc->text, '-', doc->length);
  array_clear(atoms);
  for (uint32_t i = 0; i < tokens->rows.count; i++) {
    const stemma_token *token = token_at(tokens, i);
    bool good = true;

    if (token->kind == STEMMA_TOKEN_WORD)
      good = put_word(&m, token);
    else if (token->kind == STEMMA_TOKEN_PUNCTUATION && joins(tokens, doc, i))
      m.joined = true;
    else
      good = put(&m, token, token->row.begin, token->row.end, token->fold);
    if (!good)
      return false;
  }
  return true;
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
