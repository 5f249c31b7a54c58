/* SPDX-License-Identifier: Apache-2.0
 *
 * fingerprint.c - see fingerprint.h.
 */
#include "fingerprint.h"

#define DIGITS 32u

struct Fingerprints {
  GHashTable *seen;    /* how many, by digest in hexadecimal */
  GChecksum *numbered; /* of the finding in hand */
};

Fingerprints *
fingerprints_new(void)
{
  Fingerprints *all = g_new0(Fingerprints, 1);

  all->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  all->numbered = g_checksum_new(G_CHECKSUM_SHA256);
  return all;
}

void
fingerprints_free(Fingerprints *all)
{
  if (!all)
    return;
  g_hash_table_unref(all->seen);
  g_checksum_free(all->numbered);
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
  char *key = g_strndup(g_checksum_get_string(words), DIGITS);
  const guint before = GPOINTER_TO_UINT(g_hash_table_lookup(all->seen, key));
  char text[DIGITS + 16];
  const int length = g_snprintf(text, sizeof text, "%s %u", key, before);

  g_hash_table_replace(all->seen, key, GUINT_TO_POINTER(before + 1));
  g_checksum_reset(all->numbered);
  g_checksum_update(all->numbered, (const guchar *)text, length);
  return g_strndup(g_checksum_get_string(all->numbered), DIGITS);
}
