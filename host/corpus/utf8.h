/* SPDX-License-Identifier: Apache-2.0
 *
 * utf8.h - is a text valid UTF-8, and where does a byte of it stand?
 */
#ifndef CORPUS_UTF8_H
#define CORPUS_UTF8_H

#include <glib.h>

/* TRUE when the `length` bytes are UTF-8 without a NUL; else `*bad` gets the
 * offset of the first byte that is not (a cut character: its first byte). */
gboolean utf8_check(const char *text, gsize length, gsize *bad);

/* The line and column, from 1, of the byte at `offset`; columns count code
 * points.  Everything before `offset` must be valid. */
void utf8_place(const char *text, gsize offset, guint *line, guint *column);

/* The length of the byte order mark at the start: 3 or 0. */
gsize utf8_mark(const char *text, gsize length);

#endif
