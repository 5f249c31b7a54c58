/* SPDX-License-Identifier: Apache-2.0
 *
 * offsets.h - byte offsets of a text as code points or UTF-16 units, for
 * reports whose readers count so.
 */
#ifndef CORPUS_OFFSETS_H
#define CORPUS_OFFSETS_H

#include "../config/pipeline.h"

/* The characters of a text that are longer in bytes than in units, so that it
 * can be asked when the text is gone.  Takes eight bytes for each of them; a
 * text of ASCII alone takes nothing.  Any thread once it is made. */
typedef struct {
  struct OffsetShift *shifts;
  guint32 count;
  guint32 length; /* of the text */
} OffsetMap;

/* `text` is valid UTF-8.  OFFSETS_BYTE: a map that changes nothing. */
void offset_map_start(OffsetMap *map, const char *text, guint32 length,
                      Offsets unit);
void offset_map_clear(OffsetMap *map);

/* For a map that has shifts. */
guint32 offset_map_search(const OffsetMap *map, guint32 offset);

/* An offset beyond the text is the text's length. */
static inline guint32
offset_map_get(const OffsetMap *map, guint32 offset)
{
  offset = MIN(offset, map->length);
  return map->count ? offset_map_search(map, offset) : offset;
}

#endif
