/* SPDX-License-Identifier: Apache-2.0
 *
 * json.c - the strict reader of one line.
 */
#include "json.h"

#include "word.h"
#include <string.h>

void
json_start(JsonLine *json, char *bytes, gsize length)
{
  *json = (JsonLine){ .start = bytes, .at = bytes, .end = bytes + length };
}

static gboolean
fail(JsonLine *json, char *at, const char *fault)
{
  if (!json->fault) {
    json->fault = fault;
    json->fault_at = at;
  }
  return FALSE;
}

static void
skip_blanks(JsonLine *json)
{
  while (json->at < json->end
         && (*json->at == ' ' || *json->at == '\t' || *json->at == '\r'
             || *json->at == '\n'))
    json->at++;
}

static char
next_byte(JsonLine *json)
{
  skip_blanks(json);
  return json->at < json->end ? *json->at : '\0';
}

JsonKind
json_peek(JsonLine *json)
{
  if (json->fault)
    return JSON_BAD;
  switch (next_byte(json)) {
  case '{':
    return JSON_OBJECT;
  case '[':
    return JSON_ARRAY;
  case '"':
    return JSON_STRING;
  case 't':
    return JSON_TRUE;
  case 'f':
    return JSON_FALSE;
  case 'n':
    return JSON_NULL;
  default:
    if (json->at < json->end
        && (*json->at == '-' || g_ascii_isdigit(*json->at)))
      return JSON_NUMBER;
    fail(json, json->at, "expected a value");
    return JSON_BAD;
  }
}

gboolean
json_enter(JsonLine *json)
{
  JsonKind kind = json_peek(json);

  if (kind == JSON_BAD)
    return FALSE;
  if (kind != JSON_OBJECT && kind != JSON_ARRAY)
    return fail(json, json->at, "expected an object or an array");
  json->at++;
  return TRUE;
}

gboolean
json_more(JsonLine *json, char close, gboolean *first)
{
  char byte;

  if (json->fault)
    return FALSE;
  byte = next_byte(json);
  if (byte == close && json->at < json->end) {
    json->at++;
    return FALSE;
  }
  if (*first) {
    *first = FALSE;
    return TRUE;
  }
  if (byte != ',')
    return fail(json, json->at,
                close == '}' ? "expected \",\" or \"}\""
                             : "expected \",\" or \"]\"");
  json->at++;
  return TRUE;
}

gboolean
json_key(JsonLine *json, JsonText *key)
{
  if (json->fault)
    return FALSE;
  if (next_byte(json) != '"')
    return fail(json, json->at, "expected a member's name in double quotes");
  if (!json_string(json, key))
    return FALSE;
  if (next_byte(json) != ':')
    return fail(json, json->at, "expected \":\" after a member's name");
  json->at++;
  return TRUE;
}

/* The first byte from `at` that ends a plain stretch of a string: a quote mark,
 * a backslash or a control character. */
static char *
plain_end(char *at, const char *end)
{
  G_STATIC_ASSERT(JSON_PADDING >= WORD_RUN);
  guint32 found = 0;

  for (; at < end && !(found = word_run_escapes(at)); at += WORD_RUN)
    ;
  at += found ? __builtin_ctz(found) : 0;
  return at < end ? at : (char *)end;
}

/* The next stretch of a string ends there too; it begins at `at`. */
static inline char *
next_stop(JsonLine *json, char *at)
{
  JsonStops *noted = json->noted;

  if (json->known && json->stop < json->known->count)
    return json->start + json->known->at[json->stop++];
  at = plain_end(at, json->end);
  if (noted && noted->count < JSON_STOPS)
    noted->at[noted->count++] = (guint32)(at - json->start);
  return at;
}

