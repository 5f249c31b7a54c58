/* SPDX-License-Identifier: Apache-2.0
 *
 * folder.h - a folder of its own for a test, with files in it; the working
 * directory while the test runs.
 */
#ifndef UNIT_FOLDER_H
#define UNIT_FOLDER_H

#include <glib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static char *folder_before;
static char *folder_path;

static int
folder_enter(void **state)
{
  (void)state;
  folder_before = g_get_current_dir();
  folder_path = g_dir_make_tmp("stemma-test-XXXXXX", NULL);
  return folder_path ? chdir(folder_path) : -1;
}

static void
folder_remove(const char *path)
{
  GDir *dir = g_dir_open(path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name(dir))) {
    g_autofree char *below = g_build_filename(path, name, NULL);

    if (g_file_test(below, G_FILE_TEST_IS_DIR)
        && !g_file_test(below, G_FILE_TEST_IS_SYMLINK))
      folder_remove(below);
    else
      g_unlink(below);
  }
  if (dir)
    g_dir_close(dir);
  g_rmdir(path);
}

static int
folder_leave(void **state)
{
  int status = chdir(folder_before);

  (void)state;
  folder_remove(folder_path);
  g_clear_pointer(&folder_path, g_free);
  g_clear_pointer(&folder_before, g_free);
  return status;
}

/* A file in the folder; its folders are made too. */
G_GNUC_UNUSED static void
folder_write(const char *path, const char *bytes, gssize length)
{
  g_autofree char *above = g_path_get_dirname(path);

  g_mkdir_with_parents(above, 0777);
  if (!g_file_set_contents(path, bytes, length, NULL))
    g_error("cannot write %s", path);
}

#endif
