/* SPDX-License-Identifier: Apache-2.0
 *
 * unpack.h - the bytes of a file or a pipe, unpacked where they are gzip or
 * Zstandard.  The first bytes tell, whatever the name.
 */
#ifndef CORPUS_UNPACK_H
#define CORPUS_UNPACK_H

#include <glib.h>

/* Names of packed files end in one of these; NULL-terminated. */
extern const char *const unpack_suffixes[];

/* The length of `path` without such a suffix; the whole when it has none. */
gsize unpack_stem(const char *path);

typedef struct Unpack Unpack;

/* Reads from `fd`, which stays the caller's. */
Unpack *unpack_new(int fd);
void unpack_free(Unpack *unpack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Unpack, unpack_free)

/* Up to `room` bytes, at least one before the end; 0: the end; -1 and errno,
 * which is EBADMSG where packed bytes are damaged or end too soon.  Reads from
 * the file at most once when the bytes are not packed. */
gssize unpack_read(Unpack *unpack, char *bytes, gsize room);

/* Are packed bytes waiting, so that reading them need not wait for the file? */
gboolean unpack_pending(const Unpack *unpack);

#endif
