/* SPDX-License-Identifier: Apache-2.0
 *
 * endings.h - how words end: short lists of endings.
 */
#ifndef QUOTES_ENDINGS_H
#define QUOTES_ENDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Ending {
  char bytes[10]; /* not empty */
  uint8_t length;
} Ending;

/* An Ending's initializer. */
#define ENDING(bytes)                                                          \
  {                                                                            \
    bytes, sizeof bytes - 1                                                    \
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

static inline bool
endings_have(const char *word, uint32_t length, const Ending *endings,
             size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (ending_is(word, length, &endings[i]))
      return true;
  return false;
}

#define ENDINGS_HAVE(word, length, endings)                                    \
  endings_have(word, length, endings, sizeof endings / sizeof *endings)

#endif
