/* SPDX-License-Identifier: Apache-2.0
 *
 * escape.h - shows text of unknown origin so that it cannot drive a terminal.
 *
 * Control characters, bidi controls and other invisible ones are written as
 * escapes ("\t", "\x1b", "\u202e"), bytes that are not UTF-8 as "\xe9".
 */
#ifndef CONFIG_ESCAPE_H
#define CONFIG_ESCAPE_H

#include <glib.h>

/* Appends the next character of `text` (NUL-terminated, not at its end) and
 * returns how many bytes of it were taken; `*columns` gets the width on a
 * terminal. */
gsize escape_next(GString *to, const char *text, guint *columns);

/* Appends all of `text`; of more than `limit` characters the middle is left
 * out ("...").  0: no limit. */
void escape_append(GString *to, const char *text, guint limit);

/* Appends a JSON string literal with its quotes. */
void escape_json(GString *to, const char *text);

#endif
