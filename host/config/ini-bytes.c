/* SPDX-License-Identifier: Apache-2.0
 *
 * ini-bytes.c - which encoding a file is in, and what to do about the wrong
 * one.
 */
#include "ini-private.h"
#include <string.h>

/* Is there a byte order mark, or text whose every other byte is NUL? */
static gboolean
looks_utf16(const char *bytes, gsize length)
{
  gsize i, zeros[2] = { 0, 0 };
  const gsize sample = MIN(length, 64) / 2 * 2;

  if (length < 2)
    return FALSE;
  if (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)
    return TRUE;
  for (i = 0; i < sample; i++)
    zeros[i % 2] += bytes[i] == '\0';
  return MAX(zeros[0], zeros[1]) * 10 >= sample / 2 * 9
         && MIN(zeros[0], zeros[1]) == 0;
}

gboolean
ini_is_utf16(const char *file, const char *bytes, gsize length,
             Diagnostics *all)
{
  const Place place = { .file = file, .line = 1, .column = 1 };

  if (!looks_utf16(bytes, length))
    return FALSE;
  diagnostic_hint(diagnostics_add(all, DIAGNOSTIC_ERROR, "E107", &place,
                                  "the file is UTF-16, and must be UTF-8"),
                  "convert it: iconv -f UTF-16 -t UTF-8");
  return TRUE;
}

/* Bytes 0x80 to 0x9F are control characters in ISO-8859-1, and quotation
 * marks and dashes in Windows-1252. */
static const char *
guess_encoding(const char *bytes, gsize length)
{
  gsize i;

  for (i = 0; i < length; i++)
    if ((guchar)bytes[i] >= 0x80 && (guchar)bytes[i] < 0xA0)
      return "Windows-1252";
  return "ISO-8859-1";
}

/* The place of the byte at `at`; `clean` is valid before it. */
static Place
byte_place(const char *file, const char *bytes, const char *clean, gsize at,
           gsize length)
{
  Place place = { .file = file, .line = 1 };
  const char *stop = memchr(bytes + at, '\n', length - at);
  g_autofree char *source = NULL;
  gsize begin = 0, i;

  for (i = 0; i < at; i++) {
    if (bytes[i] == '\n') {
      place.line++;
      begin = i + 1;
    }
  }
  place.column = (guint)g_utf8_strlen(clean + begin, (gssize)(at - begin)) + 1;
  place.end_column = place.column + 1;
  source = g_strndup(bytes + begin,
                     (gsize)((stop ? stop : bytes + length) - bytes) - begin);
  place.source = place_text(g_strchomp(source));
  return place;
}

static void
tell_invalid(const char *file, const char *bytes, const char *clean, gsize at,
             gsize length, Diagnostics *all)
{
  const Place place = byte_place(file, bytes, clean, at, length);

  diagnostic_hint(diagnostics_add(all, DIAGNOSTIC_ERROR, "E106", &place,
                                  "byte 0x%02X is not valid UTF-8",
                                  (guchar)bytes[at]),
                  "save the file as UTF-8 (it looks like %s)",
                  guess_encoding(bytes + at, length - at));
}

static void
tell_nul(const char *file, const char *bytes, const char *clean, gsize at,
         gsize length, Diagnostics *all)
{
  const Place place = byte_place(file, bytes, clean, at, length);

  diagnostics_add(all, DIAGNOSTIC_ERROR, "E110", &place,
                  "a NUL byte cannot stand in a pipeline file");
}

char *
ini_clean(const char *file, const char *bytes, gsize length, Diagnostics *all)
{
  char *clean = g_malloc(length + 1);
  const char *end;
  gsize at = 0;
  gboolean told[2] = { FALSE, FALSE };

  if (length)
    memcpy(clean, bytes, length);
  clean[length] = '\0';
  while (at < length
         && !g_utf8_validate(clean + at, (gssize)(length - at), &end)) {
    gboolean nul;

    at = (gsize)(end - clean);
    nul = clean[at] == '\0';
    clean[at] = '?';
    if (!told[nul])
      (nul ? tell_nul : tell_invalid)(file, bytes, clean, at, length, all);
    told[nul] = TRUE;
  }
  return clean;
}
