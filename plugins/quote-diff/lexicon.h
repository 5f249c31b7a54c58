/* SPDX-License-Identifier: Apache-2.0
 *
 * lexicon.h - numbers the words of the corpus by their first appearance, so
 * that usual words have small numbers and are kept in a byte or two.
 */
#ifndef QUOTE_DIFF_LEXICON_H
#define QUOTE_DIFF_LEXICON_H

#include "buffer.h"
#include "parts.h"

typedef struct Lexicon {
  Buffer codes;    /* of Code, by number; number 0 is no word */
  uint32_t *slots; /* numbers; 0: free */
  uint32_t room;   /* a power of two, or 0 */
  uint32_t count;  /* words; the last one's number */
} Lexicon;

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
