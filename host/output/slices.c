/* SPDX-License-Identifier: Apache-2.0
 *
 * slices.c - see slices.h.
 */
#include "slices.h"

#include "append.h"

/* Sixteen bytes that are looked at as one. */
#define BLOCK 16u
typedef guint8 Bytes __attribute__((vector_size(BLOCK)));

void
slices_start(Slices *slices, const char *text, guint32 length)
{
  *slices = (Slices){ .text = text, .length = length };
}

void
slices_clear(Slices *slices)
{
  g_clear_pointer(&slices->escaped, g_array_unref);
}

static inline gboolean
is_escaped(guint8 byte)
{
  return (byte < 0x20) | (byte == '"') | (byte == '\\');
}

/* Is there any of the sixteen bytes at `at`? */
static inline gboolean
has_escaped(const char *at)
{
  Bytes bytes;
  guint64 found[2];

  memcpy(&bytes, at, sizeof bytes);
  bytes = (Bytes)((bytes < 0x20) | (bytes == '"') | (bytes == '\\'));
  memcpy(found, &bytes, sizeof found);
  return (found[0] | found[1]) != 0;
}

/* Without a branch for each byte, as one in ten may be one. */
static void
find_from(Slices *slices, guint32 begin, guint32 end)
{
  guint32 count = slices->escaped->len, *places;

  g_array_set_size(slices->escaped, count + end - begin);
  places = (guint32 *)(void *)slices->escaped->data;
  for (guint32 i = begin; i < end; i++) {
    places[count] = i;
    count += (guint32)is_escaped((guint8)slices->text[i]);
  }
  g_array_set_size(slices->escaped, count);
}

static void
find_escaped(Slices *slices)
{
  guint32 at = 0;

  slices->found = TRUE;
  slices->escaped = g_array_sized_new(FALSE, FALSE, sizeof(guint32), 128);
  for (; slices->length - at >= BLOCK; at += BLOCK)
    if (has_escaped(slices->text + at))
      find_from(slices, at, at + BLOCK);
  find_from(slices, at, slices->length);
}

static inline guint32
escaped_at(const Slices *slices, guint32 i)
{
  return i < slices->escaped->len ? g_array_index(slices->escaped, guint32, i)
                                  : G_MAXUINT32;
}

/* Is there a character's first byte, or the end?  The text ends with a NUL. */
static inline gboolean
is_boundary(const Slices *slices, guint32 at)
{
  return ((guint8)slices->text[at] & 0xC0) != 0x80;
}

gboolean
slices_has(const Slices *slices, guint32 begin, guint32 end)
{
  return begin <= end && end <= slices->length && is_boundary(slices, begin)
         && is_boundary(slices, end);
}

/* Sets `next` to the first place from `begin` on.  Rows are sorted, as a rule,
 * so it is a few steps from the last one; by halves where it is further. */
static void
seek(Slices *slices, guint32 begin)
{
  guint32 low = 0, high = slices->escaped->len, at = slices->next;

  for (guint tries = 0; tries < 8; tries++) {
    if (at > 0 && escaped_at(slices, at - 1) >= begin)
      at--;
    else if (escaped_at(slices, at) < begin)
      at++;
    else {
      slices->next = at;
      return;
    }
  }
  while (low < high) {
    guint32 middle = low + (high - low) / 2;

    if (escaped_at(slices, middle) < begin)
      low = middle + 1;
    else
      high = middle;
  }
  slices->next = low;
}

gsize
slices_room(Slices *slices, guint32 begin, guint32 end)
{
  guint32 count = 0;

  if (!slices->found)
    find_escaped(slices);
  seek(slices, begin);
  while (escaped_at(slices, slices->next + count) < end)
    count++;
  /* The longest escape has six bytes. */
  return (gsize)(end - begin) + 5 * (gsize)count + 2;
}

char *
slices_put(const Slices *slices, char *at, guint32 begin, guint32 end)
{
  *at++ = '"';
  for (guint32 i = slices->next, place; begin < end; i++) {
    place = MIN(escaped_at(slices, i), end);
    memcpy(at, slices->text + begin, place - begin);
    at += place - begin;
    if (place < end)
      at = append_escaped(at, (guchar)slices->text[place]);
    begin = place + 1;
  }
  *at++ = '"';
  return at;
}
