/* SPDX-License-Identifier: Apache-2.0 */
#include "letters.h"

enum { BLOCK = 16 };
typedef uint8_t Block __attribute__((vector_size(BLOCK)));

/* The highest bits of the sixteen bytes, the first one's lowest. */
static uint32_t
gather(Block bytes)
{
#ifdef __SSE2__
  typedef char Signed __attribute__((vector_size(BLOCK)));

  return (uint32_t)__builtin_ia32_pmovmskb128((Signed)bytes);
#else
  const uint64_t to_one_byte = UINT64_C(0x0102040810204080);
  uint64_t low = eight_load((const char *)&bytes) & EIGHT(0x80);
  uint64_t high = eight_load((const char *)&bytes + 8) & EIGHT(0x80);

  return (uint32_t)((low >> 7) * to_one_byte >> 56)
         | (uint32_t)((high >> 7) * to_one_byte >> 56) << 8;
#endif
}

/* Small ones are moved to the end of what a byte with a sign can be, so that
 * one comparison finds them. */
static uint32_t
find_letters(const char *at)
{
  typedef int8_t Signed __attribute__((vector_size(BLOCK)));
  Block bytes;

  memcpy(&bytes, at, sizeof bytes);
  bytes = (bytes | 0x20) + (INT8_MAX - 'z');
  return gather((Block)((Signed)bytes > INT8_MAX - 26));
}

void
letters_find(Letters *letters, const char *text, uint32_t length, uint32_t from)
{
  uint32_t left = length - from, i = 0;
  char *bits = letters->bits;

  letters->from = from;
  memset(bits, 0, sizeof letters->bits);
  for (; i < sizeof letters->bits * 8 && i + BLOCK + 8 <= left; i += BLOCK) {
    uint32_t found = find_letters(text + from + i);

    *bits++ = (char)found;
    *bits++ = (char)(found >> 8);
  }
}
