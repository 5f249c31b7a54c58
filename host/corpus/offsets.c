/* SPDX-License-Identifier: Apache-2.0
 *
 * offsets.c - where bytes and units drift apart, and by how much.
 */
#include "offsets.h"

#include "word.h"

/* From byte `end` on, an offset counts `surplus` bytes more than units. */
struct OffsetShift {
  guint32 end;
  guint32 surplus;
};

/* The first byte from `at` that is not ASCII. */
static guint32
ascii_end(const char *text, guint32 at, guint32 length)
{
  guint64 found;

  for (; length - at >= WORD; at += WORD)
    if ((found = word_load(text + at) & WORD_HIGHS))
      return at + word_first(found);
  while (at < length && !(text[at] & 0x80))
    at++;
  return at;
}

void
offset_map_start(OffsetMap *map, const char *text, guint32 length, Offsets unit)
{
  guint32 at = 0, room = 0, surplus = 0;

  *map = (OffsetMap){ NULL, 0, length };
  while (unit != OFFSETS_BYTE && (at = ascii_end(text, at, length)) < length) {
    guchar lead = (guchar)text[at];
    guint32 bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

    /* Beyond the basic plane UTF-16 needs two units. */
    surplus += bytes - (unit == OFFSETS_UTF16 && bytes == 4 ? 2 : 1);
    at += bytes;
    if (map->count == room) {
      room = room ? room * 2 : 16;
      map->shifts = g_renew(struct OffsetShift, map->shifts, room);
    }
    map->shifts[map->count++] = (struct OffsetShift){ at, surplus };
  }
}

void
offset_map_clear(OffsetMap *map)
{
  g_clear_pointer(&map->shifts, g_free);
  map->count = 0;
}

guint32
offset_map_search(const OffsetMap *map, guint32 offset)
{
  guint32 low = 0, high = map->count;

  while (low < high) {
    guint32 middle = low + (high - low) / 2;

    if (map->shifts[middle].end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low ? offset - map->shifts[low - 1].surplus : offset;
}
