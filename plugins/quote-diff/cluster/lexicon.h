/* SPDX-License-Identifier: Apache-2.0
 *
 * lexicon.h - numbers the words of the corpus by their first appearance, so
 * that usual words have small numbers and are kept in a byte or two.
 */
#ifndef QUOTE_DIFF_LEXICON_H
#define QUOTE_DIFF_LEXICON_H

#include "buffer.h"
#include "fetch.h"
#include "parts.h"

typedef struct LexiconSlot {
  Code code;
  uint32_t number; /* 0: free */
} LexiconSlot;

typedef struct Lexicon {
  Buffer codes; /* of Code, by number; number 0 is no word */
  LexiconSlot *slots;
  uint32_t room;  /* slots: a power of two, or 0 */
  uint32_t count; /* words; the last one's number */
} Lexicon;

/* Codes are hashes, but bit 0 is the kind of the word. */
static inline uint32_t
lexicon_place(const Lexicon *lexicon, Code code)
{
  return (code >> 1) & (lexicon->room - 1);
}

/* Asks for the memory where the number of a word is looked for first: for many
 * words at once that takes little longer than for one. */
ALWAYS_INLINE void
lexicon_fetch(const Lexicon *lexicon, Code code)
{
  if (lexicon->room)
    __builtin_prefetch(&lexicon->slots[lexicon_place(lexicon, code)]);
}

/* The number of a word, which is given one if it has none; 0 for code 0.
 * UINT32_MAX without memory. */
uint32_t lexicon_number(Lexicon *lexicon, Code code);

static inline Code
lexicon_code(const Lexicon *lexicon, uint32_t number)
{
  return number ? ((const Code *)lexicon->codes.data)[number] : 0;
}

/* Forgets how to number words; the codes stay. */
void lexicon_close(Lexicon *lexicon);

/* Bytes that it holds. */
size_t lexicon_bytes(const Lexicon *lexicon);
void lexicon_free(Lexicon *lexicon);

#endif
