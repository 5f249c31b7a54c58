/* SPDX-License-Identifier: Apache-2.0
 *
 * append.h - puts JSON behind a GString, fast enough for rows.
 *
 * g_string_append costs a call and a check for each piece; here a whole piece
 * is reserved once and then copied.  Any thread.
 */
#ifndef OUTPUT_APPEND_H
#define OUTPUT_APPEND_H

#include "../../corpus/word.h"

/* Makes room for `room` more bytes; the place to write them. */
char *append_grow(GString *to, gsize room);

static inline char *
append_room(GString *to, gsize room)
{
  if (G_LIKELY(to->len + room < to->allocated_len))
    return to->str + to->len;
  return append_grow(to, room);
}

/* `end` is where writing into the room ended. */
static inline void
append_done(GString *to, char *end)
{
  to->len = (gsize)(end - to->str);
  *end = '\0';
}

static inline void
append_bytes(GString *to, const char *bytes, gsize length)
{
  char *at = append_room(to, length);

  memcpy(at, bytes, length);
  append_done(to, at + length);
}

/* For many small pieces: room is reserved for all of them, and `at` goes along
 * until append_done.  Makes sure that `room` bytes fit behind `at`; where `at`
 * is then. */
static inline char *
append_fit(GString *to, char *at, gsize room)
{
  if (G_LIKELY((gsize)(at - to->str) + room < to->allocated_len))
    return at;
  to->len = (gsize)(at - to->str);
  return append_grow(to, room);
}

#define append_literal(to, literal)                                            \
  append_bytes((to), "" literal, sizeof(literal) - 1)

/* A JSON string with its quote marks.  Bytes that are not UTF-8, which only a
 * faulty plugin gives, become U+FFFD. */
void append_string(GString *to, const char *bytes, gsize length);
/* The same into room that is there: at `at`, at most APPEND_SHORT bytes.  The
 * end. */
#define APPEND_SHORT 1024u
#define APPEND_SHORT_ROOM(length) (6 * (length) + 2 + 32)
char *append_short(char *at, const char *bytes, gsize length);
/* The same of at most APPEND_PLAIN bytes without one that is escaped or not
 * ASCII, so many can be read and with the quote marks written.  NULL: it has
 * one. */
#define APPEND_PLAIN WORD_RUN
static inline char *
append_plain(char *at, const char *bytes, gsize length)
{
  const guint32 mask = (guint32)((G_GUINT64_CONSTANT(1) << length) - 1);

  at[0] = '"';
  memcpy(at + 1, bytes, APPEND_PLAIN);
  if (word_run_special(bytes) & mask)
    return NULL;
  at[length + 1] = '"';
  return at + length + 2;
}

/* One byte that JSON escapes, into six bytes of room.  The end. */
char *append_escaped(char *at, guchar byte);
/* NULL: null. */
void append_text(GString *to, const char *text);
/* A literal that ends with a member's name and colon, and its text. */
#define append_member(to, literal, text)                                       \
  do {                                                                         \
    append_literal(to, literal);                                               \
    append_text(to, text);                                                     \
  } while (0)

void append_u64(GString *to, guint64 value);
void append_i64(GString *to, gint64 value);
void append_double(GString *to, double value);
void append_bool(GString *to, gboolean value);

#endif
