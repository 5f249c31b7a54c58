/* SPDX-License-Identifier: Apache-2.0
 *
 * json.c - the reader of one line: what it takes, what it refuses and where.
 */
#include "corpus/json.h"

#include "../unit.h"
#include <string.h>

/* A line with room behind it. */
static char *
padded(const char *bytes, gsize length)
{
  char *copy = g_malloc0(length + 1 + JSON_PADDING);

  memcpy(copy, bytes, length);
  return copy;
}

typedef struct {
  const char *line;
  const char *fault; /* NULL: good */
  int at;
} Case;

static const Case cases[] = {
  { "null", NULL, 0 },
  { " { } ", NULL, 0 },
  { "[]", NULL, 0 },
  { "[1, -2.5e+3, 0, -0, \"a\", true, false, null, {\"b\": [[]]}]", NULL, 0 },
  { "12345678901234567890123", NULL, 0 },
  { "1e999", NULL, 0 },
  { "\"\\ud83d\\ude00 \\u00e9 \\\" \\\\ \\/ \\b\\f\\n\\r\\t\"", NULL, 0 },
  { "{\"a\":1,\"a\":2}\r", NULL, 0 },
  { "", "expected a value", 0 },
  { "  ", "expected a value", 2 },
  { "nul", "expected a value", 0 },
  { "nulll", "expected the end of the line", 4 },
  { "{} {}", "expected the end of the line", 3 },
  { "[1,]", "expected a value", 3 },
  { "[1 2]", "expected \",\" or \"]\"", 3 },
  { "[1}", "expected \",\" or \"]\"", 2 },
  { "{\"a\":1,}", "expected a member's name in double quotes", 7 },
  { "{a:1}", "expected a member's name in double quotes", 1 },
  { "{\"a\" 1}", "expected \":\" after a member's name", 5 },
  { "{\"a\":}", "expected a value", 5 },
  { "{\"a\":1", "expected \",\" or \"}\"", 6 },
  { "01", "not a JSON number", 0 },
  { "-", "not a JSON number", 0 },
  { "1.", "not a JSON number", 0 },
  { "1e", "not a JSON number", 0 },
  { ".5", "expected a value", 0 },
  { "+1", "expected a value", 0 },
  { "NaN", "expected a value", 0 },
  { "'a'", "expected a value", 0 },
  { "\"a", "a string has no closing quote mark", 0 },
  { "\"a\\", "no such escape in a string", 2 },
  { "\"a\\x\"", "no such escape in a string", 2 },
  { "\"a\tb\"", "a control character must be escaped", 2 },
  { "\"\\u12g4\"", "\\u needs four hexadecimal digits", 1 },
  { "\"\\u12\"", "\\u needs four hexadecimal digits", 1 },
  { "\"\\u0000\"", "\\u0000 cannot stand in a text", 1 },
  { "\"\\ud800\"", "half of a surrogate pair", 1 },
  { "\"\\ud800x\"", "half of a surrogate pair", 1 },
  { "\"\\ud800\\ud800\"", "half of a surrogate pair", 1 },
  { "\"\\udc00\"", "half of a surrogate pair", 1 },
};

static void
check_fault(const JsonLine *json, const Case *the)
{
  if (!the->fault) {
    assert_null(json->fault);
    return;
  }
  assert_non_null(json->fault);
  assert_string_equal(json->fault, the->fault);
  assert_int_equal(json->fault_at - json->start, the->at);
}

static void
test_skip(void **state)
{
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    gsize length = strlen(cases[i].line);
    g_autofree char *line = padded(cases[i].line, length);
    JsonLine json;

    json_start(&json, line, length);
    if (json_skip(&json))
      json_finish(&json);
    check_fault(&json, &cases[i]);
    assert_string_equal(line, cases[i].line);
  }
}

static void
test_nul_outside(void **state)
{
  g_autofree char *line = padded("[\0]", 3);
  JsonLine json;

  (void)state;
  json_start(&json, line, 3);
  assert_false(json_skip(&json));
  assert_int_equal(json.fault_at - json.start, 1);
}

static gboolean
skip_nested(gsize depth, char open, char close)
{
  g_autofree char *line = g_malloc0(depth * 2 + 1 + JSON_PADDING);
  JsonLine json;

  memset(line, open, depth);
  memset(line + depth, close, depth);
  json_start(&json, line, depth * 2);
  return json_skip(&json) && json_finish(&json);
}

static void
test_depth(void **state)
{
  (void)state;
  assert_true(skip_nested(JSON_DEPTH, '[', ']'));
  assert_false(skip_nested(JSON_DEPTH + 1, '[', ']'));
  assert_false(skip_nested(100000, '[', ']'));
  assert_false(skip_nested(100000, '{', '}'));
}

