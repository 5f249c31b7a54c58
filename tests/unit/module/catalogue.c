/* SPDX-License-Identifier: Apache-2.0
 *
 * catalogue.c - folders in their order, one plugin in two of them, files that
 * are no plugins, and names.
 *
 * usage: catalogue PLUGIN.so, the plugin segment
 */
#include "test.h"

#include "module/catalogue.h"
#include <glib/gstdio.h>
#include <string.h>

static const char *plugin;
static char *root;

static void
run(const char *format, const char *a, const char *b)
{
  g_autofree char *quoted_a = g_shell_quote(a);
  g_autofree char *quoted_b = g_shell_quote(b);
  g_autofree char *line = g_strdup_printf(format, quoted_a, quoted_b);
  g_auto(GStrv) words = NULL;
  int status = -1;

  assert_true(g_shell_parse_argv(line, NULL, &words, NULL));
  assert_true(g_spawn_sync(NULL, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                           NULL, NULL, &status, NULL));
  assert_int_equal(status, 0);
}

static char *
below(const char *name)
{
  return g_build_filename(root, name, NULL);
}

static int
set_up(void **state)
{
  static const char *const folders[] = { "asked", "variable",
                                         "data/stemma/plugins-1", "cache" };

  (void)state;
  root = g_dir_make_tmp("stemma-catalogue-XXXXXX", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autofree char *folder = below(folders[i]);

    g_mkdir_with_parents(folder, 0700);
  }
  g_autofree char *variable = below("variable");
  g_autofree char *data = below("data");
  g_autofree char *cache = below("cache");
  g_autofree char *two =
      g_strconcat(variable, ":", variable, "-gone::", variable, NULL);

  g_setenv("STEMMA_PLUGIN_PATH", two, TRUE);
  g_setenv("XDG_DATA_HOME", data, TRUE);
  g_setenv("XDG_CACHE_HOME", cache, TRUE);
  return 0;
}

static int
tear_down(void **state)
{
  (void)state;
  run("rm -r %s", root, "");
  g_free(root);
  return 0;
}

static Catalogue *
catalogue_of_asked(void)
{
  g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);

  g_ptr_array_add(folders, below("asked"));
  return catalogue_new(folders);
}

static void
put(const char *name)
{
  g_autofree char *to = below(name);

  run("cp %s %s", plugin, to);
}

static void
folders_are_in_order(void **state)
{
  static const char *const expected[] = { "asked", "variable",
                                          "data/stemma/plugins-1" };
  g_autoptr(Catalogue) catalogue = catalogue_of_asked();
  const GPtrArray *folders = catalogue_folders(catalogue);

  (void)state;
  assert_true(folders->len >= G_N_ELEMENTS(expected));
  for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
    g_autofree char *folder = below(expected[i]);

    assert_string_equal(folders->pdata[i], folder);
  }
}

static void
the_first_wins(void **state)
{
  g_autoptr(Catalogue) catalogue = NULL;
  const GPtrArray *entries;
  const CatalogueEntry *first, *second;

  (void)state;
  put("variable/b.so");
  put("variable/c.so");
  put("data/stemma/plugins-1/a.so");
  catalogue = catalogue_of_asked();
  entries = catalogue_entries(catalogue);
  assert_true(entries->len >= 3);
  first = entries->pdata[0];
  second = entries->pdata[1];
  assert_true(g_str_has_suffix(first->path, "variable/b.so"));
  assert_null(first->shadowed_by);
  assert_false(first->builtin);
  assert_true(g_str_has_suffix(second->path, "variable/c.so"));
  assert_string_equal(second->shadowed_by, first->path);
  assert_string_equal(catalogue_names(catalogue)->pdata[0], "segment");
}

static void
names_are_found(void **state)
{
  static const struct {
    const char *name;
    int code; /* 0: found */
    gboolean known;
    const char *message;
  } cases[] = {
    { "segment", 0, TRUE, NULL },
    { "org.stemma.segment", 0, TRUE, NULL },
    { "segment/segment", 0, TRUE, NULL },
    { "segment/token", MODULE_ERROR_NAME, TRUE,
      "plugin \"segment\" has no stage \"token\"" },
    { "segmnt", MODULE_ERROR_FILE, FALSE, "no plugin is named \"segmnt\"" },
    { "", MODULE_ERROR_FILE, FALSE, "no plugin is named \"\"" },
    { "/segment", MODULE_ERROR_FILE, FALSE, "no plugin is named \"\"" },
  };
  g_autoptr(Catalogue) catalogue = NULL;

  (void)state;
  put("asked/segment.so");
  catalogue = catalogue_of_asked();
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const stemma_stage *stage;
    g_autoptr(GError) error = NULL;
    gboolean known;
    const Module *module =
        catalogue_find(catalogue, cases[i].name, &stage, &known, &error);

    assert_int_equal(known, cases[i].known);
    assert_int_equal(module == NULL, cases[i].code != 0);
    assert_int_equal(stage == NULL, cases[i].code != 0);
    if (!cases[i].message)
      continue;
    assert_int_equal(error->code, cases[i].code);
    assert_string_equal(error->message, cases[i].message);
  }
}

/* Passed over until it is asked for by name. */
static void
a_stranger_is_told(void **state)
{
  g_autofree char *path = below("asked/notes.so");
  g_autofree char *message =
      g_strconcat(path, " is not a stemma plugin: not an ELF file", NULL);
  g_autoptr(Catalogue) catalogue = NULL;
  g_autoptr(GError) error = NULL;
  const stemma_stage *stage;
  gboolean known;

  (void)state;
  assert_true(g_file_set_contents(path, "some notes", -1, NULL));
  catalogue = catalogue_of_asked();
  for (guint i = 0; i < catalogue_entries(catalogue)->len; i++) {
    const CatalogueEntry *entry = catalogue_entries(catalogue)->pdata[i];

    assert_string_not_equal(entry->path, path);
  }
  assert_null(catalogue_find(catalogue, "notes", &stage, &known, &error));
  assert_true(known);
  assert_int_equal(error->code, MODULE_ERROR_FILE);
  assert_string_equal(error->message, message);
  /* What has no name card may have been meant by a whole id. */
  g_clear_error(&error);
  assert_null(
      catalogue_find(catalogue, "com.yours.notes", &stage, &known, &error));
  assert_true(known);
  assert_string_equal(error->message, message);
}

int
main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(folders_are_in_order),
    cmocka_unit_test(the_first_wins),
    cmocka_unit_test(names_are_found),
    cmocka_unit_test(a_stranger_is_told),
  };

  if (argc != 2)
    return 2;
  plugin = argv[1];
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