/* One more than a hexadecimal digit's value; 0: it is none. */
static const guint8 hex_values[0x100] = {
  ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
  ['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
  ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16, ['A'] = 11, ['B'] = 12,
  ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16
};

/* The value of four hexadecimal digits, or -1. */
static int
hex4(const char *at, const char *end)
{
  int value = 0;

  if (end - at < 4)
    return -1;
  for (int i = 0; i < 4; i++) {
    int digit = hex_values[(guchar)at[i]];

    if (digit == 0)
      return -1;
    value = value * 16 + digit - 1;
  }
  return value;
}

/* The character of the \u escape at `*at` (on its backslash); moves past it. */
static gboolean
unicode_escape(JsonLine *json, char **at, const char *end, gunichar *character)
{
  int high = hex4(*at + 2, end), low;

  if (high < 0)
    return fail(json, *at, "\\u needs four hexadecimal digits");
  if (high == 0)
    return fail(json, *at, "\\u0000 cannot stand in a text");
  if (high < 0xD800 || high > 0xDFFF) {
    *character = (gunichar)high;
    *at += 6;
    return TRUE;
  }
  low = high < 0xDC00 && end - *at >= 12 && (*at)[6] == '\\' && (*at)[7] == 'u'
            ? hex4(*at + 8, end)
            : -1;
  if (low < 0xDC00 || low > 0xDFFF)
    return fail(json, *at, "half of a surrogate pair");
  *character =
      0x10000 + ((gunichar)(high - 0xD800) << 10) + (gunichar)(low - 0xDC00);
  *at += 12;
  return TRUE;
}

/* What a backslash and a letter stand for; 0: there is no such escape. */
static inline char
escape_value(char name)
{
  static const char values[0x80] = {
    ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
    ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t'
  };

  return name > 0 ? values[(guchar)name] : '\0';
}

/* Writes what the escape at `*at` stands for, and moves past it. */
static gboolean
unescape_one(JsonLine *json, char **at, const char *end, char **to)
{
  gunichar character;
  char value;

  if (end - *at < 2)
    return fail(json, *at, "a backslash ends the line");
  if ((*at)[1] == 'u') {
    if (!unicode_escape(json, at, end, &character))
      return FALSE;
    *to += g_unichar_to_utf8(character, *to);
    return TRUE;
  }
  if (!(value = escape_value((*at)[1])))
    return fail(json, *at, "no such escape in a string");
  *(*to)++ = value;
  *at += 2;
  return TRUE;
}

gssize
json_unescape(JsonLine *json, JsonText raw, char *to)
{
  char *at = raw.bytes, *stop, *start = to;
  const char *end = raw.bytes + raw.length;

  while (at < end) {
    stop = plain_end(at, end);
    memmove(to, at, (gsize)(stop - at));
    to += stop - at;
    at = stop;
    if (at < end && !unescape_one(json, &at, end, &to))
      return -1;
  }
  *to = '\0';
  return to - start;
}

/* Moves past the escape at `at`; NULL is a fault. */
static char *
skip_escape(JsonLine *json, char *at)
{
  gunichar character;
  char byte = at + 1 < json->end ? at[1] : '\0';

  if (byte == 'u')
    return unicode_escape(json, &at, json->end, &character) ? at : NULL;
  if (escape_value(byte))
    return at + 2;
  fail(json, at, "no such escape in a string");
  return NULL;
}

gboolean
json_raw_string(JsonLine *json, JsonText *raw)
{
  char *at;

  if (json_peek(json) != JSON_STRING)
    return fail(json, json->at, "expected a string");
  raw->bytes = at = json->at + 1;
  for (;;) {
    at = next_stop(json, at);
    if (at >= json->end)
      return fail(json, json->at, "a string has no closing quote mark");
    if (*at == '"')
      break;
    if (*at != '\\')
      return fail(json, at, "a control character must be escaped");
    if (!(at = skip_escape(json, at)))
      return FALSE;
  }
  raw->length = (gsize)(at - raw->bytes);
  json->at = at + 1;
  return TRUE;
}

gboolean
json_string(JsonLine *json, JsonText *text)
{
  char *at, *to, *stop;

  if (json_peek(json) != JSON_STRING)
    return fail(json, json->at, "expected a string");
  text->bytes = to = at = json->at + 1;
  for (;;) {
    stop = next_stop(json, at);
    if (to != at)
      memmove(to, at, (gsize)(stop - at));
    to += stop - at;
    at = stop;
    if (at >= json->end)
      return fail(json, json->at, "a string has no closing quote mark");
    if (*at == '"')
      break;
    if (*at != '\\')
      return fail(json, at, "a control character must be escaped");
    if (!unescape_one(json, &at, json->end, &to))
      return FALSE;
  }
  *to = '\0';
  text->length = (gsize)(to - text->bytes);
  json->at = at + 1;
  return TRUE;
}

static char *
digits(char *at, const char *end)
{
  while (at < end && g_ascii_isdigit(*at))
    at++;
  return at;
}

/* The end of the number at json->at, or NULL and a fault. */
static char *
number_end(JsonLine *json)
{
  char *at = json->at, *from;
  const char *end = json->end;

  at += *at == '-';
  from = at;
  at = digits(at, end);
  if (at == from || (*from == '0' && at - from > 1))
    goto bad;
  if (at < end && *at == '.') {
    from = ++at;
    at = digits(at, end);
    if (at == from)
      goto bad;
  }
  if (at < end && (*at == 'e' || *at == 'E')) {
    at++;
    at += at < end && (*at == '+' || *at == '-');
    from = at;
    at = digits(at, end);
    if (at == from)
      goto bad;
  }
  return at;
bad:
  fail(json, json->at, "not a JSON number");
  return NULL;
}

gboolean
json_number(JsonLine *json, JsonText *text)
{
  char *end;

  if (json_peek(json) != JSON_NUMBER)
    return fail(json, json->at, "expected a number");
  if (!(end = number_end(json)))
    return FALSE;
  /* One byte to the left, over the colon, comma, bracket or blank before it,
   * makes room for the NUL; a number that begins the line stays. */
  text->length = (gsize)(end - json->at);
  text->bytes = json->at > json->start ? json->at - 1 : json->at;
  if (json->at > json->start) {
    memmove(text->bytes, json->at, text->length);
    end[-1] = '\0';
  }
  json->at = end;
  return TRUE;
}

static gboolean
skip_word(JsonLine *json, const char *word)
{
  gsize length = strlen(word);

  if ((gsize)(json->end - json->at) < length
      || memcmp(json->at, word, length) != 0)
    return fail(json, json->at, "expected a value");
  json->at += length;
  return TRUE;
}

/* A value without members. */
static gboolean
skip_scalar(JsonLine *json, JsonKind kind)
{
  JsonText raw;
  char *end;

  switch (kind) {
  case JSON_STRING:
    return json_raw_string(json, &raw);
  case JSON_NUMBER:
    if (!(end = number_end(json)))
      return FALSE;
    json->at = end;
    return TRUE;
  case JSON_TRUE:
    return skip_word(json, "true");
  case JSON_FALSE:
    return skip_word(json, "false");
  default:
    return skip_word(json, "null");
  }
}

static gboolean
skip_key(JsonLine *json)
{
  JsonText raw;

  if (next_byte(json) != '"')
    return fail(json, json->at, "expected a member's name in double quotes");
  if (!json_raw_string(json, &raw))
    return FALSE;
  if (next_byte(json) != ':')
    return fail(json, json->at, "expected \":\" after a member's name");
  json->at++;
  return TRUE;
}

gboolean
json_skip(JsonLine *json)
{
  char close[JSON_DEPTH];
  guint depth = 0;
  gboolean first = FALSE;

  do {
    JsonKind kind = json_peek(json);

    if (kind == JSON_BAD)
      return FALSE;
    if (kind == JSON_OBJECT || kind == JSON_ARRAY) {
      if (depth == JSON_DEPTH)
        return fail(json, json->at, "nested more than 128 deep");
      close[depth++] = kind == JSON_OBJECT ? '}' : ']';
      json->at++;
      first = TRUE;
    } else if (!skip_scalar(json, kind)) {
      return FALSE;
    }
    while (depth > 0 && !json_more(json, close[depth - 1], &first)) {
      if (json->fault)
        return FALSE;
      depth--;
      first = FALSE;
    }
    if (depth > 0 && close[depth - 1] == '}' && !skip_key(json))
      return FALSE;
  } while (depth > 0);
  return TRUE;
}

gboolean
json_finish(JsonLine *json)
{
  if (json->fault)
    return FALSE;
  skip_blanks(json);
  return json->at == json->end
         || fail(json, json->at, "expected the end of the line");
}

gboolean
json_is(JsonText text, const char *word)
{
  return text.length == strlen(word)
         && memcmp(text.bytes, word, text.length) == 0;
}
