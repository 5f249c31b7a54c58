/* SPDX-License-Identifier: Apache-2.0
 *
 * append.c - JSON strings: every escape, at every place, and bad bytes.
 */
#include "output/rows/append.h"

#include "../unit.h"
#include <json-glib/json-glib.h>

static void
expect(const char *bytes, gsize length, const char *expected)
{
  g_autoptr(GString) to = g_string_new("x");

  append_string(to, bytes, length);
  assert_string_equal(to->str, expected);
  assert_int_equal(to->len, strlen(expected));
}

static void
test_escapes(void **state)
{
  (void)state;
  expect("", 0, "x\"\"");
  expect("a\"b\\c/\n\r\t\b\f", 11, "x\"a\\\"b\\\\c/\\n\\r\\t\\b\\f\"");
  expect("\0\x01\x1f\x7f", 4, "x\"\\u0000\\u0001\\u001f\x7f\"");
  expect("é😀", 6, "x\"é😀\"");
}

static void
test_bad_bytes(void **state)
{
  (void)state;
  expect("a\xE9z", 3, "x\"a\xEF\xBF\xBDz\"");
  expect("\xE2\x82\n", 3, "x\"\xEF\xBF\xBD\xEF\xBF\xBD\\n\"");
}

/* What json-glib reads back is what was written, whatever the length. */
static void
test_every_place(void **state)
{
  (void)state;
  for (guint length = 1; length < 30; length++)
    for (guint at = 0; at < length; at++) {
      g_autoptr(GString) to = g_string_new("[");
      g_autoptr(JsonParser) parser = json_parser_new();
      g_autofree char *text = g_strnfill(length, 'y');

      text[at] = "\"\\\n\x02"[(length + at) % 4];
      append_text(to, text);
      append_literal(to, "]");
      assert_true(
          json_parser_load_from_data(parser, to->str, (gssize)to->len, NULL));
      assert_string_equal(
          json_array_get_string_element(
              json_node_get_array(json_parser_get_root(parser)), 0),
          text);
    }
}

/* Long strings go in pieces: a cut through a character or an escape is not
 * seen, and bad bytes are mended. */
static void
test_long(void **state)
{
  (void)state;
  for (guint shift = 0; shift < 4; shift++) {
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) to = g_string_new("[");
    g_autoptr(JsonParser) parser = json_parser_new();

    for (guint i = 0; i < shift; i++)
      g_string_append_c(text, 'x');
    for (guint i = 0; i < 2000; i++)
      g_string_append(text, i % 5 ? "中" : "\"\n");
    append_string(to, text->str, text->len);
    append_literal(to, "]");
    assert_true(
        json_parser_load_from_data(parser, to->str, (gssize)to->len, NULL));
    assert_string_equal(
        json_array_get_string_element(
            json_node_get_array(json_parser_get_root(parser)), 0),
        text->str);
    text->str[1500] = '\xFF';
    g_string_truncate(to, 0);
    append_string(to, text->str, text->len);
    assert_true(g_utf8_validate(to->str, (gssize)to->len, NULL));
  }
}

static void
test_growing(void **state)
{
  g_autoptr(GString) to = g_string_new(NULL);

  (void)state;
  for (guint i = 0; i < 10000; i++) {
    append_u64(to, i % 10);
    append_bool(to, FALSE);
    g_string_truncate(to, to->len - 5);
  }
  assert_int_equal(to->len, 10000);
  assert_string_equal(to->str + 9990, "0123456789");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_escapes),     cmocka_unit_test(test_bad_bytes),
    cmocka_unit_test(test_every_place), cmocka_unit_test(test_long),
    cmocka_unit_test(test_growing),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
