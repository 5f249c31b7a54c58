/* SPDX-License-Identifier: Apache-2.0
 *
 * offsets.c - counts every BLOCK bytes once, then from the nearest mark.
 */
#include "offsets.h"

#include <string.h>

#define BLOCK 256u

/* Units of the characters that begin in [at, end). */
static guint32
count_units(const char *at, const char *end, Offsets unit)
{
  guint32 count = 0;

  for (; at < end; at++) {
    guchar byte = (guchar)*at;

    count += (byte & 0xC0) != 0x80;
    /* Beyond the basic plane UTF-16 needs two. */
    count += unit == OFFSETS_UTF16 && byte >= 0xF0;
  }
  return count;
}

static gboolean
is_ascii(const char *text, guint32 length)
{
  guchar seen = 0;

  for (guint32 i = 0; i < length; i++)
    seen |= (guchar)text[i];
  return seen < 0x80;
}

void
offset_map_start(OffsetMap *map, const char *text, guint32 length, Offsets unit)
{
  guint32 count = 0, blocks = length / BLOCK + 1;

  *map = (OffsetMap){ text, length, unit, NULL };
  if (unit == OFFSETS_BYTE || is_ascii(text, length))
    return;
  map->marks = g_new(guint32, blocks);
  for (guint32 i = 0; i < blocks; i++) {
    guint32 from = i * BLOCK, to = MIN(from + BLOCK, length);

    map->marks[i] = count;
    count += count_units(text + from, text + to, unit);
  }
}

void
offset_map_clear(OffsetMap *map)
{
  g_clear_pointer(&map->marks, g_free);
}

guint32
offset_map_get(const OffsetMap *map, guint32 offset)
{
  guint32 block;

  offset = MIN(offset, map->length);
  if (!map->marks)
    return offset;
  block = offset / BLOCK;
  return map->marks[block]
         + count_units(map->text + block * BLOCK, map->text + offset,
                       map->unit);
}
