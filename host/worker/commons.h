/* SPDX-License-Identifier: Apache-2.0
 *
 * commons.h - memory of the host's that all its worker processes may read, at
 * the same address: what lies in it need not be copied to them.
 *
 * It is cut into plots of one size.  A plot that nobody has written to takes
 * no memory.
 */
#ifndef WORKER_COMMONS_H
#define WORKER_COMMONS_H

#include <glib.h>

/* Enough for the tokens of a text of 2 MB, at a guess. */
#define COMMONS_PLOT (16u << 20)

typedef struct Commons Commons;

/* NULL: this system does not allow it.  [control], before any keeper is
 * started, as a keeper inherits it. */
Commons *commons_new(guint plots);
void commons_free(Commons *commons);

/* A plot, or NULL: none is left.  [control] */
void *commons_take(Commons *commons);
/* Gives it, and its memory, back; `plot` may be NULL.  [control] */
void commons_give(Commons *commons, void *plot);

/* Gives the memory of a plot's bytes from `keep` on back.  [any] */
void commons_trim(Commons *commons, void *plot, gsize keep);

/* Does `address` lie in it?  `commons` may be NULL.  [any] */
gboolean commons_holds(const Commons *commons, const void *address);

/* For another program: where it lies, and a file that can be read and not
 * written. */
void *commons_place(const Commons *commons, gsize *size);
int commons_file(const Commons *commons);

/* In a keeper, before a stranger's code is run: nothing can be written to it
 * from here on.  FALSE: errno. */
gboolean commons_close(const Commons *commons);

#endif
