/* SPDX-License-Identifier: Apache-2.0
 *
 * append.c - JSON strings and numbers.
 */
#include "append.h"

#include "../../corpus/utf8.h"
#include "../../corpus/word.h"
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

char *
append_escaped(char *to, guchar byte)
{
  static const char hex[] = "0123456789abcdef";
  static const char names[0x20] = {
    ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'
  };
  const char name = byte < sizeof names ? names[byte] : (char)byte;

  *to++ = '\\';
  if (name) {
    *to++ = name;
    return to;
  }
  memcpy(to, "u00", 3);
  to[3] = hex[byte >> 4];
  to[4] = hex[byte & 15];
  return to + 5;
}

/* The next bytes up to `end`, at most a word; spaces behind them. */
static inline guint64
next_word(const char *at, gsize count)
{
  if (G_LIKELY(count >= WORD))
    return word_load(at);
  return word_load_some(at, count) | WORD_EACH(' ') << 8 * count;
}

/* Writes what stands from `at` to `end` escaped to `to`, which has room for
 * six times as many bytes and a word.  The end. */
static char *
write_escaped(char *to, const char *at, const char *end)
{
  while (at < end) {
    const guint64 word = next_word(at, (gsize)(end - at));
    const guint64 found = word_escapes(word), bytes = GUINT64_TO_LE(word);
    const gsize count =
        found ? word_first(found) : MIN((gsize)(end - at), WORD);

    memcpy(to, &bytes, sizeof bytes);
    at += count;
    to += count;
    if (found)
      to = append_escaped(to, (guchar)*at++);
  }
  return to;
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

/* Is none of the bytes escaped?  As many as a run can be read behind them.
 * `*wide` is not 0 where some are not ASCII. */
static inline gboolean
is_plain(const char *at, gsize length, guint32 *wide)
{
  guint32 escapes = 0, mask = G_MAXUINT32;

  *wide = 0;
  for (gsize i = 0; i < length; i += WORD_RUN) {
    if (length - i < WORD_RUN)
      mask = (1u << (length - i)) - 1;
    escapes |= word_run_escapes(at + i) & mask;
    *wide |= word_run_wide(at + i) & mask;
  }
  return escapes == 0;
}

/* Most have nothing to be escaped and are looked at where they were copied to,
 * as there is room behind them. */
char *
append_short(char *at, const char *bytes, gsize length)
{
  char *start = at + 1, *end = start + length;
  guint32 wide;
  gsize bad;

  *at = '"';
  memcpy(start, bytes, length);
  if (!is_plain(start, length, &wide))
    end = write_escaped(start, bytes, bytes + length);
  if (wide && !utf8_check(start, (gsize)(end - start), &bad))
    end = mend(start, end);
  *end = '"';
  return end + 1;
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
    char *at = append_room(to, APPEND_SHORT_ROOM(length));

    append_done(to, append_short(at, bytes, length));
    return;
  }
  append_literal(to, "\"");
  while (bytes < end) {
    const char *stop = bytes + MIN(end - bytes, (gssize)APPEND_SHORT);
    char *at = append_room(to, APPEND_SHORT_ROOM(APPEND_SHORT));

    append_done(to, write_escaped(at, bytes, stop));
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
