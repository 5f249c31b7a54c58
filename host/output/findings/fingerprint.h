/* SPDX-License-Identifier: Apache-2.0
 *
 * fingerprint.h - names a finding by what it says, not by where it stands.
 *
 * SHA-256 of the words that make it up (each with its length before it), and
 * of how many findings before it had the same; the first 32 hexadecimal digits.
 * A finding keeps its fingerprint while the text around it changes.
 */
#ifndef OUTPUT_FINGERPRINT_H
#define OUTPUT_FINGERPRINT_H

#include <glib.h>

/* Counts equal findings of a run. */
typedef struct Fingerprints Fingerprints;

Fingerprints *fingerprints_new(void);
void fingerprints_free(Fingerprints *all);

/* The words of one finding, in order. */
void fingerprint_add(GChecksum *words, const char *bytes, gsize length);

/* Free with g_free; `words` is of no use after. */
char *fingerprint_take(Fingerprints *all, GChecksum *words);

#endif
