/* SPDX-License-Identifier: Apache-2.0
 *
 * text.c - escaping, character by character.
 */
#include "text.h"

#include <math.h>
#include <string.h>

/* More marks than any script puts on one letter. */
#define MARKS 8u

static gboolean
is_hidden(gunichar character)
{
  return (character < 0x20 && !strchr("\t\n\r", (char)character))
         || (character >= 0x7F && character <= 0x9F) || character == 0x61C
         || character == 0x180E || character == 0x200B || character == 0x200E
         || character == 0x200F || (character >= 0x202A && character <= 0x202E)
         || (character >= 0x2060 && character <= 0x206F) || character == 0xFEFF
         || (character >= 0xFFF9 && character <= 0xFFFB)
         || (character & 0xFFFE) == 0xFFFE
         || (character >= 0xFDD0 && character <= 0xFDEF)
         || (character >= 0xE0000 && character <= 0xE0FFF);
}

static void
put(GString *to, gunichar character)
{
  switch (character) {
  case '<':
    g_string_append(to, "&lt;");
    break;
  case '>':
    g_string_append(to, "&gt;");
    break;
  case '&':
    g_string_append(to, "&amp;");
    break;
  case '"':
    g_string_append(to, "&quot;");
    break;
  case '\'':
    g_string_append(to, "&#39;");
    break;
  case '\r':
  case 0x2028:
  case 0x2029:
    g_string_append_c(to, ' ');
    break;
  default:
    g_string_append_unichar(to, character);
  }
}

/* Walks over `text`; `show`: hidden ones are shown, else left out.  FALSE:
 * there was more than `most`. */
static gboolean
put_all(GString *to, const char *text, gssize length, guint most, gboolean show)
{
  const char *end = text + (length < 0 ? strlen(text) : (gsize)length);
  guint marks = 0;

  for (guint count = 0; text < end; count++) {
    gunichar character = g_utf8_get_char_validated(text, end - text);
    gboolean valid = character < 0x110000;

    if (count == most)
      return FALSE;
    text = valid ? g_utf8_next_char(text) : text + 1;
    marks = valid && g_unichar_ismark(character) ? marks + 1 : 0;
    if (!valid)
      put(to, 0xFFFD);
    else if (marks > MARKS)
      continue;
    else if (!is_hidden(character))
      put(to, character);
    else if (show)
      g_string_append_printf(to, "<span class=\"ctl\">U+%04X</span>",
                             character);
  }
  return TRUE;
}

void
html_text(GString *to, const char *text, gssize length)
{
  put_all(to, text, length, G_MAXUINT, TRUE);
}

void
html_bdi(GString *to, const char *text)
{
  html_bdi_cut(to, text, G_MAXUINT);
}

void
html_bdi_cut(GString *to, const char *text, guint most)
{
  g_string_append(to, "<bdi>");
  if (!put_all(to, text, -1, most, TRUE))
    g_string_append(to, "…");
  g_string_append(to, "</bdi>");
}

void
html_cut(GString *to, const char *text, guint most)
{
  if (!put_all(to, text, -1, most, FALSE))
    g_string_append(to, "…");
}

void
html_number(GString *to, double value, guint digits)
{
  char room[G_ASCII_DTOSTR_BUF_SIZE], format[8];
  char *end;

  g_snprintf(format, sizeof format, "%%.%uf", MIN(digits, 9));
  if (!isfinite(value) || fabs(value) >= 1e15)
    g_strlcpy(format, "%.6g", sizeof format);
  g_ascii_formatd(room, sizeof room, format, value);
  if (strchr(room, '.') && !strchr(room, 'e')) {
    end = room + strlen(room);
    while (end[-1] == '0')
      *--end = '\0';
    if (end[-1] == '.')
      end[-1] = '\0';
  }
  g_string_append(to, room);
}

void
html_signed(GString *to, double value)
{
  double rounded = isfinite(value) ? round(CLAMP(value, -9, 9) * 100) / 100 : 0;

  g_string_append(to, rounded < 0 ? "−" : rounded > 0 ? "+" : "");
  g_string_append_printf(to, "%d.%02d", (int)fabs(rounded),
                         (int)(round(fabs(rounded) * 100)) % 100);
}
