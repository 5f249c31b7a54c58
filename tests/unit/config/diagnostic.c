/* SPDX-License-Identifier: Apache-2.0
 *
 * The form of a message: head, source line, caret, notes; order and number;
 * JSON.
 */
#include "config/diagnostic.h"
#include "told.h"
#include <string.h>

static Place
place(guint line, guint column, guint end, const char *source)
{
  return (Place){ .file = "bad.ini",
                  .line = line,
                  .column = column,
                  .end_column = end,
                  .source = source };
}

static void
test_form(void **state)
{
  static const char *const names[] = { "units", "min-confidence", "currency",
                                       NULL };
  g_autoptr(Diagnostics) all = diagnostics_new();
  const Place at = place(7, 1, 9, "currancy = EUR");
  Diagnostic *diagnostic = diagnostics_add(
      all, DIAGNOSTIC_ERROR, "E204", &at,
      "unknown option \"%s\" in stage \"%s\"", "currancy", "numbers");

  (void)state;
  diagnostic_allowed(diagnostic, names, NULL);
  diagnostic_suggest(diagnostic, "currancy", names);
  assert_told(all, "bad.ini:7:1: error: unknown option \"currancy\" in stage "
                   "\"numbers\" [E204]\n"
                   "     7 | currancy = EUR\n"
                   "       | ^~~~~~~~\n"
                   "       = allowed: currency, min-confidence, units\n"
                   "       = did you mean \"currency\"?\n");
  assert_int_equal(diagnostics_errors(all), 1);
}

static void
test_places(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  const Place file = { .file = "bad.ini" };
  const Place argument = { .file = "-o a.b=c", .on_command_line = TRUE };

  (void)state;
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E801", NULL, "one");
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E502", &file, "two");
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E204", &argument, "three");
  diagnostics_add(all, DIAGNOSTIC_WARNING, "W202", &argument, "four");
  assert_told(all, "stemma: one [E801]\n"
                   "bad.ini: error: two [E502]\n"
                   "-o a.b=c: three [E204]\n"
                   "-o a.b=c: warning: four [W202]\n");
  assert_int_equal(diagnostics_errors(all), 3);
  assert_int_equal(diagnostics_warnings(all), 1);
}

/* The caret stands under the place although escapes and wide letters take
 * other columns than code points. */
static void
test_caret(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  const Place at = place(3, 5, 7, "\t日\x1b:ab\xE2\x80\xAE");

  (void)state;
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E1", &at, "found \"\x1b\"");
  assert_told(all, "bad.ini:3:5: error: found \"\\x1b\" [E1]\n"
                   "     3 | \\t日\\x1b:ab\\u202e\n"
                   "       |          ^~\n");
}

static void
test_long_line_is_cut(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autofree char *source = g_strnfill(5000, 'x');
  const Place at = place(1, 2500, 2501, source);
  char *text, *caret, *line;

  (void)state;
  source[2499] = 'Y';
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E1", &at, "found \"%s\"", source);
  text = told_as(all, DIAGNOSTICS_TEXT);
  assert_true(strlen(text) < 1500);
  line = strstr(text, "| ...");
  caret = strstr(text, "^\n");
  assert_non_null(line);
  assert_non_null(caret);
  assert_int_equal(line[caret - strchr(line, '\n') - 1 - 7], 'Y');
  g_free(text);
}

static void
test_order_and_number(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(GString) expected = g_string_new(NULL);
  guint i;

  (void)state;
  for (i = 25; i > 0; i--) {
    const Place at = place(i, 1, 2, NULL);

    diagnostics_add(all, DIAGNOSTIC_ERROR, "E1", &at, "line %u", i);
  }
  for (i = 1; i <= 20; i++)
    g_string_append_printf(expected, "bad.ini:%u:1: error: line %u [E1]\n", i,
                           i);
  g_string_append(expected, "and 5 more\n");
  assert_told(all, expected->str);
}

static void
test_many_names_are_not_listed(void **state)
{
  static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g",
                                       "h", "i", "j", "k", "l", "m", NULL };
  g_autoptr(Diagnostics) all = diagnostics_new();

  (void)state;
  diagnostic_allowed(diagnostics_add(all, DIAGNOSTIC_ERROR, "E1", NULL, "x"),
                     names, "stemma plugins info numbers");
  diagnostic_allowed(diagnostics_add(all, DIAGNOSTIC_ERROR, "E1", NULL, "x"),
                     names + 1, "stemma plugins info numbers");
  assert_told(all,
              "stemma: x [E1]\n"
              "       = stemma plugins info numbers lists what is allowed\n"
              "stemma: x [E1]\n"
              "       = allowed: b, c, d, e, f, g, h, i, j, k, l, m\n");
}

static void
test_json(void **state)
{
  static const char *const names[] = { "units", "currency", NULL };
  g_autoptr(Diagnostics) all = diagnostics_new();
  const Place at = place(7, 1, 9, "currancy = EUR");
  Diagnostic *diagnostic = diagnostics_add(all, DIAGNOSTIC_ERROR, "E204", &at,
                                           "unknown \"currancy\"");
  char *text;

  (void)state;
  diagnostic_hint(diagnostic, "one");
  diagnostic_allowed(diagnostic, names, NULL);
  diagnostic_hint(diagnostic, "two\t");
  diagnostic_suggest(diagnostic, "currancy", names);
  diagnostics_add(all, DIAGNOSTIC_WARNING, "W202", NULL, "unused");
  text = told_as(all, DIAGNOSTICS_JSON);
  assert_string_equal(
      text,
      "{\"code\":\"E204\",\"level\":\"error\",\"file\":\"bad.ini\",\"line\":7,"
      "\"column\":1,\"endColumn\":9,\"message\":\"unknown \\\"currancy\\\"\","
      "\"hints\":[\"one\",\"two\\u0009\"],"
      "\"allowed\":[\"currency\",\"units\"],\"suggestion\":\"currency\"}\n"
      "{\"code\":\"W202\",\"level\":\"warning\",\"message\":\"unused\"}\n");
  g_free(text);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_form),
    cmocka_unit_test(test_places),
    cmocka_unit_test(test_caret),
    cmocka_unit_test(test_long_line_is_cut),
    cmocka_unit_test(test_order_and_number),
    cmocka_unit_test(test_many_names_are_not_listed),
    cmocka_unit_test(test_json),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
