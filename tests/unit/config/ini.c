/* SPDX-License-Identifier: Apache-2.0
 *
 * The grammar: what is read, where it stood, and what is said of mistakes.
 */
#include "config/ini.h"
#include "told.h"
#include <string.h>

static Ini *
parse(const char *text, Diagnostics *all)
{
  return ini_parse("f", text, strlen(text), all);
}

static const Setting *
setting(const Ini *ini, const char *section, const char *key)
{
  return ini_setting(ini_section(ini, section), key);
}

static void
assert_value(const Ini *ini, const char *section, const char *key,
             const char *value)
{
  const Setting *found = setting(ini, section, key);

  assert_non_null(found);
  assert_string_equal(found->value, value);
}

static void
test_reads(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Ini) ini = parse("\xEF\xBB\xBF# comment\r\n"
                             "  ; another = one\n"
                             "\n"
                             "[pipeline]\r\n"
                             "stages=a, b\r\n"
                             "  report  =  html:r.html  \n"
                             "empty =\n"
                             "[a]\n"
                             "pattern = \\d+\\s=x # not a comment\n"
                             "reads.sentiment_word = b\n"
                             "quotes.unattributed.count = > 5",
                             all);

  (void)state;
  assert_told(all, "");
  assert_int_equal(ini->sections->len, 2);
  assert_value(ini, "pipeline", "stages", "a, b");
  assert_value(ini, "pipeline", "report", "html:r.html");
  assert_value(ini, "pipeline", "empty", "");
  assert_value(ini, "a", "pattern", "\\d+\\s=x # not a comment");
  assert_value(ini, "a", "reads.sentiment_word", "b");
  assert_value(ini, "a", "quotes.unattributed.count", "> 5");
  assert_null(setting(ini, "a", "another"));
}

static void
assert_place(const Place *place, guint line, guint column, guint end,
             const char *source)
{
  assert_string_equal(place->file, "f");
  assert_int_equal(place->line, line);
  assert_int_equal(place->column, column);
  assert_int_equal(place->end_column, end);
  assert_string_equal(place->source, source);
}

static void
test_places(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Ini) ini = parse("[one]\r\n\tkey = \"日本\", x \r\n", all);
  const Setting *found = setting(ini, "one", "key");
  Place item = setting_place(found, strlen("\"日本\", "), 1);

  (void)state;
  assert_place(&ini_section(ini, "one")->place, 1, 2, 5, "[one]");
  assert_place(&found->key_place, 2, 2, 5, "\tkey = \"日本\", x ");
  assert_place(&found->value_place, 2, 8, 15, "\tkey = \"日本\", x ");
  assert_place(&item, 2, 14, 15, "\tkey = \"日本\", x ");
}

static void
test_joined_lines(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Ini) ini = parse("[a]\n"
                             "stages = one, \\\n"
                             "   two, \\  \n"
                             "\tthree\n"
                             "next = x\\\n"
                             "\n"
                             "last = y \\",
                             all);
  const Setting *found = setting(ini, "a", "stages");
  Place two = setting_place(found, strlen("one, "), 3);
  Place three = setting_place(found, strlen("one, two, "), 5);
  Place one = setting_place(found, 0, 3);

  (void)state;
  assert_told(all, "");
  assert_value(ini, "a", "stages", "one, two, three");
  assert_value(ini, "a", "next", "x");
  assert_value(ini, "a", "last", "y");
  assert_place(&one, 2, 10, 13, "stages = one, \\");
  assert_place(&two, 3, 4, 7, "   two, \\  ");
  assert_place(&three, 4, 2, 7, "\tthree");
}

static void
test_empty_files(void **state)
{
  static const char *const texts[] = { "", "\n", "\xEF\xBB\xBF", "# c",
                                       "\r\n \t\n" };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(Diagnostics) all = diagnostics_new();
    g_autoptr(Ini) ini = parse(texts[i], all);

    assert_told(all, "");
    assert_int_equal(ini->sections->len, 0);
  }
}

typedef struct {
  const char *text;
  const char *told;
} Mistake;

