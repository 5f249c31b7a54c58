/* SPDX-License-Identifier: Apache-2.0
 *
 * slices.c - see slices.h.
 */
#include "slices.h"

#include "append.h"

/* So many bytes are counted as one, */
#define BLOCK 8u
/* and so many looked at. */
#define RUN 32u
typedef guint8 Bytes __attribute__((vector_size(RUN / 2)));

/* Beyond this a text could grow by more than 32 bits count. */
#define LONGEST (1u << 28)

#define EACH(byte) (G_GUINT64_CONSTANT(0x0101010101010101) * (byte))

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
  g_clear_pointer(&slices->marks, g_free);
}

/* The high bit of each byte that is zero, and of no other. */
static inline guint64
zero_bytes(guint64 word)
{
  const guint64 low = EACH(0x7F);

  return ~(((word & low) + low) | word | low);
}

/* A bit for each byte of `word`, the first one's the lowest, that JSON
 * escapes. */
static inline guint8
marks_of(guint64 word)
{
  const guint64 found = zero_bytes(word & EACH(0xE0))
                        | zero_bytes(word ^ EACH('"'))
                        | zero_bytes(word ^ EACH('\\'));

  return (guint8)(((found >> 7) * G_GUINT64_CONSTANT(0x0102040810204080))
                  >> 56);
}

/* Copies a block as it is, and gives its marks. */
static inline guint8
copy_block(char *to, const char *from, gsize length)
{
  guint64 word = EACH(' ');

  if (G_LIKELY(length == BLOCK))
    memcpy(&word, from, BLOCK);
  else
    memcpy(&word, from, length);
  memcpy(to, &word, BLOCK);
  return marks_of(GUINT64_FROM_LE(word));
}

static char *
put_marked(Slices *slices, char *to, guint32 begin, guint32 end, guint8 marks)
{
  for (guint32 i = begin; i < end; i++, marks >>= 1) {
    char *from = to;

    if (!(marks & 1)) {
      *to++ = slices->text[i];
      continue;
    }
    to = append_escaped(to, (guchar)slices->text[i]);
    slices->wide |= to - from > 2;
  }
  return to;
}

/* Room for `more` bytes at `to`; they grow by half. */
static char *
make_room(Slices *slices, char *to, gsize *room, gsize more)
{
  const gsize used = (gsize)(to - slices->escaped);

  if (G_LIKELY(*room - used >= more))
    return to;
  *room += *room / 2 + more;
  slices->escaped = g_realloc(slices->escaped, *room);
  return slices->escaped + used;
}

/* Escapes text[begin..end), which is one block, to `to`; marks it. */
static char *
escape_block(Slices *slices, char *to, guint32 begin, guint32 end)
{
  const guint8 marks = copy_block(to, slices->text + begin, end - begin);

  slices->before[begin / BLOCK] = (guint32)(to - slices->escaped) - begin;
  slices->marks[begin / BLOCK] = marks;
  return marks ? put_marked(slices, to, begin, end, marks) : to + end - begin;
}

static inline Bytes
found_in(const char *from)
{
  Bytes bytes;

  memcpy(&bytes, from, sizeof bytes);
  return (Bytes)((bytes < 0x20) | (bytes == '"') | (bytes == '\\'));
}

/* Is any of the bytes of a run escaped? */
static inline gboolean
has_marks(const char *from)
{
  const Bytes bytes = found_in(from) | found_in(from + sizeof(Bytes));
  guint64 found[2];

  memcpy(found, &bytes, sizeof found);
  return (found[0] | found[1]) != 0;
}

/* The same for a run, of which most have nothing to be escaped. */
static char *
escape_run(Slices *slices, char *to, guint32 begin)
{
  const guint32 grown = (guint32)(to - slices->escaped) - begin;

  if (has_marks(slices->text + begin)) {
    for (guint32 i = 0; i < RUN; i += BLOCK)
      to = escape_block(slices, to, begin + i, begin + i + BLOCK);
    return to;
  }
  memcpy(to, slices->text + begin, RUN);
  for (guint32 i = 0; i < RUN / BLOCK; i++)
    slices->before[begin / BLOCK + i] = grown;
  memset(slices->marks + begin / BLOCK, 0, RUN / BLOCK);
  return to + RUN;
}

/* A block more than there are bytes for, as a slice may end where the text
 * does. */
static void
escape(Slices *slices)
{
  const guint32 length = slices->length, blocks = length / BLOCK + 1;
  gsize room = length + length / 16 + 6 * RUN + SLICES_STEP;
  char *to = slices->escaped = g_malloc(room);
  guint32 at = 0;

  slices->before = g_new(guint32, blocks);
  slices->marks = g_new(guint8, blocks);
  for (; length - at >= RUN; at += RUN) {
    to = make_room(slices, to, &room, 6 * RUN + SLICES_STEP);
    to = escape_run(slices, to, at);
  }
  to = make_room(slices, to, &room, 6 * RUN + SLICES_STEP);
  for (; at / BLOCK < blocks; at += BLOCK)
    to = escape_block(slices, to, at, MIN(at + BLOCK, length));
  memset(to, 0, SLICES_STEP);
  slices->made = TRUE;
}

/* Is there a character's first byte, or the end?  The text ends with a NUL. */
static inline gboolean
is_boundary(const Slices *slices, guint32 at)
{
  return ((guint8)slices->text[at] & 0xC0) != 0x80;
}

gboolean
slices_has(Slices *slices, guint32 begin, guint32 end)
{
  if (begin > end || end > slices->length || !is_boundary(slices, begin)
      || !is_boundary(slices, end) || slices->length > LONGEST)
    return FALSE;
  if (!slices->made)
    escape(slices);
  return TRUE;
}

/* How many of the first `count` bytes of a block are escaped. */
static inline guint
count_marks(guint8 marks, guint count)
{
  guint some = marks & ((1u << count) - 1);

  some -= some >> 1 & 0x55;
  some = (some & 0x33) + (some >> 2 & 0x33);
  return (some + (some >> 4)) & 0x0F;
}

/* By how much the bytes grow that stand in their block before `at`. */
static gsize
grown_slowly(const Slices *slices, guint32 at)
{
  gsize grown = 0;

  for (guint32 i = at - at % BLOCK; i < at; i++) {
    const guchar byte = (guchar)slices->text[i];
    char bytes[6];

    if (byte < 0x20 || byte == '"' || byte == '\\')
      grown += (gsize)(append_escaped(bytes, byte) - bytes) - 1;
  }
  return grown;
}

gsize
slices_place(const Slices *slices, guint32 at)
{
  const gsize before = (gsize)at + slices->before[at / BLOCK];
  const guint8 marks = slices->marks[at / BLOCK];

  if (G_LIKELY(marks == 0))
    return before;
  if (G_UNLIKELY(slices->wide))
    return before + grown_slowly(slices, at);
  return before + count_marks(marks, at % BLOCK);
}
