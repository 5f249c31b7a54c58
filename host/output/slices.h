/* SPDX-License-Identifier: Apache-2.0
 *
 * slices.h - stretches of one text as JSON strings.
 *
 * The rows of a document print the same bytes again and again: its quotes,
 * sentences and paragraphs overlap.  So the text is escaped once, and a slice
 * is a piece of what came of that.  One thread at a time.
 */
#ifndef OUTPUT_SLICES_H
#define OUTPUT_SLICES_H

#include <glib.h>
#include <string.h>

/* A piece is copied in steps of so many bytes, so that short ones need no
 * call: room for as many is needed behind it. */
#define SLICES_STEP 32u

typedef struct {
  const char *text;
  guint32 length;
  gboolean made;   /* what follows is filled: at the first slice */
  gboolean wide;   /* some byte became six, not two */
  char *escaped;   /* the text as it stands in JSON; SLICES_STEP more bytes can
                    * be read */
  guint32 *before; /* of every eight bytes of the text: by how much it has grown
                    * before them */
  guint8 *marks;   /* of the same: a bit for each that is escaped */
} Slices;

/* `text`, valid UTF-8 with a NUL behind it, must outlive the slices. */
void slices_start(Slices *slices, const char *text, guint32 length);
void slices_clear(Slices *slices);

/* May text[begin..end) be printed by slices_put?  FALSE where it lies outside
 * or cuts a character. */
gboolean slices_has(Slices *slices, guint32 begin, guint32 end);

/* Where a place of the text stands in `escaped`; after slices_has. */
gsize slices_place(const Slices *slices, guint32 at);

/* Writes escaped[begin..end) with its quote marks to `at`, which has room for
 * that and SLICES_STEP more bytes.  The end. */
static inline char *
slices_put(const Slices *slices, char *at, gsize begin, gsize end)
{
  const char *from = slices->escaped + begin;
  const gsize length = end - begin;

  *at++ = '"';
  if (length <= SLICES_STEP)
    memcpy(at, from, SLICES_STEP);
  else
    memcpy(at, from, length);
  at[length] = '"';
  return at + length + 1;
}

#endif
