/* SPDX-License-Identifier: Apache-2.0
 *
 * slices.c - see slices.h.
 */
#include "slices.h"

#include "../../corpus/word.h"
#include "append.h"

#define BLOCK SLICES_BLOCK
G_STATIC_ASSERT(BLOCK == WORD_RUN);

/* Behind the last block others are written to. */
#define BEHIND (2 * BLOCK)

/* So many bytes are escaped between two looks at the room for them. */
#define STRETCH (16 * BLOCK)

/* A stretch takes six times its bytes at most. */
#define ROOM (6 * STRETCH + BEHIND)

/* Beyond this a text could grow by more than 32 bits count. */
#define LONGEST (1u << 28)

/* Memory for a longer text is given back. */
#define KEEP (1u << 20)

void
slices_start(Slices *slices, const char *text, guint32 length)
{
  if (slices->places > KEEP)
    slices_clear(slices);
  slices->text = text;
  slices->length = length;
  slices->ready = FALSE;
}

void
slices_clear(Slices *slices)
{
  g_free(slices->escaped);
  g_free(slices->before);
  g_free(slices->within);
  *slices = (Slices){ .text = "" };
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

/* Escapes the block at `from`; `within` is that of its first byte.  More than a
 * block can be read there. */
static inline char *
escape_block(char *to, const char *from, guint8 *within)
{
  const guint32 marks = word_run_escapes(from);

  memcpy(to, from, BLOCK);
  memset(within, 0, BLOCK);
  if (G_UNLIKELY(marks))
    return escape_marks(to, from, marks, within);
  return to + BLOCK;
}

/* Room for one more stretch at `to`; it grows by half. */
static char *
make_room(Slices *slices, char *to)
{
  const gsize used = (gsize)(to - slices->escaped);

  if (G_LIKELY(slices->room - used >= ROOM))
    return to;
  slices->room += slices->room / 2 + ROOM;
  slices->escaped = g_realloc(slices->escaped, slices->room);
  return slices->escaped + used;
}

/* Memory for a text of `length` bytes; what was there is forgotten. */
static void
prepare(Slices *slices, guint32 length)
{
  const gsize room = length + length / 16 + 2 * ROOM;

  if (slices->room < room) {
    g_free(slices->escaped);
    slices->escaped = g_malloc(room);
    slices->room = room;
  }
  if (slices->places > length)
    return;
  g_free(slices->before);
  g_free(slices->within);
  slices->places = length + 1;
  slices->before = g_new(guint32, length / BLOCK + 1);
  slices->within = g_malloc(length + 1 + BEHIND);
}

/* Escapes the blocks at `from` that stand from `at` up to `end` in the text, at
 * most a stretch. */
static char *
escape_blocks(Slices *slices, char *to, const char *from, guint32 at,
              guint32 end)
{
  const char *escaped = slices->escaped;
  guint32 *before = slices->before + at / BLOCK;
  guint8 *within = slices->within + at;

  for (; at < end; at += BLOCK, from += BLOCK, within += BLOCK) {
    *before++ = (guint32)(to - escaped) - at;
    to = escape_block(to, from, within);
  }
  return to;
}

/* The last bytes, behind which nothing can be read; one block more than there
 * are bytes for, as a slice may end where the text does. */
static char *
escape_rest(Slices *slices, char *to, guint32 at)
{
  char rest[4 * BLOCK];

  memset(rest, ' ', sizeof rest);
  memcpy(rest, slices->text + at, slices->length - at);
  return escape_blocks(slices, make_room(slices, to), rest, at,
                       slices->length + 1);
}

gboolean
slices_escape(Slices *slices)
{
  const guint32 length = slices->length;
  const guint32 whole = length / BLOCK * BLOCK;
  const guint32 last = whole - MIN(whole, BLOCK);
  guint32 at = 0;
  char *to;

  if (slices->ready || length > LONGEST)
    return slices->ready;
  prepare(slices, length);
  to = slices->escaped;
  for (guint32 end; at < last; at = end) {
    end = MIN(last, at + STRETCH);
    to = escape_blocks(slices, make_room(slices, to), slices->text + at, at,
                       end);
  }
  to = escape_rest(slices, to, at);
  memset(to, 0, SLICES_STEP);
  slices->ready = TRUE;
  return TRUE;
}
