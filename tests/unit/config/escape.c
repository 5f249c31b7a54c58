/* SPDX-License-Identifier: Apache-2.0
 *
 * No byte of a hostile text reaches a terminal as a control.
 */
#include "config/escape.h"
#include "told.h"
#include <string.h>

static void
assert_escaped(const char *text, guint limit, const char *expected)
{
  g_autoptr(GString) to = g_string_new(NULL);

  escape_append(to, text, limit);
  assert_string_equal(to->str, expected);
}

static void
test_escapes(void **state)
{
  (void)state;
  assert_escaped("plain, naïve 日本", 0, "plain, naïve 日本");
  assert_escaped("a\tb\nc\rd", 0, "a\\tb\\nc\\rd");
  assert_escaped("\x1b[31mred\x7f", 0, "\\x1b[31mred\\x7f");
  assert_escaped("\xC2\x9B", 0, "\\x9b"); /* C1 */
  assert_escaped("a\xE2\x80\xAE"
                 "b",
                 0, "a\\u202eb"); /* right-to-left */
  assert_escaped("caf\xE9!", 0, "caf\\xe9!");
  assert_escaped("\xE2\x80", 0, "\\xe2\\x80");
}

static void
test_limit(void **state)
{
  (void)state;
  assert_escaped("abcdefghi", 9, "abcdefghi");
  assert_escaped("abcdefghij", 9, "abcdef...hij");
  assert_escaped("ääääääääää", 9, "ääääää...äää");
}

static void
test_columns(void **state)
{
  static const struct {
    const char *text;
    guint columns;
  } cases[] = {
    { "a", 1 }, { "日", 2 }, { "\t", 2 }, { "\x1b", 4 }, { "\xCC\x81", 0 }
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GString) to = g_string_new(NULL);
    guint columns;
    gsize taken = escape_next(to, cases[i].text, &columns);

    assert_int_equal(taken, strlen(cases[i].text));
    assert_int_equal(columns, cases[i].columns);
  }
}

static void
test_json(void **state)
{
  g_autoptr(GString) to = g_string_new(NULL);

  (void)state;
  escape_json(to, "a\"b\\c\t\x1b é \xE2\x80\xAE \xFF \xF3\xA0\x81\x81");
  assert_string_equal(to->str, "\"a\\\"b\\\\c\\u0009\\u001b é \\u202e \\ufffd "
                               "\\udb40\\udc41\"");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_escapes),
    cmocka_unit_test(test_limit),
    cmocka_unit_test(test_columns),
    cmocka_unit_test(test_json),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
