/* SPDX-License-Identifier: Apache-2.0
 *
 * places.c - the starts of lines, and code points for columns.
 */
#include "places.h"

#include <string.h>

void
places_start(Places *places, const Document *document)
{
  const char *text = document->doc.text, *at = text;
  const char *end = text + document->doc.length;
  guint32 room = 16;

  places->file_line = document->line;
  places->starts = g_new(guint32, room);
  places->starts[0] = 0;
  places->count = 1;
  while (at < end && (at = memchr(at, '\n', (gsize)(end - at)))) {
    if (places->count == room) {
      room *= 2;
      places->starts = g_renew(guint32, places->starts, room);
    }
    places->starts[places->count++] = (guint32)(++at - text);
  }
  offset_map_start(&places->points, text, document->doc.length,
                   OFFSETS_CODEPOINT);
}

void
places_clear(Places *places)
{
  g_clear_pointer(&places->starts, g_free);
  offset_map_clear(&places->points);
}

char *
places_name(const Places *places, const char *path, guint32 offset)
{
  guint32 low = 0, high = places->count, column;

  if (places->file_line || !places->count)
    return places->file_line ? g_strdup_printf("%s:%u", path, places->file_line)
                             : g_strdup(path);
  while (high - low > 1) {
    guint32 middle = low + (high - low) / 2;

    if (places->starts[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  column = 1 + offset_map_get(&places->points, offset)
           - offset_map_get(&places->points, places->starts[low]);
  return g_strdup_printf("%s:%u:%u", path, low + 1, column);
}
