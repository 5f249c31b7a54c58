/* SPDX-License-Identifier: Apache-2.0
 *
 * guard.h - memory that ends right before a page that cannot be read, and that
 * can be made read-only: whoever looks too far, or writes, crashes.
 */
#ifndef VALIDATE_GUARD_H
#define VALIDATE_GUARD_H

#include <glib.h>

/* Pieces of memory that go together. */
typedef struct Guard Guard;

Guard *guard_new(void);
/* Afterwards any look at a piece crashes. */
void guard_free(Guard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Guard, guard_free)

/* A copy of `size` bytes (NULL: zeros).  Aligned as its size is. */
void *guard_take(Guard *guard, const void *bytes, gsize size);

/* The piece taken last cannot be written from here on. */
void guard_lock(Guard *guard);

#endif
