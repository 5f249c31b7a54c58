/* SPDX-License-Identifier: Apache-2.0
 *
 * heap.h - the memory that a loaded plugin takes from the C library: counted,
 * and refused when a check wants to see what happens then.
 *
 * The plugin's own table of addresses is changed, so that its calls of malloc
 * and the like come here, and nobody else's do.  What a library of the
 * plugin's takes is not seen.
 */
#ifndef VALIDATE_HEAP_H
#define VALIDATE_HEAP_H

#include <glib.h>

/* `handle` is dlopen's.  FALSE: no such call was found in it.  [control] */
gboolean heap_watch(void *handle);

/* Calls of this thread are counted, and can be made to fail, only between
 * TRUE and FALSE: while the stage under test runs. */
void heap_arm(gboolean armed);

/* Blocks and bytes that the plugin has taken and not given back. */
guint heap_blocks(void);
gsize heap_bytes(void);

/* From here on call number `at` (from 1) fails, once; 0: none.  The count of
 * calls begins again. */
void heap_fail_at(guint at);

/* Calls since heap_fail_at, and whether one of them failed. */
guint heap_calls(void);
gboolean heap_has_failed(void);

#endif
