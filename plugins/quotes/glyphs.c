/* SPDX-License-Identifier: Apache-2.0
 *
 * glyphs.c - see glyphs.h.
 */
#include "glyphs.h"

#include <string.h>

const Glyph glyph_table[] = {
  { "\xe2\x80\x9c", 3, STYLE_DOUBLE, OPENS },  /* left double */
  { "\xe2\x80\x9d", 3, STYLE_DOUBLE, CLOSES }, /* right double */
  { "\xe2\x80\x9e", 3, STYLE_DOUBLE, OPENS },  /* low double */
  { "\xe2\x80\x98", 3, STYLE_SINGLE, OPENS },  /* left single */
  { "\xe2\x80\x99", 3, STYLE_SINGLE, CLOSES }, /* right single, apostrophe */
  { "\xe2\x80\x9a", 3, STYLE_SINGLE, OPENS },  /* low single */
  { "\xe2\x80\xb9", 3, STYLE_SINGLE, OPENS },  /* single guillemet */
  { "\xe2\x80\xba", 3, STYLE_SINGLE, CLOSES },
  { "\xc2\xab", 2, STYLE_DOUBLE, OPENS }, /* guillemet */
  { "\xc2\xbb", 2, STYLE_DOUBLE, CLOSES },
  { "``", 2, STYLE_DOUBLE, OPENS },
  { "''", 2, STYLE_DOUBLE, BOTH },
  { "\"", 1, STYLE_DOUBLE, BOTH },
  { "`", 1, STYLE_SINGLE, OPENS },
  { "'", 1, STYLE_SINGLE, BOTH },
};
#define GLYPHS (sizeof glyph_table / sizeof glyph_table[0])
enum { GLYPH_TICKS = 11, GLYPH_STRAIGHT = 12, GLYPH_TICK = 14 };

static int
side_of_byte(unsigned char c)
{
  if (c <= ' ')
    return SIDE_BLANK;
  if (strchr("([{</", c))
    return SIDE_OPENER;
  if (c == '-')
    return SIDE_DASH;
  if (strchr(".,;:!?)]}>", c))
    return SIDE_POINT;
  return strchr("\"'`", c) ? SIDE_MARK : SIDE_WORD;
}

/* Dashes, blanks, marks and the ellipsis among the three-byte characters. */
static int
side_of_character(const char *at)
{
  unsigned char last = (unsigned char)at[2];

  if (memcmp(at, "\xe2\x80", 2) != 0)
    return SIDE_WORD;
  if (last <= 0x8a || last == 0xaf)
    return SIDE_BLANK;
  if (last >= 0x90 && last <= 0x95)
    return SIDE_DASH;
  if (last >= 0x98 && last <= 0x9e)
    return SIDE_MARK;
  return last == 0xa6 ? SIDE_POINT : SIDE_WORD;
}

static int
side_before(const char *text, uint32_t begin, uint32_t at)
{
  if (at == begin)
    return SIDE_BLANK;
  if ((unsigned char)text[at - 1] < 0x80)
    return side_of_byte((unsigned char)text[at - 1]);
  if (at - begin >= 2 && memcmp(text + at - 2, "\xc2\xa0", 2) == 0)
    return SIDE_BLANK;
  if (at - begin >= 2
      && (memcmp(text + at - 2, "\xc2\xab", 2) == 0
          || memcmp(text + at - 2, "\xc2\xbb", 2) == 0))
    return SIDE_MARK;
  return at - begin >= 3 ? side_of_character(text + at - 3) : SIDE_WORD;
}

int
glyphs_side_after(const char *text, uint32_t end, uint32_t at)
{
  if (at >= end)
    return SIDE_BLANK;
  if ((unsigned char)text[at] < 0x80)
    return side_of_byte((unsigned char)text[at]);
  if (end - at >= 2 && memcmp(text + at, "\xc2\xa0", 2) == 0)
    return SIDE_BLANK;
  if (end - at >= 2
      && (memcmp(text + at, "\xc2\xab", 2) == 0
          || memcmp(text + at, "\xc2\xbb", 2) == 0))
    return SIDE_MARK;
  return end - at >= 3 ? side_of_character(text + at) : SIDE_WORD;
}

const Glyph *
glyphs_at(const char *text, uint32_t at, uint32_t end)
{
  for (size_t i = 0; i < GLYPHS; i++)
    if (end - at >= glyph_table[i].length
        && memcmp(text + at, glyph_table[i].bytes, glyph_table[i].length) == 0)
      return &glyph_table[i];
  return NULL;
}

/* Of three straight ticks one is a single mark: the outer one is double. */
static const Glyph *
split_ticks(const char *text, const Paragraph *at, uint32_t place,
            const Glyph *glyph)
{
  uint32_t run = 2;

  if (glyph != &glyph_table[GLYPH_TICKS])
    return glyph;
  while (run < 4 && place + run < at->text.end && text[place + run] == '\'')
    run++;
  if (run == 3 && side_before(text, at->text.begin, place) > SIDE_DASH)
    return &glyph_table[GLYPH_TICK];
  return glyph;
}

/* The first bytes of all glyphs: one load for each byte of the text. */
static const bool mark_starts[256] = {
  ['"'] = true, ['\''] = true, ['`'] = true, [0xc2] = true, [0xe2] = true
};

bool
glyphs_list(const char *text, const Paragraph *at, Marks *marks)
{
  uint32_t end = at->text.end;

  array_clear(marks);
  for (uint32_t i = at->text.begin; i < end; i++) {
    const Glyph *glyph;
    Mark mark;
    if (!mark_starts[(unsigned char)text[i]])
      continue;
    if (!(glyph = glyphs_at(text, i, end)))
      continue;
    glyph = split_ticks(text, at, i, glyph);
    mark = (Mark){ .begin = i,
                   .end = i + glyph->length,
                   .glyph = (uint8_t)(glyph - glyph_table) };
    if (!array_push(marks, mark))
      return false;
    i = mark.end - 1;
  }
  return true;
}

static uint8_t
flank_of(int before, int after)
{
  uint8_t flank = 0;

  if (before <= SIDE_DASH && after != SIDE_BLANK)
    flank |= LIKE_OPEN;
  if (before != SIDE_BLANK && before != SIDE_OPENER && after <= SIDE_POINT
      && after != SIDE_OPENER)
    flank |= LIKE_CLOSE;
  if (before == SIDE_WORD && after == SIDE_WORD)
    flank |= IN_WORD;
  return flank;
}

/* A mark that touches another one has the other's neighbour for its own. */
void
glyphs_flank(const char *text, const Paragraph *at, Marks *marks)
{
  int before = SIDE_BLANK, after = SIDE_BLANK;

  for (uint32_t i = 0; i < marks->count; i++) {
    Mark *mark = &marks->items[i];
    int side = side_before(text, at->text.begin, mark->begin);
    if (side != SIDE_MARK || !i)
      before = side == SIDE_MARK ? SIDE_BLANK : side;
    mark->used = (uint8_t)before;
    if (mark->begin > at->text.begin && text[mark->begin - 1] >= '0'
        && text[mark->begin - 1] <= '9')
      mark->flank = AFTER_DIGIT;
  }
  for (uint32_t i = marks->count; i-- > 0;) {
    Mark *mark = &marks->items[i];
    int side = glyphs_side_after(text, at->text.end, mark->end);
    if (side != SIDE_MARK || i + 1 == marks->count)
      after = side == SIDE_MARK ? SIDE_BLANK : side;
    mark->flank |= flank_of(mark->used, after);
    mark->used = 0;
  }
}
