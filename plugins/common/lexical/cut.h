/* SPDX-License-Identifier: Apache-2.0
 *
 * cut.h - cuts a text into the words that are aligned and compared.
 *
 * A word is a run of letters and digits with apostrophes inside ("don't") or
 * a number with its points ("42.7"); every other mark is a word of its own.
 * Hyphens cut, unlike in the layer "token", so that "water-main" can be
 * compared with "water main".  A combining mark stays with its letter.
 */
#ifndef COMMON_CUT_H
#define COMMON_CUT_H

#include "buffer.h"
#include "stems.h"

enum {
  WORD_MARK = 0,     /* . , " and signs */
  WORD_FUNCTION = 1, /* the, of, would */
  WORD_CONTENT = 2   /* anything else, numbers too */
};

typedef struct Word {
  uint64_t fold;  /* FNV-1a of the case-folded form */
  uint64_t near;  /* of its stem in one spelling; a mark's is its fold */
  uint32_t begin; /* bytes, in the text that was cut */
  uint32_t end;
  uint32_t kind; /* WORD_... */
  uint32_t reserved;
} Word;

typedef struct WordList {
  Buffer words; /* of Word */
  uint32_t count;
} WordList;

static inline const Word *
word_list(const WordList *list)
{
  return list->words.data;
}

/* Appends the words of text[begin..end) (valid UTF-8; offsets stay those of
 * `text`).  False when memory is out. */
bool cut_words(WordList *list, Stems *stems, const char *text, uint32_t begin,
               uint32_t end);

#endif
