/* SPDX-License-Identifier: Apache-2.0
 *
 * glyphs.h - the characters that can be quotation marks, and what stands beside
 * each of them in a paragraph.  The table is in glyphs.c.
 */
#ifndef QUOTES_GLYPHS_H
#define QUOTES_GLYPHS_H

#include "marks.h"

/* What a glyph can do. */
enum { OPENS = 1, CLOSES = 2, BOTH = 3 };

typedef struct Glyph {
  const char *bytes;
  uint8_t length;
  uint8_t style; /* STYLE_... */
  uint8_t role;
} Glyph;

extern const Glyph glyph_table[];

/* What can stand beside a mark. */
enum {
  SIDE_BLANK,
  SIDE_OPENER, /* ( [ { */
  SIDE_DASH,
  SIDE_POINT, /* . , ; : ! ? ) ] } */
  SIDE_WORD,
  SIDE_MARK
};

/* A mark's `flank`. */
enum { LIKE_OPEN = 1, LIKE_CLOSE = 2, IN_WORD = 4, AFTER_DIGIT = 8 };

/* The glyph at byte `at`, before `end`; NULL: none. */
const Glyph *glyphs_at(const char *text, uint32_t at, uint32_t end);

/* What stands at byte `at`, before `end`: SIDE_... */
int glyphs_side_after(const char *text, uint32_t end, uint32_t at);

/* Lists the places where a mark may begin, without the apostrophes within
 * words.  False without memory. */
bool glyphs_starts(const stemma_doc *doc, Places *starts);

/* Lists the marks of a paragraph; *next is the first of `starts` that is not
 * before it, and then the first behind it.  False without memory. */
bool glyphs_list(const char *text, const Paragraph *at, const Places *starts,
                 uint32_t *next, Marks *marks);

/* Sets the marks' flanks.  A mark that touches another one has the other's
 * neighbour for its own. */
void glyphs_flank(const char *text, const Paragraph *at, Marks *marks);

#endif
