/* SPDX-License-Identifier: Apache-2.0
 *
 * append.c - JSON strings and numbers.
 */
#include "append.h"

#include "number.h"

char *
append_grow(GString *to, gsize room)
{
  gsize length = to->len;

  /* GString doubles what it allocates. */
  g_string_set_size(to, length + room + 1);
  to->len = length;
  return to->str + length;
}

#define ONES (G_GUINT64_CONSTANT(0x0101010101010101))
#define HIGHS (G_GUINT64_CONSTANT(0x8080808080808080))

static inline guint64
zero_bytes(guint64 word)
{
  return (word - ONES) & ~word & HIGHS;
}

/* The first byte from `at` that needs an escape; `*wide` gathers high bits. */
static const char *
plain_end(const char *at, const char *end, guint64 *wide)
{
  guint64 word;

  while (end - at >= 8) {
    memcpy(&word, at, sizeof word);
    if (zero_bytes(word ^ (ONES * '"')) | zero_bytes(word ^ (ONES * '\\'))
        | ((word - ONES * 0x20) & ~word & HIGHS))
      break;
    *wide |= word & HIGHS;
    at += 8;
  }
  for (; at < end; at++) {
    if ((guchar)*at < 0x20 || *at == '"' || *at == '\\')
      break;
    *wide |= (guchar)*at & 0x80;
  }
  return at;
}

static char *
escape(char *to, guchar byte)
{
  static const char hex[] = "0123456789abcdef";
  static const char known[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
  const char *which = byte ? strchr(known, byte) : NULL;

  *to++ = '\\';
  if (which) {
    *to++ = names[which - known];
    return to;
  }
  memcpy(to, "u00", 3);
  to[3] = hex[byte >> 4];
  to[4] = hex[byte & 15];
  return to + 5;
}

/* Writes the string; the gathered high bits of its plain bytes. */
static guint64
write_escaped(GString *to, const char *at, const char *end)
{
  guint64 wide = 0;

  while (at < end) {
    const char *stop = plain_end(at, end, &wide);
    char *out = append_room(to, (gsize)(stop - at) + 8);

    memcpy(out, at, (gsize)(stop - at));
    out += stop - at;
    if (stop < end)
      out = escape(out, (guchar)*stop++);
    append_done(to, out);
    at = stop;
  }
  return wide;
}

void
append_string(GString *to, const char *bytes, gsize length)
{
  gsize start;

  append_literal(to, "\"");
  start = to->len;
  if (write_escaped(to, bytes, bytes + length)
      && !g_utf8_validate_len(to->str + start, to->len - start, NULL)) {
    g_autofree char *valid =
        g_utf8_make_valid(to->str + start, (gssize)(to->len - start));

    g_string_truncate(to, start);
    g_string_append(to, valid);
  }
  append_literal(to, "\"");
}

void
append_text(GString *to, const char *text)
{
  if (text)
    append_string(to, text, strlen(text));
  else
    append_literal(to, "null");
}

void
append_u64(GString *to, guint64 value)
{
  append_done(to, number_u64(append_room(to, NUMBER_ROOM), value));
}

void
append_i64(GString *to, gint64 value)
{
  append_done(to, number_i64(append_room(to, NUMBER_ROOM), value));
}

void
append_double(GString *to, double value)
{
  append_done(to, number_double(append_room(to, NUMBER_ROOM), value));
}

void
append_bool(GString *to, gboolean value)
{
  if (value)
    append_literal(to, "true");
  else
    append_literal(to, "false");
}