/* Every length and place around the bytes that are looked at together.
 */
static void
test_strings_of_all_lengths(void **state)
{
  (void)state;
  for (gsize length = 0; length < 80; length++)
    for (gsize at = 0; at < length; at++) {
      g_autofree char *line = g_malloc0(length + 3 + JSON_PADDING + 1);
      JsonText text;
      JsonLine json;

      memset(line, 'x', length + 3);
      line[0] = line[length + 2] = '"';
      memcpy(line + 1 + at, "\\n", 2);
      json_start(&json, line, length + 3);
      assert_true(json_string(&json, &text));
      assert_true(json_finish(&json));
      assert_int_equal(text.length, length);
      assert_int_equal(text.bytes[at], '\n');
      assert_int_equal(text.bytes[length], '\0');
      assert_int_equal(strspn(text.bytes, "x\n"), length);
    }
}

static void
test_string_unescapes(void **state)
{
  g_autofree char *line = padded("\"\\u00e9\\ud83d\\ude00\\u4e2d\\t.\"", 30);
  JsonText text;
  JsonLine json;

  (void)state;
  json_start(&json, line, strlen(line));
  assert_true(json_string(&json, &text));
  assert_string_equal(text.bytes, "é😀中\t.");
  assert_int_equal(text.length, strlen("é😀中\t."));
}

/* Items with an escape each, an escaped name and a nested value beside them. */
static char *
line_of_many(guint count, gsize *length)
{
  GString *line = g_string_new("{\"\\u0061b\":[\"plain\",{\"c\":\"\\\\\"}]");

  for (guint i = 0; i < count; i++)
    g_string_append_printf(line, ",\"%u\":\"x%u\\ny\\ud83d\\ude00\"", i, i);
  g_string_append_c(line, '}');
  *length = line->len;
  g_string_set_size(line, line->len + JSON_PADDING);
  memset(line->str + *length, 0, JSON_PADDING);
  return g_string_free(line, FALSE);
}

/* All names and strings of the line, one after the other. */
static char *
read_members(JsonLine *json)
{
  GString *all = g_string_new(NULL);
  gboolean first = TRUE;
  JsonText text;

  json_enter(json);
  while (json_more(json, '}', &first)) {
    assert_true(json_key(json, &text));
    g_string_append_len(all, text.bytes, (gssize)text.length);
    if (json_peek(json) == JSON_ARRAY)
      assert_true(json_skip(json));
    else if (json_string(json, &text))
      g_string_append_len(all, text.bytes, (gssize)text.length);
  }
  assert_true(json_finish(json));
  return g_string_free(all, FALSE);
}

/* As read without, whether there is room for all stops or not. */
static void
test_second_reading_knows_stops(void **state)
{
  static const guint counts[] = { 0, 3, JSON_STOPS / 5, JSON_STOPS };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
    gsize length;
    g_autofree char *line = line_of_many(counts[i], &length);
    g_autofree char *copy = g_memdup2(line, length + JSON_PADDING);
    g_autofree char *plain = NULL, *known = NULL;
    JsonStops stops = { .count = 0 };
    JsonLine json;

    json_start(&json, line, length);
    json.noted = &stops;
    assert_true(json_skip(&json));
    assert_true(stops.count > 0 && stops.count <= JSON_STOPS);
    json_start(&json, line, length);
    json.known = &stops;
    known = read_members(&json);
    json_start(&json, copy, length);
    plain = read_members(&json);
    assert_string_equal(known, plain);
  }
}

static void
test_numbers_end_with_nul(void **state)
{
  g_autofree char *line = padded("[12345678901234567890,-1e999]", 29);
  gboolean first = TRUE;
  JsonText text;
  JsonLine json;

  (void)state;
  json_start(&json, line, 29);
  assert_true(json_enter(&json));
  assert_true(json_more(&json, ']', &first));
  assert_true(json_number(&json, &text));
  assert_string_equal(text.bytes, "12345678901234567890");
  assert_true(json_more(&json, ']', &first));
  assert_true(json_number(&json, &text));
  assert_string_equal(text.bytes, "-1e999");
  assert_false(json_more(&json, ']', &first));
  assert_true(json_finish(&json));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_skip),
    cmocka_unit_test(test_nul_outside),
    cmocka_unit_test(test_depth),
    cmocka_unit_test(test_strings_of_all_lengths),
    cmocka_unit_test(test_string_unescapes),
    cmocka_unit_test(test_second_reading_knows_stops),
    cmocka_unit_test(test_numbers_end_with_nul),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
