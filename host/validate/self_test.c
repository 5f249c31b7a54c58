/* SPDX-License-Identifier: Apache-2.0
 *
 * self_test.c - proves of each check that it can fail, and that it does not
 * fail where nothing is broken.
 */
#include "validation.h"
#include <string.h>

static int
by_text(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* ID.so, and what begins with ID~; sorted. */
static GPtrArray *
plugins_of(const char *folder, const char *id)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  g_autofree char *single = g_strconcat(id, ".so", NULL);
  g_autofree char *variant = g_strconcat(id, "~", NULL);
  const char *name;

  while (dir && (name = g_dir_read_name(dir)))
    if (strcmp(name, single) == 0
        || (g_str_has_prefix(name, variant) && g_str_has_suffix(name, ".so")))
      g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
  g_ptr_array_sort(paths, by_text);
  return paths;
}

static Outcome
try_on(const Validation *validation, const char *path, const Check *check,
       Verdict *found)
{
  Validation one = *validation;

  one.path = path;
  *found = (Verdict){ OUTCOME_OK, "" };
  validation_check(&one, check, found);
  return found->outcome;
}

static void
test_check(const Validation *validation, const char *folder, const Check *check,
           Verdict *verdict)
{
  g_autoptr(GPtrArray) broken = plugins_of(folder, check->id);
  g_autofree char *good = g_build_filename(folder, "good.so", NULL);
  Verdict found;

  if (broken->len == 0)
    verdict_fail(verdict, "no plugin in %s breaks it", folder);
  for (guint i = 0; i < broken->len; i++) {
    g_autofree char *name = g_path_get_basename(broken->pdata[i]);
    Outcome outcome = try_on(validation, broken->pdata[i], check, &found);
    if (outcome == OUTCOME_SKIP)
      verdict_skip(verdict, "%s: %s", name, found.message);
    else if (outcome == OUTCOME_OK)
      verdict_fail(verdict, "it passes on %s, which breaks it", name);
  }
  if (try_on(validation, good, check, &found) == OUTCOME_FAIL)
    verdict_fail(verdict, "it fails on good.so: %s", found.message);
  else if (found.outcome == OUTCOME_SKIP)
    verdict_skip(verdict, "good.so: %s", found.message);
}

void
validation_self_test(const Validation *validation, const char *folder,
                     void (*tell)(gpointer data, const Check *check,
                                  const Verdict *verdict),
                     gpointer data)
{
  guint count;
  const Check *const *all = checks_all(&count);

  for (guint i = 0; i < count; i++)
    if (validation_has(validation, all[i])) {
      Verdict verdict = { .outcome = OUTCOME_OK };
      test_check(validation, folder, all[i], &verdict);
      tell(data, all[i], &verdict);
    }
}

char *
self_test_folder(void)
{
  g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *beside = self ? g_path_get_dirname(self) : g_strdup(".");
  char *folder = g_build_filename(beside, "validate", "broken", NULL);

  if (g_file_test(folder, G_FILE_TEST_IS_DIR))
    return folder;
  g_free(folder);
  return catalogue_installed(STEMMA_SELFTESTDIR);
}
