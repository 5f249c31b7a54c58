/* SPDX-License-Identifier: Apache-2.0
 *
 * pairs.h - which marks of a paragraph belong together: a stack of those that
 * are open, and what stands beside each tells apostrophes and inches from
 * quotes.
 */
#ifndef QUOTES_PAIRS_H
#define QUOTES_PAIRS_H

#include "glyphs.h"

/* While marks are paired, `used` is 1 for an open mark and 2 for a closed
 * pair's first mark, whose partner then stands in the stack's array at the
 * same index. */
typedef struct Pairing {
  const char *text;
  Marks *marks;
  uint32_t *stack;
  uint32_t *partner;
  uint32_t depth;
  uint32_t doubles; /* open double marks on the stack */
  uint32_t orphan;  /* the first closing mark without an opening one */
  bool seen;        /* some double mark was used */
} Pairing;

/* The mark's STYLE_.... */
static inline uint8_t
pairs_style(const Mark *mark)
{
  return glyph_table[mark->glyph].style;
}

/* Pairs the marks: sets `partner`, the open ones in `stack`, and `orphan`.
 * `stack` and `partner` have room for one number each mark. */
void pairs_find(Pairing *p);

/* Is an open mark without a partner the start of a quote that goes on to the
 * paragraph's end?  Yes when the next paragraph takes it up, or when it stands
 * where quotes begin. */
bool pairs_run_on(const Pairing *p, const Paragraph *at, const Paragraph *next,
                  uint32_t open);

#endif
