/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8.c - validity and places.  ASCII goes by 32 bytes at a time, several
 * times faster than g_utf8_validate on news.
 */
#include "utf8.h"

#include "word.h"
#include <string.h>

/* The length of the character at `at`, which is not ASCII; 0: it is none
 * (RFC 3629: no overlong form, no surrogate, nothing beyond U+10FFFF). */
static gsize
wide_length(const guchar *at, gsize left)
{
  guchar lead = at[0], low = 0x80, high = 0xBF;
  gsize length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

  if (lead < 0xC2 || lead > 0xF4 || left < length)
    return 0;
  if (lead == 0xE0)
    low = 0xA0;
  else if (lead == 0xED)
    high = 0x9F;
  else if (lead == 0xF0)
    low = 0x90;
  else if (lead == 0xF4)
    high = 0x8F;
  if (at[1] < low || at[1] > high)
    return 0;
  for (gsize i = 2; i < length; i++)
    if ((at[i] & 0xC0) != 0x80)
      return 0;
  return length;
}

/* The first byte from `at` that is NUL or not ASCII. */
static gsize
ascii_end(const char *text, gsize at, gsize length)
{
  guint32 odd;

  for (; length - at >= WORD_RUN; at += WORD_RUN)
    if ((odd = word_run_odd(text + at)))
      return at + (guint)__builtin_ctz(odd);
  while (at < length && text[at] > 0)
    at++;
  return at;
}

gboolean
utf8_check(const char *text, gsize length, gsize *bad)
{
  gsize at = 0, wide;

  while ((at = ascii_end(text, at, length)) < length) {
    wide = text[at] ? wide_length((const guchar *)text + at, length - at) : 0;
    if (wide == 0) {
      *bad = at;
      return FALSE;
    }
    at += wide;
  }
  return TRUE;
}

void
utf8_place(const char *text, gsize offset, guint *line, guint *column)
{
  const char *start = text, *at = text + offset, *next;

  *line = 1;
  while ((next = memchr(start, '\n', (gsize)(at - start)))) {
    start = next + 1;
    (*line)++;
  }
  *column = 1 + (guint)g_utf8_strlen(start, at - start);
}

gsize
utf8_mark(const char *text, gsize length)
{
  return length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}
