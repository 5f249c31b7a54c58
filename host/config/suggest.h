/* SPDX-License-Identifier: Apache-2.0
 *
 * suggest.h - the name that somebody probably meant.
 */
#ifndef CONFIG_SUGGEST_H
#define CONFIG_SUGGEST_H

#include <glib.h>

/* The one of `names` (NULL-terminated; may be NULL) that is nearest to
 * `found`, or NULL.  A name is near when it is equal but for case and `_` for
 * `-`, or when the edit distance (a swap of neighbours counts one) is at most
 * 1 for names up to 4 letters, 2 up to 9, 3 beyond.  None on a tie. */
const char *suggest_nearest(const char *found, const char *const *names);

/* The edit distance in code points, or `limit` + 1 when it is larger. */
guint suggest_distance(const char *a, const char *b, guint limit);

#endif
