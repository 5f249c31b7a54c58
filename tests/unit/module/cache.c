/* SPDX-License-Identifier: Apache-2.0
 *
 * cache.c - a verdict holds for one version of a file, and a broken cache is
 * as good as none.
 */
#include "test.h"

#include "module/cache.h"
#include "module/module.h"
#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static char *
cache_file(void)
{
  return g_build_filename(folder, "stemma", "modules.json", NULL);
}

static int
set_up(void **state)
{
  (void)state;
  folder = g_dir_make_tmp("stemma-cache-XXXXXX", NULL);
  g_setenv("XDG_CACHE_HOME", folder, TRUE);
  return folder ? 0 : -1;
}

static int
tear_down(void **state)
{
  g_autofree char *file = cache_file();
  g_autofree char *room = g_path_get_dirname(file);

  (void)state;
  cache_reset();
  g_unlink(file);
  g_rmdir(room);
  g_rmdir(folder);
  g_free(folder);
  return 0;
}

static const CacheKey key = { "/a/b.so", 100, 5000000001, "abc" };

static void
a_verdict_outlives_the_process(void **state)
{
  g_autoptr(GError) refusal = g_error_new_literal(
      MODULE_ERROR, MODULE_ERROR_DESCRIPTOR, "\"quoted\"\n");
  g_autoptr(GError) error = NULL;
  CacheKey other = key;

  (void)state;
  assert_int_equal(cache_look_up(&key, NULL), CACHE_UNKNOWN);
  cache_store(&key, NULL);
  other.path = "/a/c.so";
  cache_store(&other, refusal);
  cache_reset();
  assert_int_equal(cache_look_up(&key, &error), CACHE_GOOD);
  assert_null(error);
  assert_int_equal(cache_look_up(&other, &error), CACHE_REFUSED);
  assert_string_equal(error->message, "\"quoted\"\n");
  assert_int_equal(error->code, MODULE_ERROR_DESCRIPTOR);
}

static void
another_version_is_unknown(void **state)
{
  CacheKey size = key, mtime = key, build = key;

  (void)state;
  cache_store(&key, NULL);
  size.size++;
  mtime.mtime++;
  build.build_id = "abd";
  assert_int_equal(cache_look_up(&size, NULL), CACHE_UNKNOWN);
  assert_int_equal(cache_look_up(&mtime, NULL), CACHE_UNKNOWN);
  assert_int_equal(cache_look_up(&build, NULL), CACHE_UNKNOWN);
  assert_int_equal(cache_look_up(&key, NULL), CACHE_GOOD);
}

static void
write_file(const char *text)
{
  g_autofree char *file = cache_file();

  cache_reset();
  assert_true(g_file_set_contents(file, text, -1, NULL));
}

/* "[" a hundred thousand times ends a process that hands it to json-glib. */
static void
a_broken_cache_is_ignored(void **state)
{
  static const char *const texts[] = {
    "",
    "{",
    "[]",
    "null",
    "{\"host\":1}",
    "{\"files\":[]}",
    "{\"host\":\"\",\"files\":{\"/a/b.so\":3}}"
  };
  g_autofree char *deep = g_strnfill(100000, '[');

  (void)state;
  cache_store(&key, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    write_file(texts[i]);
    assert_int_equal(cache_look_up(&key, NULL), CACHE_UNKNOWN);
  }
  write_file(deep);
  assert_int_equal(cache_look_up(&key, NULL), CACHE_UNKNOWN);
  cache_store(&key, NULL);
  cache_reset();
  assert_int_equal(cache_look_up(&key, NULL), CACHE_GOOD);
}

static void
another_host_forgets(void **state)
{
  g_autofree char *file = cache_file();
  g_autofree char *text = NULL;
  char *version;

  (void)state;
  cache_store(&key, NULL);
  assert_true(g_file_get_contents(file, &text, NULL, NULL));
  version = strstr(text, STEMMA_VERSION);
  assert_non_null(version);
  version[0] = version[0] == '9' ? '8' : '9';
  write_file(text);
  assert_int_equal(cache_look_up(&key, NULL), CACHE_UNKNOWN);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_verdict_outlives_the_process),
    cmocka_unit_test(another_version_is_unknown),
    cmocka_unit_test(a_broken_cache_is_ignored),
    cmocka_unit_test(another_host_forgets),
  };

  return cmocka_run_group_tests(tests, set_up, tear_down);
}
