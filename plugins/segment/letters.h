/* SPDX-License-Identifier: Apache-2.0
 *
 * letters.h - which bytes of a text are ASCII letters: a bit for each, so that
 * a word's end is told by counting bits, and the processor knows where the next
 * word begins long before it has read this one.
 */
#ifndef SEGMENT_LETTERS_H
#define SEGMENT_LETTERS_H

#include "eight.h"

/* So many bytes are looked at together, and those right behind them, into which
 * the last word may reach. */
enum { LETTERS_STRETCH = 1024, LETTERS_REACH = 64 };

typedef struct Letters {
  uint32_t from; /* the byte of the text that the first bit is for */
  char bits[(LETTERS_STRETCH + LETTERS_REACH) / 8];
} Letters;

/* Looks at the bytes of `text`, which has `length`, from `from` on. */
void letters_find(Letters *letters, const char *text, uint32_t length,
                  uint32_t from);

/* How many letters stand together from byte `at` of the stretch on?  There may
 * be more: 57 are counted at most, and none of the last bytes of a text, so
 * that eight can be read wherever one is. */
static inline uint32_t
letters_count(const Letters *letters, uint32_t at)
{
  uint32_t bit = at - letters->from;
  uint64_t others = ~(eight_load(letters->bits + bit / 8) >> bit % 8);

  return others ? (uint32_t)__builtin_ctzll(others) : 64;
}

#endif
