/* SPDX-License-Identifier: Apache-2.0
 *
 * naming.c - see naming.h.
 */
#include "naming.h"

#include <string.h>

static uint32_t
last_word(const char *name, uint32_t length)
{
  uint32_t last = length;

  while (last > 0 && name[last - 1] != ' ')
    last--;
  return last;
}

static char
lower(char byte)
{
  return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static bool
is_pronoun(const char *name, uint32_t length)
{
  static const char *const pronouns[] = {
    "she", "he", "they", "it", "we", "i"
  };

  for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
    uint32_t k = 0;

    while (k < length && pronouns[i][k] && lower(name[k]) == pronouns[i][k])
      k++;
    if (k == length && !pronouns[i][k])
      return true;
  }
  return false;
}

bool
naming_is_description(const char *name, uint32_t length)
{
  static const char *const articles[] = { "the ", "The ", "a ", "A ", "an " };
  uint32_t last = last_word(name, length);

  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
    if (length > strlen(articles[i])
        && memcmp(name, articles[i], strlen(articles[i])) == 0)
      return true;
  return is_pronoun(name, length)
         || (last < length && name[last] >= 'a' && name[last] <= 'z');
}

bool
naming_is_same(const char *a, uint32_t a_length, const char *b,
               uint32_t b_length)
{
  uint32_t at = last_word(a, a_length), other = last_word(b, b_length);

  if (a_length - at != b_length - other || at == a_length)
    return false;
  for (; at < a_length; at++, other++)
    if (lower(a[at]) != lower(b[other]))
      return false;
  return true;
}
