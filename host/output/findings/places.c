/* SPDX-License-Identifier: Apache-2.0
 *
 * places.c - the starts of lines, and code points for columns.
 */
#include "places.h"

#include <string.h>

static void
find_lines(Places *places, const Document *document)
{
  const char *text = document->doc.text, *at = text;
  const char *end = text + document->doc.length;
  guint32 room = 16;

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
}

/* Looks at the text only for what it will be asked. */
void
places_start(Places *places, const Document *document)
{
  *places =
      (Places){ .file_line = document->line, .lines_only = document->html };
  if (places->file_line)
    return;
  places->pieces = document->lines ? g_array_ref(document->lines) : NULL;
  find_lines(places, document);
  if (!places->lines_only)
    offset_map_start(&places->points, document->doc.text, document->doc.length,
                     OFFSETS_CODEPOINT);
}

void
places_clear(Places *places)
{
  g_clear_pointer(&places->starts, g_free);
  g_clear_pointer(&places->pieces, g_array_unref);
  offset_map_clear(&places->points);
}

/* The number, from 0, of the text's line that `offset` stands in. */
static guint32
line_of(const Places *places, guint32 offset)
{
  guint32 low = 0, high = places->count;

  while (high - low > 1) {
    guint32 middle = low + (high - low) / 2;

    if (places->starts[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* From a line of the text, from 0, to one of the file, from 1. */
static guint
file_line(const Places *places, guint32 offset, guint32 line)
{
  const TextLine *piece = NULL;
  guint low = 0, high = places->pieces ? places->pieces->len : 0;

  if (!high)
    return line + 1;
  while (high - low > 1) {
    const guint middle = low + (high - low) / 2;

    if (g_array_index(places->pieces, TextLine, middle).offset <= offset)
      low = middle;
    else
      high = middle;
  }
  piece = &g_array_index(places->pieces, TextLine, low);
  return piece->line ? piece->line + line - line_of(places, piece->offset) : 0;
}

void
places_find(const Places *places, guint32 offset, guint *line, guint *column)
{
  guint32 low;

  *line = places->file_line;
  *column = 0;
  if (places->file_line || !places->count)
    return;
  low = line_of(places, offset);
  *line = file_line(places, offset, low);
  if (!places->lines_only)
    *column = 1 + offset_map_get(&places->points, offset)
              - offset_map_get(&places->points, places->starts[low]);
}
