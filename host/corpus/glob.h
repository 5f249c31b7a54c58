/* SPDX-License-Identifier: Apache-2.0
 *
 * glob.h - file name patterns: * ? [a-z] [!a-z] and, as a part of its own, **
 * for any number of folders.
 *
 * In bytes of UTF-8 characters and never by locale, so a pattern means the
 * same on every machine (glob(3) has no ** and asks the locale).
 */
#ifndef CORPUS_GLOB_H
#define CORPUS_GLOB_H

#include <glib.h>

/* Has `pattern` a sign that glob_match reads? */
gboolean glob_has_signs(const char *pattern);

/* Does `name`, one part of a path, match?  A leading dot needs a dot. */
gboolean glob_match(const char *pattern, const char *name);

/* Called for each match, in sorted order. */
typedef void (*GlobFound)(void *data, const char *path);
/* Called for a folder that cannot be read. */
typedef void (*GlobUnreadable)(void *data, const char *folder, int error);

typedef struct {
  GlobFound found;
  GlobUnreadable unreadable;
  void *data;
} GlobVisitor;

/* The existing paths that match; folders too.  "**" does not follow symbolic
 * links to folders, so it ends. */
void glob_walk(const char *pattern, const GlobVisitor *visitor);

/* The files below `folder` whose names match one of `patterns` (NULL-ended).
 */
void glob_folder(const char *folder, const char *const *patterns,
                 const GlobVisitor *visitor);

#endif
