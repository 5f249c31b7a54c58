/* SPDX-License-Identifier: Apache-2.0
 *
 * pairs.c - see pairs.h.
 */
#include "pairs.h"

#include <string.h>

/* Words that lose their beginning: 'em, 'til, '90s. */
static bool
is_elision(const char *text, uint32_t at)
{
  static const char *const words[] = { "em", "til",  "tis", "twas", "cause",
                                       "n",  "bout", "cuz", NULL };

  if (text[at] >= '0' && text[at] <= '9')
    return true;
  if (!memchr("etcnb", text[at] | 0x20, 5))
    return false; /* as none of the words begins */
  for (int i = 0; words[i]; i++) {
    uint32_t k = 0;
    while (words[i][k] && ((text[at + k] | 0x20) == words[i][k]))
      k++;
    if (!words[i][k]
        && glyphs_side_after(text, UINT32_MAX, at + k) != SIDE_WORD)
      return true;
  }
  return false;
}

/* 6'2": the mark closes a length, not a quote. */
static bool
is_inch(const char *text, const Mark *mark)
{
  uint32_t i = mark->begin;

  if (!(mark->flank & AFTER_DIGIT))
    return false;
  while (i && text[i - 1] >= '0' && text[i - 1] <= '9')
    i--;
  if (i && text[i - 1] == ' ') /* 6' 5" */
    i--;
  if (i && text[i - 1] == '\'')
    return true;
  return i >= 3 && memcmp(text + i - 3, "\xe2\x80\x99", 3) == 0;
}

static void
push(Pairing *p, uint32_t i)
{
  if (pairs_style(&p->marks->items[i]) == STYLE_DOUBLE)
    p->doubles++;
  p->stack[p->depth++] = i;
}

/* Closes the topmost open mark of the style; what is open above it was no
 * mark.  A single mark never closes over an open double one. */
static bool
close_pair(Pairing *p, uint32_t i, uint8_t style)
{
  uint32_t top = p->depth;

  if (style == STYLE_DOUBLE && !p->doubles)
    return false;
  while (top && pairs_style(&p->marks->items[p->stack[top - 1]]) != style) {
    if (style == STYLE_SINGLE)
      return false;
    top--;
  }
  if (!top)
    return false;
  p->partner[p->stack[top - 1]] = i;
  p->depth = top - 1;
  p->doubles -= style == STYLE_DOUBLE;
  return true;
}

/* 1 for an opening double mark, 2 for a closing one. */
static int
role_of_double(const Pairing *p, const Mark *mark)
{
  int like = mark->flank & (LIKE_OPEN | LIKE_CLOSE);

  if (glyph_table[mark->glyph].role == OPENS)
    return like == LIKE_CLOSE && p->doubles ? 2 : 1;
  if (glyph_table[mark->glyph].role == CLOSES)
    return like == LIKE_OPEN && !p->doubles ? 1 : 2;
  if (like == LIKE_OPEN || like == LIKE_CLOSE)
    return like;
  return p->doubles ? 2 : 1;
}

static void
take_double(Pairing *p, uint32_t i)
{
  const Mark *mark = &p->marks->items[i];

  if (glyph_table[mark->glyph].role == BOTH && is_inch(p->text, mark))
    return;
  if (role_of_double(p, mark) == 1)
    push(p, i);
  else if (!close_pair(p, i, STYLE_DOUBLE) && !p->seen && p->orphan == NONE)
    p->orphan = i;
  p->seen = true;
}

/* After an s and before a blank the mark may be a possessive.  It is one when
 * a surer closing mark follows before the next opening one.  Looks at eight
 * marks at most, to stay linear. */
static bool
is_possessive(const Pairing *p, uint32_t i)
{
  const Mark *mark = &p->marks->items[i];
  uint32_t end = i + 9 < p->marks->count ? i + 9 : p->marks->count;

  if (p->text[mark->begin - 1] != 's' || p->text[mark->end] != ' ')
    return false;
  for (uint32_t k = i + 1; k < end; k++) {
    const Mark *next = &p->marks->items[k];
    if (pairs_style(next) == STYLE_DOUBLE || (next->flank & IN_WORD))
      continue;
    if ((next->flank & (LIKE_OPEN | LIKE_CLOSE)) == LIKE_OPEN)
      return false;
    if ((next->flank & LIKE_CLOSE)
        && (p->text[next->begin - 1] != 's' || p->text[next->end] != ' '))
      return true;
  }
  return false;
}

static void
open_single(Pairing *p, uint32_t i)
{
  uint32_t top = p->depth;

  if (is_elision(p->text, p->marks->items[i].end))
    return;
  if (top && pairs_style(&p->marks->items[p->stack[top - 1]]) == STYLE_SINGLE)
    p->depth--; /* the one before was an apostrophe */
  push(p, i);
}

static void
take_single(Pairing *p, uint32_t i)
{
  const Mark *mark = &p->marks->items[i];
  uint8_t role = glyph_table[mark->glyph].role;

  if (mark->flank & IN_WORD)
    return;
  if ((role & OPENS) && (mark->flank & LIKE_OPEN)
      && !(role == BOTH && (mark->flank & LIKE_CLOSE) && p->depth)) {
    open_single(p, i);
    return;
  }
  if ((role & CLOSES) && (mark->flank & LIKE_CLOSE) && mark->begin > 0
      && !is_possessive(p, i))
    close_pair(p, i, STYLE_SINGLE);
}

static uint32_t
first_text(const char *text, const Paragraph *at)
{
  uint32_t i = at->text.begin;

  while (i < at->text.end
         && glyphs_side_after(text, at->text.end, i) == SIDE_BLANK)
    i++;
  return i;
}

static bool
starts_with_mark(const char *text, const Paragraph *at, uint8_t style)
{
  uint32_t i = first_text(text, at);
  const Glyph *glyph =
      i < at->text.end ? glyphs_at(text, i, at->text.end) : NULL;

  return glyph && glyph->style == style && (glyph->role & OPENS)
         && glyphs_side_after(text, at->text.end, i + glyph->length)
                != SIDE_BLANK;
}

void
pairs_find(Pairing *p)
{
  const Mark *marks = p->marks->items;
  uint32_t count = p->marks->count;

  for (uint32_t i = 0; i < count; i++)
    p->partner[i] = NONE;
  for (uint32_t i = 0; i < count; i++)
    if (pairs_style(&marks[i]) == STYLE_DOUBLE)
      take_double(p, i);
    else
      take_single(p, i);
}

bool
pairs_run_on(const Pairing *p, const Paragraph *at, const Paragraph *next,
             uint32_t open)
{
  const Mark *mark = &p->marks->items[open];
  uint32_t i = mark->begin;

  if (!(mark->flank & LIKE_OPEN))
    return false;
  for (uint32_t k = open + 1; k < p->marks->count; k++)
    if (p->partner[k] != NONE
        && pairs_style(&p->marks->items[k]) == pairs_style(mark))
      return false;
  if (next && starts_with_mark(p->text, next, pairs_style(mark)))
    return true;
  if (pairs_style(mark) == STYLE_SINGLE)
    return false;
  if (i == first_text(p->text, at))
    return true;
  while (i > at->text.begin && p->text[i - 1] == ' ')
    i--;
  return i > at->text.begin && strchr(",:", p->text[i - 1]);
}
