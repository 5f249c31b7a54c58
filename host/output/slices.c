/* SPDX-License-Identifier: Apache-2.0
 *
 * slices.c - see slices.h.
 */
#include "slices.h"

#include "../corpus/word.h"
#include "append.h"

#define BLOCK SLICES_BLOCK
G_STATIC_ASSERT(BLOCK == WORD_RUN);

/* Behind the last block others are written to. */
#define BEHIND (2 * BLOCK)

/* A block takes six times its bytes at most. */
#define ROOM (6 * BLOCK + BEHIND)

/* Beyond this a text could grow by more than 32 bits count. */
#define LONGEST (1u << 28)

void
slices_start(Slices *slices, const char *text, guint32 length)
{
  *slices = (Slices){ .text = text, .length = length };
}

void
slices_clear(Slices *slices)
{
  g_clear_pointer(&slices->escaped, g_free);
  g_clear_pointer(&slices->before, g_free);
  g_clear_pointer(&slices->within, g_free);
}

/* Escapes a block that was copied to `to` as it is: each escape moves what
 * stands behind it. */
static char *
escape_marks(char *to, const char *from, guint32 marks, guint8 *within)
{
  gsize grown = 0;

  for (; marks; marks &= marks - 1) {
    const guint next = (guint)__builtin_ctz(marks) + 1;
    char *end = append_escaped(to + next - 1 + grown, (guchar)from[next - 1]);

    grown = (gsize)(end - to) - next;
    memcpy(end, from + next, BLOCK);
    memset(within + next, (int)grown, BLOCK);
  }
  return to + BLOCK + grown;
}

/* Escapes the block at `from`, which stands at `at` in the text.  More than a
 * block can be read there. */
static inline char *
escape_block(Slices *slices, char *to, const char *from, guint32 at)
{
  const guint32 marks = word_run_escapes(from);

  slices->before[at / BLOCK] = (guint32)(to - slices->escaped) - at;
  memcpy(to, from, BLOCK);
  memset(slices->within + at, 0, BLOCK);
  if (marks)
    return escape_marks(to, from, marks, slices->within + at);
  return to + BLOCK;
}

/* Room for one more block at `to`; it grows by half. */
static inline char *
make_room(Slices *slices, char *to, gsize *room)
{
  const gsize used = (gsize)(to - slices->escaped);

  if (G_LIKELY(*room - used >= ROOM))
    return to;
  *room += *room / 2 + ROOM;
  slices->escaped = g_realloc(slices->escaped, *room);
  return slices->escaped + used;
}

/* The last bytes, behind which nothing can be read; one block more than there
 * are bytes for, as a slice may end where the text does. */
static char *
escape_rest(Slices *slices, char *to, gsize *room, guint32 at)
{
  char rest[4 * BLOCK];

  memset(rest, ' ', sizeof rest);
  memcpy(rest, slices->text + at, slices->length - at);
  for (guint32 i = 0; at + i <= slices->length; i += BLOCK) {
    to = make_room(slices, to, room);
    to = escape_block(slices, to, rest + i, at + i);
  }
  return to;
}

gboolean
slices_escape(Slices *slices)
{
  const guint32 length = slices->length;
  gsize room = length + length / 16 + 4 * ROOM;
  guint32 at = 0;
  char *to;

  if (length > LONGEST)
    return FALSE;
  to = slices->escaped = g_malloc(room);
  slices->before = g_new(guint32, length / BLOCK + 1);
  slices->within = g_malloc(length + 1 + BEHIND);
  for (; length - at >= 2 * BLOCK; at += BLOCK) {
    to = make_room(slices, to, &room);
    to = escape_block(slices, to, slices->text + at, at);
  }
  to = escape_rest(slices, to, &room, at);
  memset(to, 0, SLICES_STEP);
  return TRUE;
}
