/* SPDX-License-Identifier: Apache-2.0
 *
 * escape.c - what is printable, and how the rest is shown.
 */
#include "escape.h"

/* The character at `text`, or (gunichar)-1 and a length of one byte. */
static gunichar
take(const char *text, gsize *length)
{
  gunichar c = g_utf8_get_char_validated(text, -1);

  if (c == (gunichar)-1 || c == (gunichar)-2) {
    *length = 1;
    return (gunichar)-1;
  }
  *length = (gsize)(g_utf8_next_char(text) - text);
  return c;
}

static gboolean
is_shown(gunichar c)
{
  switch (g_unichar_type(c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_UNASSIGNED:
  case G_UNICODE_PRIVATE_USE:
  case G_UNICODE_SURROGATE:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return FALSE;
  default:
    return TRUE;
  }
}

static void
append_escape(GString *to, gunichar c)
{
  if (c == '\t')
    g_string_append(to, "\\t");
  else if (c == '\n')
    g_string_append(to, "\\n");
  else if (c == '\r')
    g_string_append(to, "\\r");
  else if (c < 0x100)
    g_string_append_printf(to, "\\x%02x", c);
  else
    g_string_append_printf(to, "\\u%04x", c);
}

gsize
escape_next(GString *to, const char *text, guint *columns)
{
  const gsize before = to->len;
  gsize length;
  gunichar c = take(text, &length);

  if (c == (gunichar)-1)
    append_escape(to, (guchar)*text);
  else if (!is_shown(c))
    append_escape(to, c);
  else {
    g_string_append_len(to, text, (gssize)length);
    *columns = g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    return length;
  }
  *columns = (guint)(to->len - before);
  return length;
}

static guint
count(const char *text)
{
  guint n = 0;
  gsize length;

  for (; *text; text += length, n++)
    take(text, &length);
  return n;
}

void
escape_append(GString *to, const char *text, guint limit)
{
  const guint all = limit ? count(text) : 0;
  const guint head = limit - limit / 3;
  const guint tail = all - limit / 3;
  guint i, columns;

  for (i = 0; *text; i++) {
    gsize length;

    if (all > limit && i >= head && i < tail) {
      if (i == head)
        g_string_append(to, "...");
      take(text, &length);
      text += length;
    } else {
      text += escape_next(to, text, &columns);
    }
  }
}

void
escape_json(GString *to, const char *text)
{
  gsize length;

  g_string_append_c(to, '"');
  for (; *text; text += length) {
    gunichar c = take(text, &length);

    if (c == '"' || c == '\\')
      g_string_append_printf(to, "\\%c", (char)c);
    else if (c == (gunichar)-1)
      g_string_append(to, "\\ufffd");
    else if (is_shown(c))
      g_string_append_len(to, text, (gssize)length);
    else if (c < 0x10000)
      g_string_append_printf(to, "\\u%04x", c);
    else
      g_string_append_printf(to, "\\u%04x\\u%04x",
                             0xD800u + ((c - 0x10000u) >> 10),
                             0xDC00u + ((c - 0x10000u) & 0x3FFu));
  }
  g_string_append_c(to, '"');
}
