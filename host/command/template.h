/* SPDX-License-Identifier: Apache-2.0
 *
 * template.h - the files that `stemma new` copies, compiled in from
 * sdk/template by templates.py, so that a program has the templates of its
 * own version wherever it is installed.
 */
#ifndef COMMAND_TEMPLATE_H
#define COMMAND_TEMPLATE_H

#include <glib.h>

/* One file of a new plugin's folder.  In the path and the lines stand
 * "org.example.my-plugin", "my-plugin" and "my_plugin" for the new one's id and
 * name. */
typedef struct {
  const char *lang;         /* c, c++, rust */
  const char *kind;         /* map, group, fold */
  const char *path;         /* in the folder, with / */
  const char *const *lines; /* each with its \n; NULL-terminated */
} TemplateFile;

/* Ended by {NULL}. */
extern const TemplateFile template_files[];

#endif
