/* SPDX-License-Identifier: Apache-2.0
 *
 * offsets.h - byte offsets of a text as code points or UTF-16 units, for
 * reports whose readers count so.
 */
#ifndef CORPUS_OFFSETS_H
#define CORPUS_OFFSETS_H

#include "../config/pipeline.h"

/* Remembers a count now and then, so that an offset costs a few hundred bytes
 * of looking wherever it stands, in any order.  Any thread, one at a time. */
typedef struct {
  const char *text;
  guint32 length;
  Offsets unit;
  guint32 *marks; /* NULL: bytes, or a text of ASCII alone */
} OffsetMap;

/* `text` is valid UTF-8 and outlives the map. */
void offset_map_start(OffsetMap *map, const char *text, guint32 length,
                      Offsets unit);
void offset_map_clear(OffsetMap *map);

/* An offset beyond the text is the text's length. */
guint32 offset_map_get(const OffsetMap *map, guint32 offset);

#endif
