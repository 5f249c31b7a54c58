/* SPDX-License-Identifier: Apache-2.0
 *
 * cache.h - what trials of plugin files found, so that each version of a file
 * is tried once.
 *
 * A JSON file below XDG_CACHE_HOME, keyed by path, size, time of change and
 * build id, and thrown away when the host is another one.  A broken or
 * unwritable cache costs trials, never an error.  [control]
 */
#ifndef MODULE_CACHE_H
#define MODULE_CACHE_H

#include <glib.h>

/* Which version of a file. */
typedef struct {
  const char *path;
  guint64 size;
  gint64 mtime; /* ns since 1970 */
  const char *build_id;
} CacheKey;

typedef enum { CACHE_UNKNOWN, CACHE_GOOD, CACHE_REFUSED } CacheVerdict;

/* CACHE_REFUSED sets the error of the trial. */
CacheVerdict cache_look_up(const CacheKey *key, GError **error);

/* `refusal` NULL: the file is good.  Written at once, in one step. */
void cache_store(const CacheKey *key, const GError *refusal);

/* Forgets what is in memory, for tests that change the folder. */
void cache_reset(void);

#endif
