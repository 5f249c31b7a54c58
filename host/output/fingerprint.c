/* SPDX-License-Identifier: Apache-2.0
 *
 * fingerprint.c - see fingerprint.h.
 */
#include "fingerprint.h"

#include <string.h>

#define DIGITS 32u

struct Fingerprints {
  GHashTable *seen; /* how many, by digest in hexadecimal */
};

Fingerprints *
fingerprints_new(void)
{
  Fingerprints *all = g_new0(Fingerprints, 1);

  all->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return all;
}

void
fingerprints_free(Fingerprints *all)
{
  if (!all)
    return;
  g_hash_table_unref(all->seen);
  g_free(all);
}

void
fingerprint_add(GChecksum *words, const char *bytes, gsize length)
{
  const guint64 size = GUINT64_TO_LE((guint64)length);

  g_checksum_update(words, (const guchar *)&size, sizeof size);
  g_checksum_update(words, (const guchar *)bytes, (gssize)length);
}

char *
fingerprint_take(Fingerprints *all, GChecksum *words)
{
  g_autofree char *key = g_strndup(g_checksum_get_string(words), DIGITS);
  guint before = GPOINTER_TO_UINT(g_hash_table_lookup(all->seen, key));
  g_autofree char *numbered = g_strdup_printf("%s %u", key, before);
  g_autofree char *digest =
      g_compute_checksum_for_string(G_CHECKSUM_SHA256, numbered, -1);

  g_hash_table_replace(all->seen, g_steal_pointer(&key),
                       GUINT_TO_POINTER(before + 1));
  return g_strndup(digest, DIGITS);
}
