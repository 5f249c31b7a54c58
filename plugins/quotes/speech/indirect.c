/* SPDX-License-Identifier: Apache-2.0
 *
 * indirect.c - see indirect.h.
 */
#include "indirect.h"

#include "content.h"
#include "phrase.h"

/* Rows of one sentence: real ones have three or four. */
enum { ROWS = 16 };

/* Is there a cue among the items `first` .. `last` - 1, after frame `number`?
 */
static bool
has_cue(const Clause *c, uint32_t number, uint32_t first, uint32_t last)
{
  for (uint32_t k = number + 1; k < c->frames->count && k <= number + 8; k++)
    if (c->frames->items[k].first >= first && c->frames->items[k].last <= last)
      return true;
  return false;
}

/* A content with a marked quote in it is left to that quote; but what stands
 * before "but added, ..." and "although he tweeted ..." is one of its own. */
static Range
before_quote(const Clause *c, uint32_t number, Range range)
{
  uint32_t cut = range.first;
  bool finite = false;

  if (!c->sent->quotes)
    return range;
  for (uint32_t i = range.first; i < range.last; i++) {
    const Item *item = clause_at(c, i);
    if (item->kind == ITEM_QUOTE)
      return (Range){ range.first,
                      has_cue(c, number, cut, i) ? cut : range.first };
    finite = finite || phrase_is_finite(c->items, range.first, i);
    if (finite && i + 1 < range.last
        && (clause_is_mark(item, ';')
            || (clause_is_mark(item, ',') && (item[1].bits & (W_CONJ | W_SUB))
                && !(item[1].bits & W_REL))))
      cut = i;
  }
  return range;
}

/* "a group supporting her" tells what the group is, not what it says; "a letter
 * warning that ..." tells what the letter says. */
static bool
is_modifier(const Clause *c, const Frame *frame)
{
  const Item *last =
      frame->first > c->sent->first ? clause_at(c, frame->first - 1) : NULL;

  if (frame->last < c->end && (clause_at(c, frame->last)->cue & WORD_THAT))
    return false;
  return (frame->flags & FRAME_PARTICIPLE) && last && last->kind == ITEM_WORD
         && !(last->bits & (W_PREP | W_CONJ | W_SUB | W_ADVERB | W_BE))
         && !(last->shape & ITEM_LY);
}

static Range
content_of(const Clause *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  Range range = { 0, 0 };

  if (frame->flags & FRAME_COLON)
    return content_colon(c, frame);
  if (frame->flags & FRAME_ACCORDING)
    return content_according(c, number);
  range = content_as(c, number);
  if (range.first < range.last)
    return range;
  if (frame->flags & FRAME_PASSIVE)
    return content_passive(c, number);
  range = content_relative(c, number);
  if (range.first < range.last)
    return range;
  if (is_modifier(c, frame))
    return range;
  if (!(frame->flags & FRAME_INVERTED))
    range = content_after(c, number);
  return range.first < range.last ? range : content_before(c, number);
}

static Found
found_of(const Clause *c, const Frame *frame, Range range)
{
  Found found = { .kind = STEMMA_INDIRECT, .entity = NONE };

  found.span = (stemma_span){ clause_at(c, range.first)->span.begin,
                              clause_at(c, range.last - 1)->span.end };
  found.cue = (stemma_span){ clause_at(c, frame->first)->span.begin,
                             clause_at(c, frame->last - 1)->span.end };
  if (frame->subject.first != NONE)
    found.speaker =
        (stemma_span){ clause_at(c, frame->subject.first)->span.begin,
                       clause_at(c, frame->subject.last - 1)->span.end };
  return found;
}

/* Within what somebody says: does the frame report what another one said?
 * "X said that Y had denied that ...", not "that they might discuss trade". */
static bool
is_own(const Clause *c, const Frame *frame, Range range)
{
  const Item *verb = clause_at(c, frame->last - 1);

  if (!(frame->cue & (CUE_SAY | CUE_REPORT)) || frame->subject.first == NONE)
    return false;
  if (frame->flags & (FRAME_INFINITIVE | FRAME_NOUN | FRAME_PASSIVE))
    return false;
  if ((verb->cue & FORM_BASE) && !(verb->cue & FORM_ED)
      && frame->first + 1 < frame->last)
    return false;
  return clause_has_finite(c, range.first, range.last);
}

/* "When asked about it, ...": nobody is named who asked. */
static bool
is_question_to(const Sent *sent, const Frame *frame)
{
  return (frame->flags & FRAME_PASSIVE) && frame->subject.first == NONE
         && frame->first <= sent->body + 1;
}

bool
indirect_sentence(const Items *items, const Sent *sent, const Frames *frames,
                  Founds *founds)
{
  Clause c = { items->items, sent, frames, sent->last };
  uint32_t said = 0; /* where the last content ends */
  uint32_t rows = 0;

  while (c.end > sent->first && items->items[c.end - 1].kind == ITEM_MARK
         && items->items[c.end - 1].mark != ')'
         && items->items[c.end - 1].mark != '%')
    c.end--;
  for (uint32_t i = 0; i < frames->count && rows < ROWS; i++) {
    const Frame *frame = &frames->items[i];
    Range range = before_quote(&c, i, content_of(&c, i));
    if (range.first >= range.last || is_question_to(sent, frame))
      continue;
    if ((range.last <= said
         || ((frame->flags & FRAME_NOUN) && frame->first < said))
        && !is_own(&c, frame, range))
      continue;
    if (range.last > said)
      said = range.last;
    rows++;
    if (!array_push(founds, found_of(&c, frame, range)))
      return false;
  }
  return true;
}
