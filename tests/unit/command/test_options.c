/* SPDX-License-Identifier: Apache-2.0
 *
 * The options of commands: own and shared ones, arguments, refusals.  The
 * texts of refusals are proved by tests/broken/pipelines.
 */
#include "command/options.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  gboolean dot;
  char *name;
  char **many;
} Own;

static const GOptionEntry own_options[] = {
  { "dot", 'd', 0, G_OPTION_ARG_NONE, OPTION_AT(Own, dot), "a flag", NULL },
  { "name", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Own, name), "a text", "N" },
  { "many", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, OPTION_AT(Own, many), "texts",
    "M" },
  { NULL },
};

static const Command command = {
  .name = "try",
  .summary = "try options",
  .usage = "[OPTION]... FILE",
  .details = "A paragraph.\n",
  .options = own_options,
  .shared =
      SHARE_PIPELINE | SHARE_REPORT | SHARE_INPUT | SHARE_RUN | SHARE_MESSAGES,
};

/* Parses words that stand between blanks. */
static gboolean
parse(const char *line, Own *own, SharedOptions *shared, int *status,
      char **arguments)
{
  g_auto(GStrv) words = g_strsplit(line, " ", -1);
  int argc = (int)g_strv_length(words);
  /* GLib moves the pointers about and frees none. */
  g_autofree char **kept = g_new0(char *, (gsize)argc + 1);
  char **argv = kept;
  gboolean good;

  for (int i = 0; i < argc; i++)
    kept[i] = words[i];
  good = command_parse(&command, &argc, &argv, own, shared, status);
  if (good)
    *arguments = g_strjoinv("|", argv);
  return good;
}

static void
test_good(void **state)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autofree char *arguments = NULL;
  Own own = { 0 };
  const Override *override;
  int status;

  (void)state;
  assert_true(parse("try a.ini -d --name=naïve --many x -o a.b=c --many y "
                    "--threads 4 --seed=7 --report json:r --report terminal "
                    "--plugin-path p --fail-if x>1 --input-format jsonl "
                    "--diagnostics json --color always --exit-zero -q "
                    "--no-progress b.txt - -- -x",
                    &own, shared, &status, &arguments));
  assert_string_equal(arguments, "try|a.ini|b.txt|-|-x");
  assert_true(own.dot);
  assert_string_equal(own.name, "naïve");
  assert_string_equal(own.many[1], "y");
  override = shared->overrides->settings->pdata[0];
  assert_string_equal(override->text, "a.b=c");
  assert_string_equal(override->shown, "-o a.b=c");
  override = shared->overrides->settings->pdata[1];
  assert_string_equal(override->text, "pipeline.threads=4");
  assert_string_equal(override->shown, "--threads 4");
  assert_int_equal(shared->overrides->settings->len, 3);
  assert_int_equal(shared->overrides->reports->len, 2);
  assert_string_equal(shared->overrides->limits->pdata[0], "x>1");
  assert_string_equal(shared->overrides->plugin_path->pdata[0], "p");
  assert_int_equal(shared->input_format, INPUT_JSONL);
  assert_int_equal(shared->diagnostics, DIAGNOSTICS_JSON);
  assert_true(shared->color && shared->color_output);
  assert_true(shared->exit_zero && shared->quiet && shared->no_progress);
  g_free(own.name);
  g_strfreev(own.many);
}

static void
test_defaults(void **state)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autofree char *arguments = NULL;
  Own own = { 0 };
  int status;

  (void)state;
  assert_true(parse("try", &own, shared, &status, &arguments));
  assert_string_equal(arguments, "try");
  assert_false(own.dot);
  assert_null(own.name);
  assert_int_equal(shared->overrides->settings->len, 0);
  assert_int_equal(shared->input_format, INPUT_AUTO);
  assert_int_equal(shared->diagnostics, DIAGNOSTICS_TEXT);
  assert_false(shared->exit_zero);
}

/* A value may follow its short option at once; a value is not looked into. */
static void
test_attached(void **state)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autofree char *arguments = NULL;
  Own own = { 0 };
  const Override *override;
  int status;

  (void)state;
  assert_true(parse("try -oa.b=c -j4 --fail-if -j5 -q -- -j6", &own, shared,
                    &status, &arguments));
  assert_string_equal(arguments, "try|-j6");
  override = shared->overrides->settings->pdata[0];
  assert_string_equal(override->text, "a.b=c");
  override = shared->overrides->settings->pdata[1];
  assert_string_equal(override->text, "pipeline.threads=4");
  assert_string_equal(shared->overrides->limits->pdata[0], "-j5");
  assert_true(shared->quiet);
}

static void
test_no_color(void **state)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autofree char *arguments = NULL;
  Own own = { 0 };
  int status;

  (void)state;
  assert_true(parse("try --color never", &own, shared, &status, &arguments));
  assert_false(shared->color || shared->color_output);
}

static void
test_refusals(void **state)
{
  static const char *const lines[] = {
    "try --dto",           "try -x",
    "try --name",          "try --input-format xml",
    "try --color perhaps", "try --diagnostics yaml",
    "try --exit-zero=yes"
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_autoptr(SharedOptions) shared = shared_options_new();
    g_autofree char *arguments = NULL;
    Own own = { 0 };
    int status = STATUS_DONE;

    assert_false(parse(lines[i], &own, shared, &status, &arguments));
    assert_int_equal(status, STATUS_TROUBLE);
  }
}

static void
test_help(void **state)
{
  g_autoptr(GString) text = g_string_new(NULL);
  g_autofree GOptionEntry *entries = shared_entries(command.shared);
  g_auto(GStrv) lines = NULL;

  (void)state;
  help_command(&command, text);
  assert_true(g_str_has_prefix(text->str, "Usage: stemma try [OPTION]... FILE\n"
                                          "Try options.\n"
                                          "\nA paragraph.\n"
                                          "\nOptions:\n"
                                          "  -d, --dot                   a "
                                          "flag\n"));
  for (const GOptionEntry *entry = entries; entry->long_name; entry++) {
    g_autofree char *name = g_strconcat("--", entry->long_name, NULL);

    assert_non_null(strstr(text->str, name));
    assert_non_null(entry->description);
  }
  lines = g_strsplit(text->str, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    assert_true(strlen(lines[i]) < 80);
}

/* Help asked for is printed, and the command does nothing else. */
static void
test_help_option(void **state)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autofree char *arguments = NULL;
  Own own = { 0 };
  int status = STATUS_TROUBLE;

  (void)state;
  assert_false(parse("try a.ini --help", &own, shared, &status, &arguments));
  assert_int_equal(status, STATUS_DONE);
}

/* What no test of one command would tell: each fits its line and is found. */
static void
test_table(void **state)
{
  (void)state;
  for (guint i = 0; commands[i]; i++) {
    assert_ptr_equal(command_find(commands[i]->name), commands[i]);
    assert_non_null(commands[i]->run);
    assert_non_null(commands[i]->usage);
    assert_true(g_ascii_islower(commands[i]->summary[0]));
    assert_false(g_str_has_suffix(commands[i]->summary, "."));
  }
  assert_null(command_find("chekc"));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_good),        cmocka_unit_test(test_defaults),
    cmocka_unit_test(test_attached),    cmocka_unit_test(test_no_color),
    cmocka_unit_test(test_refusals),    cmocka_unit_test(test_help),
    cmocka_unit_test(test_help_option), cmocka_unit_test(test_table),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
