/* SPDX-License-Identifier: Apache-2.0
 *
 * marks.c - the quotes of all paragraphs, from marks that are listed with what
 * stands beside them (glyphs.h) and paired (pairs.h).
 */
#include "marks.h"

#include "glyphs.h"
#include "pairs.h"

#include <string.h>

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
    one->style = pairs_style(mark);
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
  pairs_find(&p);
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
    if (pairs_run_on(&p, at, next, p.stack[i]))
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
