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

/* So many bytes are escaped at a time. */
#define SLICES_BLOCK 32u

typedef struct {
  const char *text;
  guint32 length;
  gboolean ready; /* it was escaped */
  char *escaped;  /* the text as it stands in JSON; SLICES_STEP more bytes can
                   * be read */
  guint32
      *before;    /* of every block: by how much the text has grown before it */
  guint8 *within; /* of every byte: by how much its block has before it */
  gsize room;     /* of `escaped` */
  guint32 places; /* bytes of a text that the other two suffice for, and one */
} Slices;

/* Slices of zeros, or of a text that was done with: its memory is used again.
 * `text`, valid UTF-8 with a NUL behind it, must outlive them. */
void slices_start(Slices *slices, const char *text, guint32 length);
void slices_clear(Slices *slices);

/* Escapes the text, on the first call.  FALSE: it is too long for that. */
gboolean slices_escape(Slices *slices);

/* Is there a character's first byte, or the end? */
static inline gboolean
slices_boundary(const Slices *slices, guint32 at)
{
  return ((guint8)slices->text[at] & 0xC0) != 0x80;
}

/* May text[begin..end) be printed by slices_put, once it was escaped?  FALSE
 * where it lies outside or cuts a character. */
static inline gboolean
slices_has(const Slices *slices, guint32 begin, guint32 end)
{
  return begin <= end && end <= slices->length && slices_boundary(slices, begin)
         && slices_boundary(slices, end);
}

/* Where a place of the text stands in `escaped`; after slices_has. */
static inline gsize
slices_place(const Slices *slices, guint32 at)
{
  return (gsize)at + slices->before[at / SLICES_BLOCK] + slices->within[at];
}

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
