/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_text.h - turns a fuzzer's bytes into a text that a plugin may get:
 * valid UTF-8, no NUL inside, a NUL after.
 */
#ifndef FUZZ_TEXT_H
#define FUZZ_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes of a well-formed character at `at`, or 0. */
static inline size_t
fuzz_character(const uint8_t *at, size_t left)
{
  size_t n = at[0] < 0x80 ? 1 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
  uint32_t code = at[0] & (n == 1 ? 0x7fu : 0xffu >> (n + 1));
  static const uint32_t least[] = { 0, 1, 0x80, 0x800, 0x10000 };

  if (n > left || (at[0] >= 0x80 && at[0] < 0xc2) || at[0] > 0xf4)
    return 0;
  for (size_t i = 1; i < n; i++) {
    if ((at[i] & 0xc0u) != 0x80u)
      return 0;
    code = code << 6 | (at[i] & 0x3fu);
  }
  return code >= least[n] && code <= 0x10ffff
                 && !(code >= 0xd800 && code <= 0xdfff)
             ? n
             : 0;
}

/* The caller frees the result. */
static inline char *
fuzz_text(const uint8_t *data, size_t size, uint32_t *length)
{
  char *text = malloc(size + 1);
  size_t at = 0, end = 0;

  if (!text)
    abort();
  while (at < size) {
    size_t n = fuzz_character(data + at, size - at);

    if (n)
      memcpy(text + end, data + at, n);
    end += n;
    at += n ? n : 1;
  }
  text[end] = '\0';
  *length = (uint32_t)end;
  return text;
}

#endif
