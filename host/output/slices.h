/* SPDX-License-Identifier: Apache-2.0
 *
 * slices.h - stretches of one text as JSON strings.
 *
 * The rows of a document print the same bytes again and again: its quotes,
 * sentences and paragraphs overlap.  So the text is looked through once for
 * bytes that JSON escapes; what lies between them is copied as it is.
 * One thread at a time.
 */
#ifndef OUTPUT_SLICES_H
#define OUTPUT_SLICES_H

#include <glib.h>

typedef struct {
  const char *text;
  guint32 length;
  gboolean found;  /* `escaped` is filled: at the first slice */
  guint32 next;    /* of `escaped`: where the last slice began */
  GArray *escaped; /* of guint32: places in the text, ascending */
} Slices;

/* `text`, valid UTF-8, must outlive the slices. */
void slices_start(Slices *slices, const char *text, guint32 length);
void slices_clear(Slices *slices);

/* May text[begin..end) be printed by slices_put?  FALSE where it lies outside
 * or cuts a character. */
gboolean slices_has(const Slices *slices, guint32 begin, guint32 end);

/* The bytes that it takes with its quote marks. */
gsize slices_room(Slices *slices, guint32 begin, guint32 end);

/* Writes it to `at`, which has that room; right after slices_room.  The end. */
char *slices_put(const Slices *slices, char *at, guint32 begin, guint32 end);

#endif
