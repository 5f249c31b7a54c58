/* SPDX-License-Identifier: Apache-2.0
 *
 * root.c - see root.h.
 */
#include "root.h"

#include <string.h>

const char *const root_variables[] = { ROOT_GITHUB, ROOT_GITLAB, NULL };

/* What of `path` stands below `folder`; NULL: it is not in it. */
static const char *
below(const char *path, const char *folder)
{
  gsize length = strlen(folder);

  while (length > 0 && folder[length - 1] == '/')
    length--;
  return strncmp(path, folder, length) == 0 && path[length] == '/'
                 && path[length + 1]
             ? path + length + 1
             : NULL;
}

char *
root_relative(const char *path, const char *variable)
{
  const char *root = g_getenv(variable);
  g_autofree char *full = NULL;
  g_autofree char *here = NULL;
  const char *found = NULL;

  g_assert(g_strv_contains(root_variables, variable));
  if (strcmp(path, "-") == 0)
    return g_strdup("stdin");
  full = g_canonicalize_filename(path, NULL);
  here = g_get_current_dir();
  if (root && g_path_is_absolute(root))
    found = below(full, root);
  if (!found)
    found = below(full, here);
  return g_strdup(found);
}

char *
root_uri(const char *path, const char *variable, gboolean *relative)
{
  g_autofree char *below_root = root_relative(path, variable);
  g_autofree char *full = NULL;

  *relative = below_root != NULL;
  if (below_root)
    return g_uri_escape_string(below_root, "/", FALSE);
  full = g_canonicalize_filename(path, NULL);
  return g_filename_to_uri(full, NULL, NULL);
}
