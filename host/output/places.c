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

void
places_find(const Places *places, guint32 offset, guint *line, guint *column)
{
  guint32 low = 0, high = places->count;

  *line = places->file_line;
  *column = 0;
  if (places->file_line || !places->count)
    return;
  while (high - low > 1) {
    guint32 middle = low + (high - low) / 2;

    if (places->starts[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  *line = low + 1;
  *column = 1 + offset_map_get(&places->points, offset)
            - offset_map_get(&places->points, places->starts[low]);
}
