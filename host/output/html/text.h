/* SPDX-License-Identifier: Apache-2.0
 *
 * text.h - strangers' texts in HTML: nothing in them is markup, and nothing
 * that cannot be seen acts unseen.
 *
 * Control characters, marks of writing direction and characters without a look
 * stand in the page as their code point; bytes that are not UTF-8 as U+FFFD; a
 * letter keeps at most eight marks.  Any thread.
 */
#ifndef HTML_TEXT_H
#define HTML_TEXT_H

#include <glib.h>

/* Between tags; `length` -1: up to its NUL. */
void html_text(GString *to, const char *text, gssize length);

/* The same in an element of its own, so that its writing direction ends with
 * it. */
void html_bdi(GString *to, const char *text);

/* The same, of at most `most` characters; a longer one ends with an
 * ellipsis. */
void html_bdi_cut(GString *to, const char *text, guint most);

/* The same without an element of its own, for SVG: what is hidden is left out
 * there. */
void html_cut(GString *to, const char *text, guint most);

/* A number with at most `digits` after the point
 * and no zeros at its end. */
void html_number(GString *to, double value, guint digits);

/* "+0.12", with a true minus; never "−0.00". */
void html_signed(GString *to, double value);

#endif
