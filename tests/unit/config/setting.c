/* SPDX-License-Identifier: Apache-2.0
 *
 * Variables, lists and paths of one value.
 */
#include "config/setting.h"
#include "told.h"

static Setting *
made(const char *raw)
{
  Setting *setting = setting_new("key", raw);

  setting->key_place = (Place){ .file = "conf/f", .line = 2, .column = 1 };
  setting->value_place = (Place){ .file = "conf/f", .line = 2, .column = 7 };
  return setting;
}

static void
test_variables(void **state)
{
  static const struct {
    const char *raw;
    const char *value;
  } cases[] = {
    { "plain", "plain" },
    { "${STEMMA_T}/x", "a,b/x" },
    { "x${STEMMA_T:-y}", "xa,b" },
    { "${STEMMA_UNSET:-/opt/acme}/p", "/opt/acme/p" },
    { "${STEMMA_UNSET:-}", "" },
    { "${STEMMA_EMPTY:-full}", "full" },
    { "${STEMMA_EMPTY}", "" },
    { "$${STEMMA_T}", "${STEMMA_T}" },
    { "5$ and $x", "5$ and $x" },
    { "$$$", "$$" },
  };

  (void)state;
  g_setenv("STEMMA_T", "a,b", TRUE);
  g_setenv("STEMMA_EMPTY", "", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Diagnostics) all = diagnostics_new();
    g_autoptr(Setting) setting = made(cases[i].raw);

    setting_expand(setting, all);
    assert_string_equal(setting->value, cases[i].value);
    assert_told(all, "");
  }
}

static void
test_bad_variables(void **state)
{
  static const struct {
    const char *raw;
    const char *told;
  } cases[] = {
    { "a/${STEMMA_UNSET}",
      "conf/f:2:9: error: the environment variable \"STEMMA_UNSET\" is not set "
      "[E501]\n"
      "       = set it, or write ${STEMMA_UNSET:-default}\n" },
    { "${STEMMA_UNSET",
      "conf/f:2:7: error: \"${STEMMA_UNSET\" has no closing \"}\" [E501]\n" },
    { "${}", "conf/f:2:7: error: \"${}\" does not name a variable [E501]\n"
             "       = write ${NAME} or ${NAME:-default}, and $$ for a $\n" },
    { "${A B}x", "conf/f:2:7: error: \"${A B}\" does not name a variable "
                 "[E501]\n"
                 "       = write ${NAME} or ${NAME:-default}, and $$ for a "
                 "$\n" },
    { "${STEMMA_LATIN}",
      "conf/f:2:7: error: the environment variable \"STEMMA_LATIN\" is not "
      "valid UTF-8 [E501]\n" },
  };

  (void)state;
  g_setenv("STEMMA_LATIN", "\xE9", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Diagnostics) all = diagnostics_new();
    g_autoptr(Setting) setting = made(cases[i].raw);

    setting_expand(setting, all);
    assert_told(all, cases[i].told);
  }
}

static void
assert_items(const char *raw, const char *joined)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Setting) setting = made(raw);
  g_autoptr(GPtrArray) items = setting_items(setting, all);
  g_autoptr(GString) text = g_string_new(NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf(text, "%s@%u|", ((Item *)items->pdata[i])->text,
                           ((Item *)items->pdata[i])->place.column);
  assert_string_equal(text->str, joined);
  assert_told(all, "");
}

static void
test_lists(void **state)
{
  (void)state;
  assert_items("", "");
  assert_items("one", "one@7|");
  assert_items("one,two", "one@7|two@11|");
  assert_items("ä , b", "ä@7|b@11|");
  assert_items("a\\,b, c", "a,b@7|c@13|");
  /* A variable adds no item. */
  g_setenv("STEMMA_T", "a,b", TRUE);
  assert_items("${STEMMA_T}, c", "a,b@7|c@20|");
}

static void
test_empty_items(void **state)
{
  static const struct {
    const char *raw;
    guint column;
  } cases[] = { { "a,,b", 9 }, { ",a", 7 }, { "a,", 9 }, { "a, ,b", 10 } };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Diagnostics) all = diagnostics_new();
    g_autoptr(Setting) setting = made(cases[i].raw);
    g_autoptr(GPtrArray) items = setting_items(setting, all);
    g_autofree char *expected = g_strdup_printf(
        "conf/f:2:%u: error: \"key\" has an empty item [E108]\n",
        cases[i].column);

    assert_non_null(items);
    assert_told(all, expected);
  }
}

static void
test_paths(void **state)
{
  g_autoptr(Setting) in_file = made("x");
  g_autoptr(Setting) beside = made("x");
  g_autoptr(Setting) argument = made("x");
  g_autofree char *one = setting_resolve(in_file, "a/b.ini");
  g_autofree char *two = setting_resolve(in_file, "/a/b.ini");
  g_autofree char *three = NULL, *four = NULL;

  (void)state;
  beside->value_place.file = "f.ini";
  three = setting_resolve(beside, "a");
  argument->value_place.file = "-o a/b.c=d";
  argument->value_place.on_command_line = TRUE;
  four = setting_resolve(argument, "a");
  assert_string_equal(one, "conf/a/b.ini");
  assert_string_equal(two, "/a/b.ini");
  assert_string_equal(three, "a");
  assert_string_equal(four, "a");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_variables), cmocka_unit_test(test_bad_variables),
    cmocka_unit_test(test_lists),     cmocka_unit_test(test_empty_items),
    cmocka_unit_test(test_paths),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
