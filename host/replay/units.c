/* SPDX-License-Identifier: Apache-2.0
 *
 * units.c - the texts of documents whose report does not carry them, and what
 * their spans count.
 */
#include "private.h"

#include <string.h>

/* The second half of a character that takes two units. */
#define HALF G_MAXUINT32

static void
put_bytes(char *text, guint32 length, const Slice *slice)
{
  if (slice->begin <= slice->end && slice->end <= length
      && slice->length == slice->end - slice->begin)
    memcpy(text + slice->begin, slice->bytes, slice->length);
}

static void
put_characters(guint32 *characters, guint32 count, gboolean wide,
               const Slice *slice)
{
  const char *at = slice->bytes, *end = slice->bytes + slice->length;

  for (guint32 unit = slice->begin; at < end && unit < count;
       at = g_utf8_next_char(at)) {
    characters[unit] = g_utf8_get_char(at);
    if (wide && characters[unit++] > 0xFFFF && unit < count)
      characters[unit++] = HALF;
    else if (!wide)
      unit++;
  }
}

static guint32
last_unit(const GArray *slices, guint32 length)
{
  guint32 last = 0;

  for (guint i = 0; i < slices->len; i++)
    last = MAX(last, g_array_index(slices, Slice, i).end);
  return MIN(last, length);
}

/* Writes the characters as UTF-8; where each unit begins. */
static void
encode(Units *units, const guint32 *characters, char *text)
{
  for (guint32 i = 0; i < units->count; i++) {
    char bytes[6];
    int size = 0;

    units->bytes[i] = units->end;
    if (characters[i] != HALF)
      size = g_unichar_to_utf8(characters[i], bytes);
    if (units->end + (guint32)size > units->length)
      size = 0;
    memcpy(text + units->end, bytes, (gsize)size);
    units->end += (guint32)size;
  }
}

char *
units_gather(Units *units, Offsets offsets, const GArray *slices,
             guint32 length)
{
  char *text = g_malloc((gsize)length + 1);
  g_autofree guint32 *characters = NULL;

  *units = (Units){ .length = length };
  memset(text, ' ', length);
  text[length] = '\0';
  if (offsets == OFFSETS_BYTE) {
    for (guint i = 0; i < slices->len; i++)
      put_bytes(text, length, &g_array_index(slices, Slice, i));
    return text;
  }
  units->count = last_unit(slices, length);
  units->bytes = g_new(guint32, (gsize)units->count + 1);
  characters = g_new(guint32, (gsize)units->count + 1);
  for (guint32 i = 0; i < units->count; i++)
    characters[i] = ' ';
  for (guint i = 0; i < slices->len; i++)
    put_characters(characters, units->count, offsets == OFFSETS_UTF16,
                   &g_array_index(slices, Slice, i));
  encode(units, characters, text);
  return text;
}

void
units_of_text(Units *units, Offsets offsets, const char *text, guint32 length)
{
  *units = (Units){ .length = length };
  if (offsets == OFFSETS_BYTE)
    return;
  units->bytes = g_new(guint32, (gsize)length + 1);
  for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
    units->bytes[units->count++] = (guint32)(at - text);
    if (offsets == OFFSETS_UTF16 && g_utf8_get_char(at) > 0xFFFF)
      units->bytes[units->count++] = (guint32)(at - text);
  }
  units->end = length;
}

void
units_clear(Units *units)
{
  g_clear_pointer(&units->bytes, g_free);
}

guint32
units_byte(const Units *units, guint32 unit)
{
  guint64 byte = unit;

  if (!units->bytes)
    return unit;
  byte = unit < units->count ? units->bytes[unit]
                             : (guint64)units->end + unit - units->count;
  return (guint32)MIN(byte, units->length);
}
