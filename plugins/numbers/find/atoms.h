/* SPDX-License-Identifier: Apache-2.0
 *
 * atoms.h - the tokens of a document as the parser of quantities reads them:
 * words cut at their hyphens, possessives taken off, and the lexicon's entry
 * beside each.
 */
#ifndef NUMBERS_ATOMS_H
#define NUMBERS_ATOMS_H

#include "fold.h"
#include "lexicon.h"

enum {
  ATOM_HYPHEN = 1u << 0, /* a hyphen alone stands before it */
  ATOM_OWNER = 1u << 1   /* had a possessive 's */
};

/* Laid out as a token is, so that most are a copy of one. */
typedef struct Atom {
  uint32_t begin;
  uint32_t end;
  uint16_t entry; /* of the lexicon, as a first word, and 1; 0: it has not yet
                   * been asked for */
  uint16_t flags;
  uint32_t reserved;
  uint32_t kind; /* STEMMA_TOKEN_WORD, ... */
  uint32_t sentence;
  uint64_t fold;
} Atom;

typedef ARRAY(uint32_t) Places;

typedef struct AtomArray {
  Atom *items;
  uint32_t count;
  uint32_t room;
  Places starts; /* atoms where an amount or its modifier may begin, in order */
} AtomArray;

/* What the parser works on. */
typedef struct Text {
  const char *bytes;
  uint32_t length;
  const Lexicon *lexicon;
  Atom *atoms; /* whose entries are filled in as they are asked for */
  uint32_t count;
  const Places *starts;
} Text;

/* Fills `atoms` with those of the document, and `text`, which points to them.
 * False without memory. */
bool atoms_make(const Lexicon *lexicon, const stemma_doc *doc,
                const stemma_table *tokens, AtomArray *atoms, Text *text);
void atoms_free(AtomArray *atoms);

/* Finds and notes the entry of atom `i`. */
uint32_t atom_look_up(const Text *text, uint32_t i);

/* The lexicon's first entry, number 0, says nothing, as does the end of the
 * text. */
static inline uint32_t
entry_number(const Text *text, uint32_t i)
{
  uint32_t entry = i < text->count ? text->atoms[i].entry : 1;

  return (entry ? entry : atom_look_up(text, i)) - 1;
}

static inline const Entry *
entry_at(const Text *text, uint32_t i)
{
  return &text->lexicon->entries.items[entry_number(text, i)];
}

/* The entry of the phrase that goes on from `parent` (0: it begins here) with
 * atom `i`; 0 when none does. */
static inline uint32_t
phrase_step(const Text *text, uint32_t parent, uint32_t i)
{
  return parent ? lexicon_step(text->lexicon, parent, text->atoms[i].fold)
                : entry_number(text, i);
}

/* Is the context bit set for atom `i`?  False beyond the end. */
static inline bool
is(const Text *text, uint32_t i, uint64_t bit)
{
  return (entry_at(text, i)->context & bit) != 0;
}

/* Is atom `i` this one ASCII character? */
static inline bool
is_char(const Text *text, uint32_t i, char c)
{
  return i < text->count && text->atoms[i].end - text->atoms[i].begin == 1
         && text->bytes[text->atoms[i].begin] == c;
}

/* Is atom `i` this word of small ASCII letters, in any case? */
static inline bool
is_fold(const Text *text, uint32_t i, const char *word)
{
  return i < text->count && text->atoms[i].fold == fold_ascii(word);
}

/* The bytes of atom `i`, which there is. */
static inline uint32_t
size_at(const Text *text, uint32_t i)
{
  return text->atoms[i].end - text->atoms[i].begin;
}

static inline bool
hyphened(const Text *text, uint32_t i)
{
  return i > 0 && i < text->count && (text->atoms[i].flags & ATOM_HYPHEN);
}

/* Does atom `i` follow the one before with nothing in between, not even a
 * hyphen? */
static inline bool
touches(const Text *text, uint32_t i)
{
  return i > 0 && i < text->count
         && text->atoms[i - 1].end == text->atoms[i].begin
         && !(text->atoms[i].flags & ATOM_HYPHEN);
}

static inline bool
is_number(const Text *text, uint32_t i)
{
  return i < text->count && text->atoms[i].kind == STEMMA_TOKEN_NUMBER;
}

static inline bool
is_word(const Text *text, uint32_t i)
{
  return i < text->count && text->atoms[i].kind == STEMMA_TOKEN_WORD;
}

/* Does it begin with a capital? */
bool is_upper(const Text *text, uint32_t i);

/* A small letter, then a capital: iPhone. */
bool is_camel(const Text *text, uint32_t i);

/* Are `i` and `j` of one sentence? */
static inline bool
same_sentence(const Text *text, uint32_t i, uint32_t j)
{
  return i < text->count && j < text->count
         && text->atoms[i].sentence == text->atoms[j].sentence;
}

static inline bool
is_first(const Text *text, uint32_t i)
{
  return i == 0 || !same_sentence(text, i - 1, i);
}

/* Is atom `i` a minus sign or hyphen; a dash of a range? */
bool atom_is_minus(const Text *text, uint32_t i);
bool atom_is_dash(const Text *text, uint32_t i);

#endif
