/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8.c - validity and places; GLib's validator is faster than reading.
 */
#include "utf8.h"

#include <string.h>

gboolean
utf8_check(const char *text, gsize length, gsize *bad)
{
  const char *end = text;

  if (length == 0 || g_utf8_validate_len(text, length, &end))
    return TRUE;
  *bad = (gsize)(end - text);
  return FALSE;
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
