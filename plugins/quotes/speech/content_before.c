/* SPDX-License-Identifier: Apache-2.0
 *
 * content_before.c - what is said before its cue, or behind words that lead a
 * sentence in; see content.h.
 */
#include "content.h"

#include "phrase.h"

/* The item behind the cue, its hearer and its date. */
static uint32_t
tail_of(const Clause *c, const Frame *frame)
{
  uint32_t end = c->end, i = frame->last;

  if (frame->flags & FRAME_INVERTED)
    i = frame->subject.last;
  if (frame->cue & CUE_TELL)
    i = clause_skip_hearer(c, i, end);
  return clause_skip_time(c, i, end);
}

/* Does nothing but a hearer, a date or a place follow the cue? */
static bool
is_trailing(const Clause *c, const Frame *frame)
{
  uint32_t end = c->end, i = tail_of(c, frame);

  return i >= end || (clause_at(c, i)->bits & W_PREP)
         || clause_is_mark(clause_at(c, i), ',')
         || clause_is_mark(clause_at(c, i), ';');
}

/* A dash with a blank before it. */
static bool
is_dash(const Clause *c, uint32_t i)
{
  return i > c->sent->first && clause_is_mark(clause_at(c, i), '-')
         && clause_at(c, i)->span.begin > clause_at(c, i - 1)->span.end;
}

/* Where the clause that ends at item `end` begins: behind a semicolon or a
 * lone dash (two embrace what is within the clause), else with the sentence. */
static uint32_t
begin_before(const Clause *c, uint32_t end)
{
  uint32_t begin = c->sent->body, dash = NONE;

  for (uint32_t i = begin; i + 3 < end; i++)
    if (clause_is_mark(clause_at(c, i), ';')) {
      begin = i + 1;
      dash = NONE;
    } else if (is_dash(c, i)) {
      dash = dash == NONE ? i + 1 : NONE;
    }
  return dash == NONE ? begin : dash;
}

/* "(When) asked about it, X said": what stands before is no content. */
static bool
is_asked(const Clause *c, const Frame *frame)
{
  const Frame *first = &c->frames->items[0];

  return first < frame && (first->flags & FRAME_PASSIVE)
         && first->first <= c->sent->body + 1;
}

/* "When she rose, X said": no more than that tells when. */
static bool
is_when(const Clause *c, uint32_t first, uint32_t last)
{
  const Item *item = clause_at(c, first);

  if (!(item->bits & W_SUB) || (item->bits & W_ADVERB)
      || (item->cue & WORD_THAT))
    return false;
  for (uint32_t i = first; i < last; i++)
    if (clause_is_mark(clause_at(c, i), ','))
      return false;
  return true;
}

Range
content_before(const Clause *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t start = clause_start(frame);
  Range none = { 0, 0 };

  if (frame->flags
      & (FRAME_PASSIVE | FRAME_PARTICIPLE | FRAME_INFINITIVE | FRAME_NOUN))
    return none;
  if (start < c->sent->body + 2 || start > c->sent->body + CLAUSE_LONGEST
      || !((frame->flags & FRAME_ACCORDING)
           || clause_is_mark(clause_at(c, start - 1), ',')))
    return none;
  if (!(frame->flags & FRAME_ACCORDING)
      && (!(frame->cue & (CUE_SAY | CUE_TELL | CUE_REPORT))
          || !is_trailing(c, frame) || is_asked(c, frame)))
    return none;
  if (clause_is_mark(clause_at(c, start - 1), ',')) {
    uint32_t after = tail_of(c, frame);
    start--;
    if (!(frame->flags & FRAME_INVERTED) && after + 1 < c->end
        && clause_is_mark(clause_at(c, after), ',')
        && !((clause_at(c, after + 1)->cue & FORM_ING)
             && (clause_at(c, after + 1)->cue & CUE_SAY))) {
      uint32_t begin = begin_before(c, start);
      if (begin + 2 >= start && (clause_at(c, begin)->bits & W_CONJ))
        begin = after + 1;
      return (Range){ begin, clause_end(c, number, after + 1, false) };
    }
  }
  if (!(frame->flags & (FRAME_ACCORDING | FRAME_INVERTED))
      && is_when(c, c->sent->body, start))
    return none;
  if (start > c->sent->body + 1 && clause_has_finite(c, c->sent->body, start))
    return (Range){ begin_before(c, start), start };
  return none;
}

Range
content_according(const Clause *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t i = frame->subject.last, end = c->end;

  while (i < end && i < frame->subject.last + CLAUSE_LONGEST
         && !clause_is_mark(clause_at(c, i), ','))
    i++;
  if (frame->first > c->sent->body + 2) {
    if (clause_is_mark(clause_at(c, frame->first - 1), ',') && i + 2 < end
        && i < frame->subject.last + CLAUSE_REACH
        && ((clause_at(c, frame->first - 2)->bits & W_SUB)
            || !clause_has_finite(c, c->sent->body, frame->first)))
      return (Range){ begin_before(c, frame->first), end };
    return content_before(c, number);
  }
  if (i >= end || i + 1 == end)
    return (Range){ 0, 0 };
  return (Range){ i + 1, clause_end(c, number, i + 1, false) };
}

Range
content_as(const Clause *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t start = clause_start(frame), end = c->end, i = frame->last;

  if (start < c->sent->body + 1 || start > c->sent->body + 3
      || !(clause_at(c, start - 1)->cue & WORD_AS) || !(frame->cue & CUE_SAY)
      || (start > c->sent->body + 1 && clause_at(c, start - 2)->mark != ','))
    return (Range){ 0, 0 };
  if ((frame->flags & FRAME_PASSIVE) && frame->subject.first != NONE)
    i = frame->subject.last;
  i = clause_skip_time(c, i, end);
  if (i + 1 >= end || !clause_is_mark(clause_at(c, i), ','))
    return (Range){ 0, 0 };
  return (Range){ i + 1, clause_end(c, number, i + 1, false) };
}

Range
content_relative(const Clause *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t start = frame->subject.first;

  if (!(frame->cue & (CUE_SAY | CUE_THINK)) || start == NONE
      || start < c->sent->body + 2 || start >= frame->first
      || frame->subject.last > frame->first || frame->last >= c->end
      || !(clause_at(c, start - 1)->bits & W_REL)
      || !phrase_is_finite(c->items, frame->last, frame->last))
    return (Range){ 0, 0 };
  return (Range){ start - 1, clause_end(c, number, frame->last, true) };
}

Range
content_colon(const Clause *c, const Frame *frame)
{
  bool verb = clause_has_finite(c, frame->last, c->end);

  for (uint32_t i = frame->last; c->sent->headline && i < c->end; i++)
    verb = verb || (clause_at(c, i)->bits & (W_VERB | W_AUX | W_BE));
  return verb ? (Range){ frame->last, c->end } : (Range){ 0, 0 };
}
