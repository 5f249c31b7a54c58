/* SPDX-License-Identifier: Apache-2.0
 *
 * wordtypes.h - numbers the different words of the texts that are aligned
 * together, so that an alignment compares small numbers.
 */
#ifndef COMMON_WORDTYPES_H
#define COMMON_WORDTYPES_H

#include "cut.h"

/* A text whose words are aligned; the words' offsets are in `text`. */
typedef struct AlignText {
  const char *text;
  const Word *words;
  uint32_t count;
} AlignText;

typedef struct WordType {
  uint64_t fold;
  uint64_t near;    /* equal for forms of a word; the fold in exact mode */
  const char *text; /* one spelling of it, whatever the order of the texts */
  uint32_t length;
  uint32_t kind; /* WORD_... */
  uint32_t next; /* chain of the hash table */
  uint32_t reserved;
} WordType;

typedef struct WordTypes {
  Buffer types; /* of WordType */
  Buffer heads; /* of uint32_t, type + 1 */
  uint32_t count;
  uint32_t slots;
} WordTypes;

/* Empties `wordtypes` and makes room for `words` words.  False when memory is
 * out. */
bool wordtypes_start(WordTypes *wordtypes, uint32_t words);

/* The type of each word of `text`, into `types` (text->count of them); there
 * must be room by wordtypes_start.  `near` lets forms of a word meet. */
void wordtypes_number(WordTypes *wordtypes, const AlignText *text, bool near,
                      uint32_t *types);

static inline const WordType *
wordtypes_type(const WordTypes *wordtypes, uint32_t type)
{
  return (const WordType *)wordtypes->types.data + type;
}

void wordtypes_free(WordTypes *wordtypes);

#endif
