/* SPDX-License-Identifier: Apache-2.0
 *
 * sections.h - the sections of the terminal report, each a file of this room,
 * and what they have in common.
 */
#ifndef TERMINAL_SECTIONS_H
#define TERMINAL_SECTIONS_H

#include "../screen.h"
#include "../summary/summary.h"

/* "A", "B", ...: one of the articles, `numbers` (of guint32, sorted), in at
 * most `width` columns: "A B C +12". */
void section_letters(Screen *screen, const GArray *numbers, guint width);

/* A heading with a count, and rows as the article's letter, note and text. */
void section_list(Screen *screen, const char *title, const GArray *listed,
                  guint64 count);

/* Sections, in order; each prints nothing when it has nothing to say. */
void section_articles(const Summary *summary, Screen *screen);
void section_utterances(const Summary *summary, Screen *screen);
void section_wording(const Summary *summary, Screen *screen);
void section_quotes(const Summary *summary, Screen *screen);
void section_quantities(const Summary *summary, Screen *screen);
void section_sentiment(const Summary *summary, Screen *screen);
void section_lineage(const Summary *summary, Screen *screen);
void section_others(const Summary *summary, Screen *screen);
void section_limits(const Summary *summary, Screen *screen);
void section_failed(const Summary *summary, Screen *screen);

#endif
