/* SPDX-License-Identifier: Apache-2.0
 *
 * cardinal.h - reads a cardinal, in digits, words or both: "4 thousand 3
 * hundred and 21", "twenty-one trillion", "two point five", "10k".
 */
#ifndef NUMBERS_CARDINAL_H
#define NUMBERS_CARDINAL_H

#include "number.h"

/* Within a Reader's flags: "and" stands before the digits. */
enum { AFTER_AND = 1u << 30 };

/* A cardinal while its words are read. */
typedef struct Cardinal {
  const Text *text;
  uint32_t how;
  uint32_t at;
  double total;  /* of the groups that a scale word has closed */
  double group;  /* the open one, below a thousand */
  double scale;  /* of the last scale word, 0 when none */
  uint32_t last; /* class of the last word, 0 at the start */
  uint32_t flags;
  uint32_t digits;
} Cardinal;

/* Goes on from atom `at` of the reader; false when no word was taken. */
bool cardinal_read(Cardinal *r);

static inline uint8_t
word_at(const Text *text, uint32_t i)
{
  return entry_at(text, i)->word;
}

static inline double
value_at(const Text *text, uint32_t i)
{
  return entry_at(text, i)->value;
}

#endif
