/* SPDX-License-Identifier: Apache-2.0
 *
 * endings.h - how words end: short lists of endings, from data/endings.tsv.
 */
#ifndef QUOTES_ENDINGS_H
#define QUOTES_ENDINGS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct Ending {
  char bytes[11]; /* not empty */
  uint8_t length;
} Ending;

/* The lists, as lexicon.py numbers them; data/endings.tsv explains each. */
enum {
  ENDINGS_FAMILY_SHE,
  ENDINGS_FAMILY_HE,
  ENDINGS_GIVEN_SHE,
  ENDINGS_GIVEN_HE,
  ENDINGS_TRADE,
  ENDINGS_PEOPLE,
  ENDINGS_AGENT,
  ENDINGS_AGED,
  ENDINGS_WOMAN,
  ENDINGS_MAN,
  ENDINGS
};

/* Those of list `i` are `endings` from endings_first[i] to before the next
 * list's first. */
extern const Ending endings[];
extern const uint16_t endings_first[ENDINGS + 1];

/* Of each list: the letters that its endings have last, and before the last,
 * as a set of their five low bits: tells for most words that they have none. */
typedef struct EndingLetters {
  uint32_t before;
  uint32_t last;
} EndingLetters;
extern const EndingLetters endings_letters[ENDINGS];

/* May the word end as one of the list, by its last two letters?  Has no branch.
 * [any] */
static inline bool
endings_may(const char *word, uint32_t length, int list)
{
  const EndingLetters *letters = &endings_letters[list];
  uint32_t last = (unsigned char)word[length - 1] & 31u;
  uint32_t before = (unsigned char)word[length - 1 - (length > 1)] & 31u;

  return letters->last >> last & letters->before >> before & 1u;
}

/* Does the word end so, with something before it?  The last byte is asked for
 * first: it tells for most. */
static inline bool
ending_is(const char *word, uint32_t length, const Ending *ending)
{
  uint32_t end = ending->length;

  return length > end && word[length - 1] == ending->bytes[end - 1]
         && memcmp(word + length - end, ending->bytes, end) == 0;
}

/* Does the word end as one of the list?  [any] */
static inline bool
endings_have(const char *word, uint32_t length, int list)
{
  if (!length || !endings_may(word, length, list))
    return false;
  for (uint32_t i = endings_first[list]; i < endings_first[list + 1]; i++)
    if (ending_is(word, length, &endings[i]))
      return true;
  return false;
}

#endif
