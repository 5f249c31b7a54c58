/* SPDX-License-Identifier: Apache-2.0
 *
 * beside.h - a file that appears whole or not at all: it is written beside its
 * place, synced and renamed.
 */
#ifndef OUTPUT_BESIDE_H
#define OUTPUT_BESIDE_H

#include <glib.h>

typedef struct {
  char *path;      /* where it will be: a link's file, not the link */
  char *temporary; /* where it is until then; NULL: there is none */
} Beside;

/* Is there something at `path` that is no regular file (a pipe, /dev/null)? */
gboolean beside_is_special(const char *path);

/* Makes an empty file, with the rights that the user's mask leaves, or those
 * of the file that it will replace.  Open for writing, or -1 and errno. */
int beside_open(Beside *beside, const char *path);

/* Renames what was written and closed.  0, or errno. */
int beside_commit(Beside *beside);

/* Removes what was not committed, and forgets it. */
void beside_clear(Beside *beside);

#endif
