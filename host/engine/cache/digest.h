/* SPDX-License-Identifier: Apache-2.0
 *
 * digest.h - one number for all that something depends on.
 *
 * SHA-256 tells apart what strangers write: texts that were made to collide
 * would be given each other's rows.  Files that are trusted to run or to be
 * read by what runs (plugins, their data) are told from their own former state
 * alone, with XXH3, which is many times faster.
 *
 * Private to this room.  [any]
 */
#ifndef ENGINE_DIGEST_H
#define ENGINE_DIGEST_H

#include <glib.h>

typedef struct {
  guint8 bytes[32];
} Digest;

GChecksum *digest_new(void);
/* Frees `sum`. */
Digest digest_end(GChecksum *sum);
gboolean digest_equal(const Digest *a, const Digest *b);

/* Each part with its length, so that "ab" "c" is not "a" "bc". */
void digest_bytes(GChecksum *sum, const void *bytes, guint64 length);
/* NULL is "". */
void digest_text(GChecksum *sum, const char *text);
void digest_number(GChecksum *sum, guint64 number);
void digest_flag(GChecksum *sum, gboolean flag);

/* The bytes of a file; a file that is not there is another thing than an empty
 * one. */
void digest_file(GChecksum *sum, const char *path);
/* The files in a folder with their names, however deep. */
void digest_folder(GChecksum *sum, const char *path);

/* This program: its version, its build and those of the libraries that it
 * runs with. */
void digest_program(GChecksum *sum);

/* FOLDER/ab/cdef...: the digest in hexadecimal.  Free with g_free. */
char *digest_path(const char *folder, const Digest *digest);

#endif
