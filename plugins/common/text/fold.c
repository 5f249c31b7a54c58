/* SPDX-License-Identifier: Apache-2.0 */
#include "fold.h"

#include <string.h>

/* A place where a word may be parted at the end of a line: it is no part of the
 * word. */
enum { SOFT_HYPHEN = 0xad };

/* The folded code point; U+2019 is an apostrophe to every word table. */
static uint32_t
folded(uint32_t code)
{
  return code == 0x2019 ? '\'' : utf8_fold(code);
}

uint64_t
fold_code(uint64_t hash, uint32_t code)
{
  char bytes[4];
  uint32_t length = code == SOFT_HYPHEN ? 0 : utf8_encode(folded(code), bytes);

  for (uint32_t i = 0; i < length; i++)
    hash = fnv_byte(hash, (unsigned char)bytes[i]);
  return hash;
}

/* The small letter of an ASCII byte. */
static inline unsigned char
small(unsigned char c)
{
  return (unsigned char)(c | ((unsigned char)(c - 'A') < 26) << 5);
}

uint64_t
fold_bytes(const char *bytes, size_t length)
{
  uint64_t hash = FNV_START;
  uint32_t step;

  for (size_t i = 0; i < length; i += step) {
    unsigned char c = (unsigned char)bytes[i];

    step = 1;
    hash = c < 0x80 ? fnv_byte(hash, small(c))
                    : fold_code(hash, utf8_decode(bytes + i, &step));
  }
  return hash;
}

uint64_t
fold_word(const char *word)
{
  return fold_bytes(word, strlen(word));
}

bool
fold_equal(const char *text, size_t length, const char *word)
{
  size_t i = 0;
  uint32_t step, other;

  while (i < length) {
    uint32_t code = utf8_decode(text + i, &step);

    i += step;
    if (code == SOFT_HYPHEN)
      continue;
    if (!*word || folded(code) != folded(utf8_decode(word, &other)))
      return false;
    word += other;
  }
  return !*word;
}

size_t
fold_copy(const char *bytes, size_t length, char *out, size_t room)
{
  size_t size = 0;
  uint32_t step;

  for (size_t i = 0; i < length; i += step) {
    unsigned char c = (unsigned char)bytes[i];
    char one[4];
    uint32_t code, n;

    if (c < 0x80 && size < room) {
      out[size++] = (char)small(c);
      step = 1;
      continue;
    }
    code = utf8_decode(bytes + i, &step);
    n = code == SOFT_HYPHEN ? 0 : utf8_encode(folded(code), one);
    if (size + n <= room)
      memcpy(out + size, one, n);
    size += n;
  }
  return size;
}
