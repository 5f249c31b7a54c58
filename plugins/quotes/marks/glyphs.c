/* SPDX-License-Identifier: Apache-2.0
 *
 * glyphs.c - see glyphs.h.
 */
#include "glyphs.h"

#include <string.h>

#include "eight.h"

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
enum {
  GLYPH_GUILLEMET = 8, /* and the closing one */
  GLYPH_BACK_TICKS = 10,
  GLYPH_TICKS = 11,
  GLYPH_STRAIGHT = 12,
  GLYPH_BACK_TICK = 13,
  GLYPH_TICK = 14
};

/* Of U+2018 to U+203A: glyph + 1. */
static const uint8_t wide_glyphs[0x40] = {
  [0x18] = 4, [0x19] = 5, [0x1a] = 6, [0x1c] = 1,
  [0x1d] = 2, [0x1e] = 3, [0x39] = 7, [0x3a] = 8
};

/* Of the ASCII characters that are no part of a word. */
static const uint8_t sides[128] = {
  ['('] = 1 + SIDE_OPENER, ['['] = 1 + SIDE_OPENER, ['{'] = 1 + SIDE_OPENER,
  ['<'] = 1 + SIDE_OPENER, ['/'] = 1 + SIDE_OPENER, ['-'] = 1 + SIDE_DASH,
  ['.'] = 1 + SIDE_POINT,  [','] = 1 + SIDE_POINT,  [';'] = 1 + SIDE_POINT,
  [':'] = 1 + SIDE_POINT,  ['!'] = 1 + SIDE_POINT,  ['?'] = 1 + SIDE_POINT,
  [')'] = 1 + SIDE_POINT,  [']'] = 1 + SIDE_POINT,  ['}'] = 1 + SIDE_POINT,
  ['>'] = 1 + SIDE_POINT,  ['"'] = 1 + SIDE_MARK,   ['\''] = 1 + SIDE_MARK,
  ['`'] = 1 + SIDE_MARK
};

static inline int
side_of_byte(unsigned char c)
{
  if (c <= ' ')
    return SIDE_BLANK;
  return sides[c] ? sides[c] - 1 : SIDE_WORD;
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
  unsigned char next = at + 1 < end ? (unsigned char)text[at + 1] : 0;

  switch ((unsigned char)text[at]) {
  case '"':
    return &glyph_table[GLYPH_STRAIGHT];
  case '\'':
    return &glyph_table[next == '\'' ? GLYPH_TICKS : GLYPH_TICK];
  case '`':
    return &glyph_table[next == '`' ? GLYPH_BACK_TICKS : GLYPH_BACK_TICK];
  case 0xc2:
    if (next != 0xab && next != 0xbb)
      return NULL;
    return &glyph_table[GLYPH_GUILLEMET + (next == 0xbb)];
  case 0xe2:
    if (next == 0x80 && end - at >= 3) {
      uint8_t wide = wide_glyphs[(unsigned char)text[at + 2] & 0x3fu];

      return wide ? &glyph_table[wide - 1] : NULL;
    }
    return NULL;
  default:
    return NULL;
  }
}

/* What two straight ticks are: of three one is a single mark, and the outer one
 * is double. */
static const Glyph *
split_ticks(const char *text, const Paragraph *at, uint32_t place)
{
  uint32_t run = 2;

  while (run < 4 && place + run < at->text.end && text[place + run] == '\'')
    run++;
  if (run == 3 && side_before(text, at->text.begin, place) > SIDE_DASH)
    return &glyph_table[GLYPH_TICK];
  return &glyph_table[GLYPH_TICKS];
}

/* Sixteen bytes that are looked at as one. */
enum { BLOCK = 16 };
typedef uint8_t Bytes __attribute__((vector_size(BLOCK)));
typedef uint64_t Halves __attribute__((vector_size(BLOCK)));

/* Which of the sixteen bytes from `at` on may begin a mark?  All that do are
 * among them: 0xe2 and 0xc2 are one bit apart, " and ' two, which they share
 * with # and &. */
static inline Halves
find_starts(const char *at)
{
  Bytes b;

  memcpy(&b, at, sizeof b);
  return (Halves)(((b | 0x05) == '\'') | (b == '`') | ((b | 0x20) == 0xe2));
}

/* A character of a word? */
static inline bool
is_letter(char c)
{
  return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* "Kim's", "don't": most single marks are no marks at all, and need not be
 * paired.  Of others that stand in words the flanks tell. */
static inline bool
is_apostrophe(const stemma_doc *doc, uint32_t at)
{
  const Glyph *glyph;

  if (!at || !is_letter(doc->text[at - 1]))
    return false;
  glyph = glyphs_at(doc->text, at, doc->length);
  return glyph && glyph->style == STYLE_SINGLE
         && is_letter(doc->text[at + glyph->length]);
}

/* A bit for each byte of a block that `found` has. */
static inline uint32_t
bits_of(Halves found)
{
  const uint64_t places = UINT64_C(0x8040201008040201);
  char bytes[BLOCK];
  uint64_t low, high;

  memcpy(bytes, &found, sizeof bytes);
  low = (eight_load(bytes) & places) * EIGHT(1) >> 56;
  high = (eight_load(bytes + 8) & places) * EIGHT(1) >> 56;
  return (uint32_t)(low | high << 8);
}

/* Lists those of the bytes from `first` on that have a bit. */
static inline bool
list_starts(const stemma_doc *doc, uint32_t first, uint32_t bits,
            Places *starts)
{
  for (; bits; bits &= bits - 1) {
    uint32_t at = first + (uint32_t)__builtin_ctz(bits);
    if (!is_apostrophe(doc, at) && !array_push(starts, at))
      return false;
  }
  return true;
}

bool
glyphs_starts(const stemma_doc *doc, Places *starts)
{
  char copy[2 * BLOCK] = { 0 }; /* so that nothing behind the text is read */
  uint32_t last = doc->length & ~(uint32_t)(sizeof copy - 1);

  array_clear(starts);
  for (uint32_t i = 0; i < doc->length; i += 2 * BLOCK) {
    const char *at = doc->text + i;
    Halves first, second, any;
    if (i == last)
      at = memcpy(copy, at, doc->length - last);
    first = find_starts(at);
    second = find_starts(at + BLOCK);
    any = first | second; /* two blocks with one branch: most have none */
    if ((any[0] | any[1])
        && !list_starts(doc, i, bits_of(first) | bits_of(second) << BLOCK,
                        starts))
      return false;
  }
  return true;
}

bool
glyphs_list(const char *text, const Paragraph *at, const Places *starts,
            uint32_t *next, Marks *marks)
{
  uint32_t end = at->text.begin;

  array_clear(marks);
  for (; *next < starts->count && starts->items[*next] < at->text.end;
       ++*next) {
    Mark mark = { .begin = starts->items[*next] };
    const Glyph *glyph;
    if (mark.begin < end)
      continue;
    glyph = glyphs_at(text, mark.begin, at->text.end);
    if (!glyph)
      continue;
    if (glyph == &glyph_table[GLYPH_TICKS])
      glyph = split_ticks(text, at, mark.begin);
    mark.end = end = mark.begin + glyph->length;
    mark.glyph = (uint8_t)(glyph - glyph_table);
    if (!array_push(marks, mark))
      return false;
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
