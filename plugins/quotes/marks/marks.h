/* SPDX-License-Identifier: Apache-2.0
 *
 * marks.h - finds what stands between quotation marks.
 *
 * A stack for each paragraph: an odd mark costs at most the paragraph that it
 * stands in.  A quote that is open at the end of a paragraph goes on in the
 * next one when that begins with an opening mark again, as newspapers print
 * speeches of several paragraphs.  Linear in the text.  Knows nothing of words
 * and speakers.
 */
#ifndef QUOTES_MARKS_H
#define QUOTES_MARKS_H

#include "work.h"

/* One mark as it stands in the text. */
typedef struct Mark {
  uint32_t begin;
  uint32_t end;
  uint8_t glyph; /* of marks.c's table */
  uint8_t flank; /* what stands beside it */
  uint8_t used;
  uint8_t reserved;
} Mark;

typedef ARRAY(Mark) Marks;

typedef ARRAY(uint32_t) Places; /* bytes */

typedef struct MarkScratch {
  Places starts;
  Marks marks;
  ARRAY(uint32_t) stack;
} MarkScratch;

/* Appends the quotes of all paragraphs, sorted by begin, outer before inner,
 * and sets quote and quote_end of each paragraph.  `styles` has a bit for each
 * STYLE_....  False without memory. */
bool marks_find(const stemma_doc *doc, Paragraphs *paragraphs, uint64_t styles,
                MarkScratch *scratch, Quotes *quotes);

void marks_free(MarkScratch *scratch);

#endif
