/* SPDX-License-Identifier: Apache-2.0
 *
 * marks.c - marks are first listed with what stands beside them, then paired
 * on a stack.
 */
#include "marks.h"

#include "glyphs.h"

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

static uint8_t
style_of(const Mark *mark)
{
  return glyph_table[mark->glyph].style;
}

static void
push(Pairing *p, uint32_t i)
{
  if (style_of(&p->marks->items[i]) == STYLE_DOUBLE)
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
  while (top && style_of(&p->marks->items[p->stack[top - 1]]) != style) {
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
    if (style_of(next) == STYLE_DOUBLE || (next->flank & IN_WORD))
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
  if (top && style_of(&p->marks->items[p->stack[top - 1]]) == STYLE_SINGLE)
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

/* Is an open mark without a partner the start of a quote that goes on to the
 * paragraph's end?  Yes when the next paragraph takes it up, or when it stands
 * where quotes begin. */
static bool
runs_on(const Pairing *p, const Paragraph *at, const Paragraph *next,
        uint32_t open)
{
  const Mark *mark = &p->marks->items[open];
  uint32_t i = mark->begin;

  if (!(mark->flank & LIKE_OPEN))
    return false;
  for (uint32_t k = open + 1; k < p->marks->count; k++)
    if (p->partner[k] != NONE
        && style_of(&p->marks->items[k]) == style_of(mark))
      return false;
  if (next && starts_with_mark(p->text, next, style_of(mark)))
    return true;
  if (style_of(mark) == STYLE_SINGLE)
    return false;
  if (i == first_text(p->text, at))
    return true;
  while (i > at->text.begin && p->text[i - 1] == ' ')
    i--;
  return i > at->text.begin && strchr(",:", p->text[i - 1]);
}

static void
trim(const char *text, stemma_span *span)
{
  while (span->begin < span->end && (unsigned char)text[span->begin] <= ' ')
    span->begin++;
  while (span->end > span->begin && (unsigned char)text[span->end - 1] <= ' ')
    span->end--;
}

/* A new quote, in its place behind those that `quotes` counts; NULL without
 * memory. */
static Quoted *
begin_quote(Quotes *quotes)
{
  Quoted *one;

  if (!array_reserve(quotes, quotes->count + 1))
    return NULL;
  one = &quotes->items[quotes->count];
  *one = (Quoted){ .style = STYLE_DOUBLE, .item = NONE };
  return one;
}

/* Keeps the new quote if it has something in it and its style counts. */
static void
end_quote(const char *text, Quotes *quotes, uint64_t styles)
{
  Quoted *one = &quotes->items[quotes->count];

  trim(text, &one->inside);
  quotes->count += (one->inside.begin != one->inside.end)
                   & (uint32_t)(styles >> one->style & 1u);
}

/* Turns the pairs into quotes, in the order of their first marks. */
static bool
emit_pairs(const Pairing *p, const Paragraph *at, uint32_t open,
           uint64_t styles, Quotes *quotes, uint32_t *ends)
{
  uint32_t depth = 0;

  for (uint32_t i = 0; i < p->marks->count; i++) {
    const Mark *mark = &p->marks->items[i], *last;
    Quoted *one;
    if (i != open && p->partner[i] == NONE)
      continue;
    one = begin_quote(quotes);
    if (!one)
      return false;
    last = i == open ? NULL : &p->marks->items[p->partner[i]];
    one->style = style_of(mark);
    one->open = !last;
    one->inside = (stemma_span){ mark->end, last ? last->begin : at->text.end };
    one->outside =
        (stemma_span){ mark->begin, last ? last->end : at->text.end };
    while (depth && ends[depth - 1] <= mark->begin)
      depth--;
    one->depth = (uint8_t)(depth < 255 ? depth : 255);
    ends[depth++] = one->outside.end;
    end_quote(p->text, quotes, styles);
  }
  return true;
}

/* All that follows the "NAME:" of an interview is one quote. */
static bool
emit_label(const stemma_doc *doc, const Paragraph *at, Quotes *quotes)
{
  const char *end = doc->text + at->label.end;
  const char *colon =
      *end == '.' ? end : memchr(end, ':', at->text.end - at->label.end);
  Quoted *one;

  if (!colon)
    return true;
  one = begin_quote(quotes);
  if (!one)
    return false;
  one->label = 1;
  one->speaker = at->label;
  one->inside =
      (stemma_span){ (uint32_t)(colon + 1 - doc->text), at->text.end };
  one->outside = one->inside;
  end_quote(doc->text, quotes, UINT64_MAX);
  return true;
}

static bool
pair_paragraph(const stemma_doc *doc, const Paragraph *at,
               const Paragraph *next, uint64_t styles, MarkScratch *scratch,
               bool *carry, Quotes *quotes)
{
  Pairing p = { .text = doc->text, .marks = &scratch->marks, .orphan = NONE };
  uint32_t n = scratch->marks.count, open = NONE;

  if (!array_reserve(&scratch->stack, 3 * n + 1))
    return false;
  p.stack = scratch->stack.items;
  p.partner = p.stack + n;
  for (uint32_t i = 0; i < n; i++)
    p.partner[i] = NONE;
  for (uint32_t i = 0; i < n; i++)
    if (style_of(&scratch->marks.items[i]) == STYLE_DOUBLE)
      take_double(&p, i);
    else
      take_single(&p, i);
  if (*carry && p.orphan != NONE) {
    const Mark *end = &scratch->marks.items[p.orphan];
    Quoted *one = begin_quote(quotes);
    if (!one)
      return false;
    one->inside = (stemma_span){ at->text.begin, end->begin };
    one->outside = (stemma_span){ at->text.begin, end->end };
    end_quote(doc->text, quotes, styles);
  }
  *carry = false;
  for (uint32_t i = p.depth, tries = 4; i-- > 0 && tries-- && open == NONE;)
    if (runs_on(&p, at, next, p.stack[i]))
      open = p.stack[i];
  *carry = open != NONE;
  return emit_pairs(&p, at, open, styles, quotes, p.partner + n);
}

bool
marks_find(const stemma_doc *doc, Paragraphs *paragraphs, uint64_t styles,
           MarkScratch *scratch, Quotes *quotes)
{
  uint32_t start = 0;
  bool carry = false;

  if (!glyphs_starts(doc, &scratch->starts))
    return false;
  for (uint32_t i = 0; i < paragraphs->count; i++) {
    Paragraph *at = &paragraphs->items[i];
    const Paragraph *next = i + 1 < paragraphs->count ? at + 1 : NULL;
    at->quote = quotes->count;
    if (at->label.end && !emit_label(doc, at, quotes))
      return false;
    if (!glyphs_list(doc->text, at, &scratch->starts, &start, &scratch->marks))
      return false;
    if (scratch->marks.count) {
      glyphs_flank(doc->text, at, &scratch->marks);
      if (!pair_paragraph(doc, at, next, styles, scratch, &carry, quotes))
        return false;
    } else {
      carry = false;
    }
    at->quote_end = quotes->count;
    for (uint32_t k = at->quote; k < at->quote_end; k++) {
      quotes->items[k].paragraph = i;
      if (at->label.end && k > at->quote)
        quotes->items[k].depth++;
    }
  }
  return true;
}

void
marks_free(MarkScratch *scratch)
{
  array_free(&scratch->starts);
  array_free(&scratch->marks);
  array_free(&scratch->stack);
}