static const Mistake mistakes[] = {
  { "[a\n", "f:1:1: error: section name has no closing \"]\" [E101]\n"
            "     1 | [a\n"
            "       | ^~\n"
            "       = write [a]\n" },
  { "k = 1\nl = 2\n",
    "f:1:1: error: option \"k\" stands before the first section [E102]\n"
    "     1 | k = 1\n"
    "       | ^\n"
    "       = put [pipeline] above it\n" },
  { "[a]\ncurrency EUR\n",
    "f:2:1: error: expected \"key = value\", found \"currency EUR\" [E103]\n"
    "     2 | currency EUR\n"
    "       | ^~~~~~~~~~~~\n"
    "       = did you mean \"currency = EUR\"?\n" },
  { "[a]\nk: v\n",
    "f:2:1: error: expected \"key = value\", found \"k: v\" [E103]\n"
    "     2 | k: v\n"
    "       | ^~~~\n"
    "       = did you mean \"k = v\"?\n" },
  { "[a]\n= v\n", "f:2:1: error: expected \"key = value\", found \"= v\" "
                  "[E103]\n"
                  "     2 | = v\n"
                  "       | ^~~\n" },
  { "[a] # c\n",
    "f:1:5: error: expected nothing after \"[a]\", found \"# c\" [E103]\n"
    "     1 | [a] # c\n"
    "       |     ^~~\n"
    "       = a comment needs a line of its own\n" },
  { "[a]\nk = 1\n[b]\n[a]\nk = 2\n",
    "f:4:2: error: section [a] is already defined at line 1 [E104]\n"
    "     4 | [a]\n"
    "       |  ^\n" },
  { "[a]\nk = 1\n  k = 2\n",
    "f:3:3: error: option \"k\" is already set at line 2 (to \"1\") [E105]\n"
    "     3 |   k = 2\n"
    "       |   ^\n" },
  { "[a]\nk = caf\xE9\nl = \xE8\n",
    "f:2:8: error: byte 0xE9 is not valid UTF-8 [E106]\n"
    "     2 | k = caf\\xe9\n"
    "       |        ^~~~\n"
    "       = save the file as UTF-8 (it looks like ISO-8859-1)\n" },
  { "[a]\nk = \x93x\x94\n",
    "f:2:5: error: byte 0x93 is not valid UTF-8 [E106]\n"
    "     2 | k = \\x93x\\x94\n"
    "       |     ^~~~\n"
    "       = save the file as UTF-8 (it looks like Windows-1252)\n" },
  { "\xFF\xFE[", "f:1:1: error: the file is UTF-16, and must be UTF-8 [E107]\n"
                 "       = convert it: iconv -f UTF-16 -t UTF-8\n" },
  { "[Numbers]\n",
    "f:1:2: error: section name \"Numbers\" cannot begin with \"N\" [E109]\n"
    "     1 | [Numbers]\n"
    "       |  ^~~~~~~\n"
    "       = names have a-z, 0-9 and \"-\", and begin with a letter\n"
    "       = did you mean \"numbers\"?\n" },
  { "[a]\nmin_words = 1\n",
    "f:2:1: error: option name \"min_words\" cannot have \"_\" [E109]\n"
    "     2 | min_words = 1\n"
    "       | ^~~~~~~~~\n"
    "       = names have a-z, 0-9 and \"-\", and begin with a letter\n"
    "       = did you mean \"min-words\"?\n" },
  { "[a]\nn[de] = 1\n",
    "f:2:1: error: option name \"n[de]\" cannot have \"[\" [E109]\n"
    "     2 | n[de] = 1\n"
    "       | ^~~~~\n"
    "       = names have a-z, 0-9 and \"-\", and begin with a letter\n" },
  { "[]\n", "f:1:2: error: section name \"\" has an empty part [E109]\n"
            "     1 | []\n"
            "       |  ^\n" },
  { "[a]\nreads..x = 1\n",
    "f:2:1: error: option name \"reads..x\" has an empty part [E109]\n"
    "     2 | reads..x = 1\n"
    "       | ^~~~~~~~\n" },
};

static void
test_mistakes(void **state)
{
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(mistakes); i++) {
    g_autoptr(Diagnostics) all = diagnostics_new();
    g_autoptr(Ini) ini = parse(mistakes[i].text, all);

    assert_non_null(ini);
    assert_told(all, mistakes[i].told);
  }
}

static void
test_nul(void **state)
{
  static const char text[] = "[a]\nk = x\0y\nl = \0\n";
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Ini) ini = ini_parse("f", text, sizeof text - 1, all);
  g_autofree char *json = NULL;

  (void)state;
  assert_told(all, "f:2:6: error: a NUL byte cannot stand in a pipeline file "
                   "[E110]\n"
                   "     2 | k = x\n"
                   "       |      ^\n");
  assert_value(ini, "a", "k", "x?y");
  json = told_as(all, DIAGNOSTICS_JSON);
  assert_non_null(strstr(json, "\"column\":6,\"endColumn\":7,"));
}

static void
test_utf16_without_mark(void **state)
{
  static const char text[] = "[\0a\0]\0\n";
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Ini) ini = ini_parse("f", text, sizeof text, all);

  (void)state;
  assert_int_equal(ini->sections->len, 0);
  assert_told(all, "f:1:1: error: the file is UTF-16, and must be UTF-8 "
                   "[E107]\n"
                   "       = convert it: iconv -f UTF-16 -t UTF-8\n");
}

static void
test_long_name(void **state)
{
  g_autofree char *name = g_strnfill(64, 'n');
  g_autofree char *text = g_strdup_printf("[%s]\n[%s]\n", name, name + 1);
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Ini) ini = parse(text, all);

  (void)state;
  assert_non_null(ini_section(ini, name + 1));
  assert_int_equal(diagnostics_errors(all), 1);
}

/* After "[Numbers]" its options are still checked, as those of [numbers]. */
static void
test_goes_on_after_a_mistake(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Ini) ini = parse("[Quote_Diff]\nk = 1\nk = 2\n", all);

  (void)state;
  assert_value(ini, "quote-diff", "k", "1");
  assert_int_equal(diagnostics_errors(all), 2);
}

static void
test_unreadable(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(GError) none = NULL;
  g_autoptr(GError) folder = NULL;
  g_autoptr(GError) endless = NULL;

  (void)state;
  assert_null(ini_read("/nowhere/at-all.ini", all, &none));
  assert_string_equal(none->message, "No such file or directory");
  assert_null(ini_read("/", all, &folder));
  assert_string_equal(folder->message, "Is a directory");
  assert_null(ini_read("/dev/zero", all, &endless));
  assert_string_equal(endless->message, "more than 16 MiB is no pipeline file");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_reads),
    cmocka_unit_test(test_places),
    cmocka_unit_test(test_joined_lines),
    cmocka_unit_test(test_empty_files),
    cmocka_unit_test(test_mistakes),
    cmocka_unit_test(test_nul),
    cmocka_unit_test(test_utf16_without_mark),
    cmocka_unit_test(test_long_name),
    cmocka_unit_test(test_goes_on_after_a_mistake),
    cmocka_unit_test(test_unreadable),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
