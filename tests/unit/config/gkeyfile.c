/* SPDX-License-Identifier: Apache-2.0
 *
 * GLib's GKeyFile reads the same sections, keys and values, on the samples of
 * pipeline-file.md and on generated files; our extras (";" comments, a byte
 * order mark, joined lines) are left out of those.
 */
#include "config/ini.h"
#include "told.h"
#include <string.h>

static void
assert_same_section(const IniSection *section, GKeyFile *other)
{
  gsize count;
  g_auto(GStrv) keys = g_key_file_get_keys(other, section->name, &count, NULL);

  assert_non_null(keys);
  assert_int_equal(count, section->settings->len);
  for (gsize i = 0; i < count; i++) {
    const Setting *setting = section->settings->pdata[i];
    g_autofree char *value =
        g_key_file_get_value(other, section->name, keys[i], NULL);

    assert_string_equal(setting->key, keys[i]);
    /* GKeyFile keeps blanks at the end of a line, which nobody sees. */
    assert_string_equal(setting->value, g_strchomp(value));
  }
}

static void
assert_same(const Ini *ini, GKeyFile *other)
{
  gsize count;
  g_auto(GStrv) groups = g_key_file_get_groups(other, &count);

  assert_int_equal(count, ini->sections->len);
  for (gsize i = 0; i < count; i++) {
    const IniSection *section = ini->sections->pdata[i];

    assert_string_equal(section->name, groups[i]);
    assert_same_section(section, other);
  }
}

/* Compares where both accept `text`; TRUE when they did. */
static gboolean
compare(const char *text, gsize length)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Ini) ini = ini_parse("f", text, length, all);
  g_autoptr(GKeyFile) other = g_key_file_new();

  if (diagnostics_errors(all)
      || !g_key_file_load_from_data(other, text, length, G_KEY_FILE_NONE, NULL))
    return FALSE;
  assert_same(ini, other);
  return TRUE;
}

static void
test_samples(void **state)
{
  static const char *const names[] = { "minimal", "full", "third-party" };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path =
        g_strdup_printf("%s/%s.ini", TEST_PIPELINES, names[i]);
    g_autofree char *text = NULL;
    gsize length;

    assert_true(g_file_get_contents(path, &text, &length, NULL));
    assert_true(compare(text, length));
  }
}

static guint
pick(GRand *random, guint end)
{
  return (guint)g_rand_int_range(random, 0, (gint32)end);
}

static void
append_value(GString *to, GRand *random)
{
  static const char *const pieces[] = {
    "a", "1",  ".",     ",", " ",  "\t", "=",    "#",       ";", "[",
    "]", ":",  "\\s",   "$", "{}", "é",  "日本", "\"",      "'", "> 5",
    "-", "x#", "\\d+x", "%", "&",  "|",  "yes",  "\xC2\xA0"
  };
  guint left = pick(random, 8);

  while (left--)
    g_string_append(to, pieces[pick(random, G_N_ELEMENTS(pieces))]);
}

static void
append_blanks(GString *to, GRand *random)
{
  static const char *const blanks[] = { "", "", " ", "\t", "  " };

  g_string_append(to, blanks[pick(random, G_N_ELEMENTS(blanks))]);
}

/* A file that both must accept. */
static GString *
generate(GRand *random)
{
  GString *text = g_string_new(NULL);
  const char *end = pick(random, 2) ? "\n" : "\r\n";
  guint sections = pick(random, 5), i, j;

  for (i = 0; i < sections; i++) {
    guint keys = pick(random, 6);

    g_string_append_printf(text, "[s%u-x]", i);
    append_blanks(text, random);
    g_string_append(text, end);
    for (j = 0; j < keys; j++) {
      if (pick(random, 4) == 0)
        g_string_append_printf(text, "# = [ \\ %u%s%s", j, end, end);
      append_blanks(text, random);
      g_string_append_printf(text, "k%u.n_%u", j, j);
      append_blanks(text, random);
      g_string_append_c(text, '=');
      append_blanks(text, random);
      append_value(text, random);
      append_blanks(text, random);
      g_string_append(text, end);
    }
  }
  return text;
}

static void
test_generated(void **state)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(1);

  (void)state;
  for (guint i = 0; i < 3000; i++) {
    GString *text = generate(random);

    assert_true(compare(text->str, text->len));
    g_string_free(text, TRUE);
  }
}

/* Is there a "\\" that joins two lines for us and not for GKeyFile? */
static gboolean
joins_lines(const GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\\'
        && (text->str[i + 1] == '\0' || g_ascii_isspace(text->str[i + 1])))
      return TRUE;
  return FALSE;
}

/* The same with bytes changed: where both still accept it, they agree. */
static void
test_changed(void **state)
{
  static const char bytes[] = "[]=# \t\r\nab.-_0\xC3\xA9\x80";
  g_autoptr(GRand) random = g_rand_new_with_seed(2);
  guint agreed = 0;

  (void)state;
  for (guint i = 0; i < 6000; i++) {
    GString *text = generate(random);
    guint changes = 1 + pick(random, 3);

    for (; changes && text->len; changes--)
      text->str[pick(random, (guint)text->len)] =
          bytes[pick(random, sizeof bytes - 1)];
    agreed += !joins_lines(text) && compare(text->str, text->len) ? 1 : 0;
    g_string_free(text, TRUE);
  }
  /* Were next to none accepted, nothing would be proved. */
  assert_true(agreed > 1500);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_samples),
    cmocka_unit_test(test_generated),
    cmocka_unit_test(test_changed),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
