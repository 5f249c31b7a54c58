/* SPDX-License-Identifier: Apache-2.0
 *
 * fold.h - the value of a token's `fold` field: FNV-1a 64 over the UTF-8 bytes
 * of the simple case folding, with U+2019 taken for ' and soft hyphens (U+00AD)
 * left out.
 *
 * A stage compares fold_word("said") with token->fold, or looks token->fold up
 * in a word table, without touching the text.
 */
#ifndef COMMON_FOLD_H
#define COMMON_FOLD_H

#include <string.h>

#include "fnv.h"
#include "utf8.h"

/* Goes on from `hash` (FNV_START at first) with one character. */
uint64_t fold_code(uint64_t hash, uint32_t code);

/* Of `length` bytes of valid UTF-8. */
uint64_t fold_bytes(const char *bytes, size_t length);

/* Of a C string. */
uint64_t fold_word(const char *word);

/* Of a C string of small ASCII letters: a constant where that is one. */
static inline uint64_t
fold_ascii(const char *word)
{
  uint64_t hash = FNV_START;

  for (size_t i = 0; i < strlen(word); i++)
    hash = fnv_byte(hash, (unsigned char)word[i]);
  return hash;
}

/* Of a word without the 's (or U+2019 and s) that it ends with, from its own
 * fold. */
static inline uint64_t
fold_without_s(uint64_t fold)
{
  return fnv_undo(fnv_undo(fold, 's'), '\'');
}

/* Are the `length` bytes at `text`, folded, equal to the folded C string
 * `word`? */
bool fold_equal(const char *text, size_t length, const char *word);

/* Writes the folded form of `length` bytes to `out` and returns how many bytes
 * it has, or would have: not more than `room` are written, no NUL.  A folded
 * form is at most 3/2 of the original (U+023A grows from 2 bytes to 3). */
size_t fold_copy(const char *bytes, size_t length, char *out, size_t room);

#endif
