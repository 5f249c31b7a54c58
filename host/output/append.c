/* SPDX-License-Identifier: Apache-2.0
 *
 * append.c - JSON strings and numbers.
 */
#include "append.h"

#include "../corpus/utf8.h"
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

static inline gboolean
is_plain(guint64 word)
{
  return !(zero_bytes(word ^ (ONES * '"')) | zero_bytes(word ^ (ONES * '\\'))
           | ((word - ONES * 0x20) & ~word & HIGHS));
}

char *
append_escaped(char *to, guchar byte)
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

/* Writes `bytes` escaped to `*to`, which has room for six times as many; the
 * high bits of all of them: 0 where they are ASCII. */
static guint64
write_escaped(char **to, const char *at, const char *end)
{
  const char *plain = at; /* from here on nothing was escaped */
  guint64 wide = 0, word;
  char *out = *to;

  while (at < end) {
    guchar byte;

    while (end - at >= 8) {
      memcpy(&word, at, sizeof word);
      if (!is_plain(word))
        break;
      memcpy(out, &word, sizeof word);
      wide |= word & HIGHS;
      at += 8;
      out += 8;
    }
    if (at == end)
      break;
    /* The last ones are copied with those before them. */
    if (end - at < 8 && end - plain >= 8) {
      memcpy(&word, end - 8, sizeof word);
      if (is_plain(word)) {
        out += end - at;
        memcpy(out - 8, &word, sizeof word);
        wide |= word & HIGHS;
        break;
      }
    }
    byte = (guchar)*at++;
    wide |= byte & 0x80;
    if (byte < 0x20 || byte == '"' || byte == '\\') {
      out = append_escaped(out, byte);
      plain = at;
    } else
      *out++ = (char)byte;
  }
  *to = out;
  return wide;
}

/* What a faulty plugin wrote from `start` to `end`, made valid: at most three
 * times as long, and there is room for that, as `room` bytes were escaped. */
static char *
mend(char *start, char *end)
{
  g_autofree char *valid = g_utf8_make_valid(start, end - start);
  gsize length = strlen(valid);

  memcpy(start, valid, length);
  return start + length;
}

char *
append_short(char *at, const char *bytes, gsize length)
{
  char *start = at + 1;
  gsize bad;

  *at++ = '"';
  if (write_escaped(&at, bytes, bytes + length)
      && !utf8_check(start, (gsize)(at - start), &bad))
    at = mend(start, at);
  *at++ = '"';
  return at;
}

/* A long one goes in pieces, so that room for six times its length need not be
 * there at once. */
void
append_string(GString *to, const char *bytes, gsize length)
{
  const char *end = bytes + length;
  g_autofree char *valid = NULL;
  gsize bad;

  if (length > APPEND_SHORT && !utf8_check(bytes, length, &bad)) {
    valid = g_utf8_make_valid(bytes, (gssize)length);
    bytes = valid;
    end = bytes + strlen(bytes);
  }
  if (length <= APPEND_SHORT) {
    char *at = append_room(to, 6 * length + 2);

    append_done(to, append_short(at, bytes, length));
    return;
  }
  append_literal(to, "\"");
  while (bytes < end) {
    const char *stop = bytes + MIN(end - bytes, (gssize)APPEND_SHORT);
    char *at = append_room(to, 6 * APPEND_SHORT);

    write_escaped(&at, bytes, stop);
    append_done(to, at);
    bytes = stop;
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
