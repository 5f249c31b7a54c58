/* SPDX-License-Identifier: Apache-2.0 */
#include "lines.h"

#include <math.h>
#include <string.h>

static bool
is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static Piece
trimmed(const char *begin, const char *end)
{
  while (begin < end && is_blank(*begin))
    begin++;
  while (end > begin && is_blank(end[-1]))
    end--;
  return (Piece){ begin, (uint32_t)(end - begin) };
}

Lines
lines_start(const char *bytes, size_t length)
{
  return (Lines){ .next = bytes, .end = bytes + length };
}

static void
split(Lines *lines, Piece line)
{
  const char *at = line.bytes, *end = line.bytes + line.length;

  lines->fields = 0;
  for (;;) {
    const char *tab = memchr(at, '\t', (size_t)(end - at));

    if (!tab || lines->fields == LINES_FIELDS - 1)
      tab = end;
    lines->field[lines->fields++] = trimmed(at, tab);
    if (tab == end)
      return;
    at = tab + 1;
  }
}

bool
lines_next(Lines *lines)
{
  while (lines->next < lines->end) {
    const char *begin = lines->next;
    const char *stop = memchr(begin, '\n', (size_t)(lines->end - begin));
    Piece line;

    if (!stop)
      stop = lines->end;
    lines->next = stop < lines->end ? stop + 1 : stop;
    lines->number++;
    line = trimmed(begin, stop);
    if (!line.length || line.bytes[0] == '#')
      continue;
    split(lines, line);
    return true;
  }
  return false;
}

Piece
lines_field(const Lines *lines, uint32_t i)
{
  return i < lines->fields ? lines->field[i] : (Piece){ "", 0 };
}

bool
piece_is(Piece piece, const char *text)
{
  return strlen(text) == piece.length
         && memcmp(piece.bytes, text, piece.length) == 0;
}

bool
piece_cut(Piece *rest, char mark, Piece *part)
{
  const char *end = rest->bytes + rest->length;
  const char *at;

  if (!rest->length)
    return false;
  at = memchr(rest->bytes, mark, rest->length);
  if (!at) {
    *part = trimmed(rest->bytes, end);
    *rest = (Piece){ end, 0 };
    return true;
  }
  *part = trimmed(rest->bytes, at);
  *rest = (Piece){ at + 1, (uint32_t)(end - at - 1) };
  return true;
}

/* Digits from `at` on, appended to *value; returns how many there are. */
static uint32_t
digits(Piece piece, uint32_t at, double *value)
{
  uint32_t n = 0;

  for (; at + n < piece.length; n++) {
    char c = piece.bytes[at + n];

    if (c < '0' || c > '9')
      break;
    *value = *value * 10 + (c - '0');
  }
  return n;
}

static bool
sign(Piece piece, uint32_t *at)
{
  bool minus = *at < piece.length && piece.bytes[*at] == '-';

  if (minus || (*at < piece.length && piece.bytes[*at] == '+'))
    (*at)++;
  return minus;
}

bool
piece_number(Piece piece, double *number)
{
  uint32_t at = 0, whole, decimals = 0;
  bool minus = sign(piece, &at);
  double value = 0, exponent = 0;

  whole = digits(piece, at, &value);
  at += whole;
  if (at < piece.length && piece.bytes[at] == '.') {
    decimals = digits(piece, at + 1, &value);
    at += 1 + decimals;
  }
  if (!whole && !decimals)
    return false;
  if (at < piece.length && (piece.bytes[at] == 'e' || piece.bytes[at] == 'E')) {
    uint32_t n;
    bool down;

    at++;
    down = sign(piece, &at);
    n = digits(piece, at, &exponent);
    if (!n)
      return false;
    at += n;
    exponent = down ? -exponent : exponent;
  }
  exponent -= decimals;
  /* Dividing by a power of ten is exact where multiplying is not. */
  value = exponent < 0 ? value / pow(10, -exponent) : value * pow(10, exponent);
  *number = minus ? -value : value;
  return at == piece.length && isfinite(value);
}
