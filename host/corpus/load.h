/* SPDX-License-Identifier: Apache-2.0
 *
 * load.h - what reading a text, at once or from a stream, has in common.
 */
#ifndef CORPUS_LOAD_H
#define CORPUS_LOAD_H

#include "document.h"

/* The largest text, in bytes, for a user's limit (0: none given). */
guint64 load_limit(guint64 max);

/* E602 for an errno. */
void load_fail_read(Document *document, int error);

/* E606: `what` ("the text") has `size` bytes, more than `max`. */
void load_fail_size(Document *document, const char *what, guint64 size,
                    guint64 max);

#endif
