/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8.h - characters: decoding, classes and simple case folding.
 *
 * Texts are valid UTF-8 (the host sees to it) and end with a NUL; nothing here
 * checks them again, and nothing depends on the locale.  Classes and folding
 * are those of data/unicode.txt.
 */
#ifndef COMMON_UTF8_H
#define COMMON_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order of unicode.py. */
enum {
  UTF8_BLANK = 0,
  UTF8_LINE = 1, /* ends a line: LF, CR, VT, FF, NEL, U+2028, U+2029 */
  UTF8_LOWER = 2,
  UTF8_UPPER = 3,
  UTF8_LETTER = 4, /* without case */
  UTF8_DIGIT = 5,
  UTF8_NUMBER = 6, /* fractions and the like */
  UTF8_PUNCTUATION = 7,
  UTF8_SYMBOL = 8,
  UTF8_MARK = 9 /* stays with the character before it */
};

extern const uint16_t utf8_blocks[];
extern const uint8_t utf8_cells[];
extern const uint8_t utf8_classes[];
extern const int32_t utf8_deltas[];

/* How many bytes the character has whose first byte is `byte`. */
static inline uint32_t
utf8_length(unsigned char byte)
{
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/* The code point at `at`; *length is set to its bytes. */
static inline uint32_t
utf8_decode(const char *at, uint32_t *length)
{
  const unsigned char *b = (const unsigned char *)at;

  *length = utf8_length(b[0]);
  if (*length == 1)
    return b[0];
  if (*length == 2)
    return (b[0] & 0x1fu) << 6 | (b[1] & 0x3fu);
  if (*length == 3)
    return (b[0] & 0x0fu) << 12 | (b[1] & 0x3fu) << 6 | (b[2] & 0x3fu);
  return (b[0] & 0x07u) << 18 | (b[1] & 0x3fu) << 12 | (b[2] & 0x3fu) << 6
         | (b[3] & 0x3fu);
}

/* The start of the character that ends before `at`; `at` > `begin`. */
static inline const char *
utf8_before(const char *begin, const char *at)
{
  do
    at--;
  while (at > begin && ((unsigned char)*at & 0xc0u) == 0x80u);
  return at;
}

/* Writes `code` to `out` (room for 4 bytes) and returns its length. */
uint32_t utf8_encode(uint32_t code, char *out);

static inline uint8_t
utf8_cell(uint32_t code)
{
  return utf8_cells[(uint32_t)utf8_blocks[code >> 7] << 7 | (code & 0x7fu)];
}

/* UTF8_BLANK, ... */
static inline uint32_t
utf8_class(uint32_t code)
{
  return utf8_classes[utf8_cell(code)];
}

/* The simple case folding of `code`. */
static inline uint32_t
utf8_fold(uint32_t code)
{
  return (uint32_t)((int32_t)code + utf8_deltas[utf8_cell(code)]);
}

static inline bool
utf8_is_letter(uint32_t code)
{
  uint32_t c = utf8_class(code);

  return c >= UTF8_LOWER && c <= UTF8_LETTER;
}

#endif
