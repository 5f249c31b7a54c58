/* SPDX-License-Identifier: Apache-2.0
 *
 * root.h - paths as a CI server wants them: from the top of the checkout.
 */
#ifndef OUTPUT_ROOT_H
#define OUTPUT_ROOT_H

#include <glib.h>

/* The variables that reports ask, NULL-terminated; root_relative takes no
 * other. */
#define ROOT_GITHUB "GITHUB_WORKSPACE"
#define ROOT_GITLAB "CI_PROJECT_DIR"
extern const char *const root_variables[];

/* `path` from the folder that the environment variable names, or, where it is
 * unset or the file is not in it, from the working directory.  NULL when the
 * file is in neither.  "stdin" for "-".  Free with g_free. */
char *root_relative(const char *path, const char *variable);

/* The same as a URI reference; an absolute file: URI (`*relative` is FALSE)
 * for what is elsewhere. */
char *root_uri(const char *path, const char *variable, gboolean *relative);

#endif
