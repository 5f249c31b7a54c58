/* SPDX-License-Identifier: Apache-2.0
 *
 * screen.h - text in columns, with colour where it is wanted.
 *
 * Texts come from strangers: control characters and marks of writing direction
 * never reach the terminal, blanks are one blank, and what is too wide is cut
 * with "…".  Wide characters count two columns, combining ones none.
 */
#ifndef TERMINAL_SCREEN_H
#define TERMINAL_SCREEN_H

#include <glib.h>

#define SCREEN_WIDTH 80u

typedef enum {
  STYLE_PLAIN,
  STYLE_HEAD,
  STYLE_FAINT,
  STYLE_GOOD,
  STYLE_BAD,
  STYLE_BAR
} Style;

typedef struct {
  GString *out;
  gboolean color;
  guint column; /* columns of the line that are filled */
} Screen;

/* Columns that a text would take, uncut; `length` -1: up to its NUL. */
guint screen_measure(const char *text, gssize length);

/* Marks that change the writing direction, and others without a look. */
gboolean screen_is_hidden(gunichar character);

/* A text in at most `width` columns. */
void screen_cut(Screen *screen, const char *text, gssize length, guint width);
/* The same, cut at its start: of a path the end says more. */
void screen_cut_left(Screen *screen, const char *text, guint width);
/* A text in the rest of the line. */
void screen_put(Screen *screen, const char *text);
/* Text of this program: it is not cut. */
void screen_printf(Screen *screen, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Blanks up to `column`; at least one where the line has come further. */
void screen_to(Screen *screen, guint column);
void screen_style(Screen *screen, Style style);
void screen_line(Screen *screen);
/* An empty line and a heading. */
void screen_head(Screen *screen, const char *title);

/* A bar of `value` (0..1) in `width` columns, by eighths of one. */
void screen_bar(Screen *screen, double value, guint width);

/* Words that are put one after another, folded to lines that begin at
 * `indent`. */
void screen_word(Screen *screen, const char *word, guint indent);

/* A, B, ... Z, AA, AB, ...: the name of article `index`. */
#define SCREEN_LETTER 8
const char *screen_letter(guint index, char letter[SCREEN_LETTER]);

#endif
