/* SPDX-License-Identifier: Apache-2.0
 *
 * places.h - lines and columns of a text that is gone.
 */
#ifndef OUTPUT_PLACES_H
#define OUTPUT_PLACES_H

#include "../../corpus/document.h"
#include "../../corpus/offsets.h"

typedef struct {
  guint32 *starts; /* of the lines */
  guint32 count;
  guint32 file_line; /* of a JSON Lines document, or 0 */
  GArray *pieces; /* of TextLine: where the text stands in the file, or NULL */
  gboolean lines_only; /* of a page: its text has other columns */
  OffsetMap points;
} Places;

void places_start(Places *places, const Document *document);
void places_clear(Places *places);

/* The line and column in the file, from 1, of a byte of the text; a JSON Lines
 * document stands in one line of its file, and a page's text in other columns:
 * their column is 0.  Both 0: not known. */
void places_find(const Places *places, guint32 offset, guint *line,
                 guint *column);

#endif
