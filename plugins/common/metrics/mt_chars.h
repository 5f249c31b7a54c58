/* SPDX-License-Identifier: Apache-2.0
 *
 * mt_chars.h - the properties of characters that the tokenisers of the
 * standard metrics ask for: white space, number, punctuation, symbol, lower
 * case.  As Python's str methods and the regex classes \s, \p{N}, \p{P} and
 * \p{S} have them, because the published metrics are defined by that code.
 *
 * The tables are made at build time from python3's unicodedata.  Everything
 * here is constant; any thread may call it.
 */
#ifndef COMMON_MT_CHARS_H
#define COMMON_MT_CHARS_H

#include <stddef.h>
#include <stdint.h>

enum {
  MT_SPACE = 1u << 0,
  MT_NUMBER = 1u << 1,      /* general category N* */
  MT_PUNCTUATION = 1u << 2, /* P* */
  MT_SYMBOL = 1u << 3       /* S* */
};

/* The class bits of a code point; 0 beyond U+10FFFF. */
unsigned mt_class(uint32_t code);

/* Its lower-case form where that is one code point, else itself. */
uint32_t mt_lower(uint32_t code);

/* The code point at `at`, and in *length its bytes (1 to 4).  `left` >= 1
 * bytes may be read.  A byte that begins no valid sequence counts alone and
 * gives U+FFFD. */
uint32_t mt_decode(const char *at, size_t left, size_t *length);

/* Writes `code` as UTF-8 to `out` (room for 4) and returns its bytes. */
size_t mt_encode(uint32_t code, char *out);

#endif
