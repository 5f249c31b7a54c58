/* SPDX-License-Identifier: Apache-2.0
 *
 * indirect.c - see indirect.h.
 */
#include "indirect.h"

#include "clause.h"
#include "phrase.h"

/* Rows of one sentence: real ones have three or four. */
enum { ROWS = 16 };

/* Items of a content; empty where first == last. */
typedef struct Range {
  uint32_t first;
  uint32_t last;
} Range;

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

/* Does a noun phrase or a pronoun begin at `i`? */
static bool
is_object(const Clause *c, uint32_t i, uint32_t end)
{
  Phrase phrase;

  return phrase_from(c->items, i, end, &phrase)
         || (clause_at(c, i)->bits & (W_OBJECT | W_ASKER))
         || (clause_at(c, i)->cue & FORM_ING);
}

/* "...," X said: the cue has its quote. */
static bool
is_taken(const Clause *c, const Frame *frame)
{
  uint32_t start = clause_start(frame);

  if (start > c->sent->first && clause_at(c, start - 1)->kind == ITEM_MARK)
    start--;
  return start > c->sent->first && clause_at(c, start - 1)->kind == ITEM_QUOTE;
}

/* "spoke for more than two hours": tells how long, not what. */
static bool
is_duration(const Clause *c, uint32_t i, uint32_t end)
{
  bool number = false;

  for (uint32_t k = i + 1; k < end && k < i + 6; k++) {
    const Item *item = clause_at(c, k);
    if (number && (item->bits & W_TIME))
      return true;
    number = item->kind == ITEM_NUMBER || (item->bits & (W_NUMBER | W_DET));
  }
  return false;
}

/* "called on", "appealed to" */
static bool
is_plain_tie(const Item *item)
{
  return item->kind == ITEM_WORD && (item->bits & W_PREP)
         && !(item->bits & (W_SUB | W_ADVERB));
}

/* Is the frame in a clause that "while" or "when" leads in?  Then it ends at
 * the next comma. */
static bool
is_subordinate(const Clause *c, const Frame *frame)
{
  uint32_t start = clause_start(frame);

  if (frame->first > c->sent->first
      && (clause_at(c, frame->first - 1)->bits & W_REL))
    return true; /* "X, who said ..., did ..." */
  return start > c->sent->first && start <= c->sent->body + 3
         && (clause_at(c, start - 1)->bits & W_SUB)
         && !(clause_at(c, start - 1)->cue & WORD_THAT);
}

/* "remarks that angered ...": a verb right behind "that". */
static bool
is_relative(const Clause *c, uint32_t that)
{
  const Item *next = clause_at(c, that + 1);

  return !(next->cue & WORD_SHORT) && phrase_is_finite(c->items, that, that + 1)
         && ((next->bits & W_AUX) || (next->cue & (FORM_ED | FORM_S)));
}

/* What stands behind the cue of frame `number`. */
static Range
content_after(const Clause *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t end = c->end, i = frame->last, that;
  bool comma = is_subordinate(c, frame);
  Range none = { 0, 0 };

  if (frame->flags & FRAME_INVERTED)
    return none;
  i = clause_skip_time(c, i, end);
  if (i >= end)
    return none;
  that = clause_find_that(c, i, end);
  if (that == NONE && (frame->cue & CUE_TELL)) {
    uint32_t after = clause_skip_hearer(c, i, end);
    after += after < end && clause_at(c, after)->kind == ITEM_QUOTE;
    that = after < end ? clause_find_that(c, after, end) : NONE;
  }
  if (that != NONE && (frame->flags & FRAME_NOUN) && is_relative(c, that))
    return none;
  if (that != NONE && (frame->flags & FRAME_INFINITIVE)
      && (frame->first == c->sent->first
          || !(clause_at(c, frame->first - 1)->cue & WORD_PARTICLE)))
    return none; /* "refused to say that ...", but "went on to say" */
  if (that == NONE && (frame->flags & FRAME_PARTICIPLE)
      && frame->first == c->sent->body && frame->subject.first == NONE)
    return none; /* "Adding the cost, ..." */
  if (that != NONE && (frame->cue & (CUE_ANY & ~(uint32_t)CUE_COMMIT)))
    return (Range){ that, clause_end(c, number, that, comma) };
  if ((frame->flags & FRAME_NOUN) || clause_at(c, i)->kind > ITEM_NUMBER
      || is_taken(c, frame))
    return none;
  if ((frame->flags & FRAME_INFINITIVE) && !(clause_at(c, i)->bits & W_ASKER))
    return none;         /* "to praise X": nobody has done it yet */
  if (c->sent->headline) /* its capitals hide where a clause begins */
    return (Range){ i, clause_end(c, number, i, false) };
  if (clause_is_infinitive(c, i, end))
    return (frame->cue & (CUE_COMMIT | CUE_THINK))
                   && frame->subject.first != NONE
               ? (Range){ i, clause_end(c, number, i, true) }
               : none;
  if ((frame->cue & CUE_DEMAND)
      && clause_is_request(c, i + is_plain_tie(clause_at(c, i)), end)) {
    i += is_plain_tie(clause_at(c, i)); /* "called on X to ..." */
    return (Range){ i, clause_end(c, number, i, true) };
  }
  if (frame->cue & CUE_TELL) {
    uint32_t after = clause_skip_time(c, clause_skip_hearer(c, i, end), end);
    if (after > i && after < end && clause_is_clause(c, after, end, false))
      return (Range){ after, clause_end(c, number, after, comma) };
  }
  if ((frame->cue & (CUE_SAY | CUE_THINK | CUE_REPORT))
      && clause_is_clause(c, i, end, !(frame->cue & CUE_CLAUSE)))
    return (Range){ i, clause_end(c, number, i, comma) };
  if (frame->flags & FRAME_PASSIVE)
    return none;
  if (clause_is_tie(clause_at(c, i)) && i + 1 < end)
    return (frame->cue & (CUE_SAY | CUE_JUDGE)) && !is_duration(c, i, end)
               ? (Range){ i + 1, clause_object_end(c, number, i + 1) }
               : none;
  if ((frame->cue & CUE_JUDGE) && (clause_at(c, i)->cue & WORD_TO)
      && i + 1 < end)
    i++; /* "referred to" */
  if ((frame->cue & CUE_JUDGE) && is_object(c, i, end))
    return (Range){ i, clause_object_end(c, number, i) };
  return none;
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

/* "was asked (by X, on Monday) whether ...", "about ...": the item that leads
 * the content in; `end` without one. */
static uint32_t
passive_lead(const Clause *c, const Frame *frame)
{
  uint32_t end = c->end, i = frame->last;

  if (!(frame->cue & (CUE_SAY | CUE_TELL | CUE_DEMAND)))
    return end;
  for (; i < end && i < frame->last + CLAUSE_REACH; i++) {
    const Item *item = clause_at(c, i);
    if (item->kind != ITEM_WORD || clause_is_infinitive(c, i, end))
      break;
    if ((item->bits & W_ASKER)
        && (item->cue & WORD_THAT
            || ((frame->cue & CUE_DEMAND) && (frame->cue & CUE_TELL))))
      return i;
    if (clause_is_tie(item) && (i == frame->last || (frame->cue & CUE_TELL)))
      return i;
    if (i == frame->last && !(item->bits & (W_PREP | W_TIME)))
      break;
  }
  return end;
}

/* "X is expected to ...": the whole clause. */
static Range
content_of_passive(const Clause *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t end = c->end;
  uint32_t i = passive_lead(c, frame);
  Phrase subject;

  if (i < end && (clause_at(c, i)->bits & W_ASKER))
    return (Range){ i, clause_end(c, number, i, true) };
  if (i + 1 < end)
    return (Range){ i + 1, clause_object_end(c, number, i + 1) };
  if (frame->first > c->sent->body && (frame->cue & CUE_JUDGE)
      && phrase_to(c->items, c->sent->body, frame->first - 1, &subject)) {
    if (frame->subject.first != NONE) /* "X was rejected by Y" */
      return (Range){ subject.first, subject.last };
    if (frame->last < end
        && ((clause_at(c, frame->last)->cue & WORD_OF)
            || ((clause_at(c, frame->last)->cue & WORD_AS)
                && !(frame->cue & CUE_SAY))
            || (clause_at(c, frame->last)->bits & W_DET)
            || (frame->cue & CUE_THINK)))
      return (Range){ subject.first,
                      clause_object_end(c, number, frame->last) };
    return (Range){ 0, 0 };
  }
  if (!(frame->cue & (CUE_THINK | CUE_SAY | CUE_REPORT))
      || (frame->cue & (CUE_TELL | CUE_DEMAND)) || frame->last + 1 >= end
      || frame->first <= c->sent->body
      || !clause_is_infinitive(c, frame->last, end)
      || !phrase_to(c->items, c->sent->body, frame->first - 1, &subject))
    return (Range){ 0, 0 };
  return (Range){ subject.first, clause_end(c, number, frame->last, false) };
}

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

static bool
has_finite(const Clause *c, uint32_t first, uint32_t last)
{
  for (uint32_t i = first; i < last; i++)
    if (phrase_is_finite(c->items, first, i))
      return true;
  return false;
}

/* "(When) asked about it, X said": what stands before is no content. */
static bool
is_asked(const Clause *c, const Frame *frame)
{
  const Frame *first = &c->frames->items[0];

  return first < frame && (first->flags & FRAME_PASSIVE)
         && first->first <= c->sent->body + 1;
}

/* "..., X said.", "..., according to X": what stands before. */
static Range
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
  if (start > c->sent->body + 1 && has_finite(c, c->sent->body, start))
    return (Range){ begin_before(c, start), start };
  return none;
}

/* "According to X, ...". */
static Range
content_of_according(const Clause *c, uint32_t number)
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
            || !has_finite(c, c->sent->body, frame->first)))
      return (Range){ begin_before(c, frame->first), end };
    return content_before(c, number);
  }
  if (i >= end || i + 1 == end)
    return (Range){ 0, 0 };
  return (Range){ i + 1, clause_end(c, number, i + 1, false) };
}

/* "As X reported, ...": what stands behind the comma. */
static Range
content_of_as(const Clause *c, uint32_t number)
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

/* "NAME: ...": not "Editing: Ana Bel". */
static Range
content_of_colon(const Clause *c, const Frame *frame)
{
  bool verb = has_finite(c, frame->last, c->end);

  for (uint32_t i = frame->last; c->sent->headline && i < c->end; i++)
    verb = verb || (clause_at(c, i)->bits & (W_VERB | W_AUX | W_BE));
  return verb ? (Range){ frame->last, c->end } : (Range){ 0, 0 };
}

static Range
content_of(const Clause *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  Range range = { 0, 0 };

  if (frame->flags & FRAME_COLON)
    return content_of_colon(c, frame);
  if (frame->flags & FRAME_ACCORDING)
    return content_of_according(c, number);
  range = content_of_as(c, number);
  if (range.first < range.last)
    return range;
  if (frame->flags & FRAME_PASSIVE)
    return content_of_passive(c, number);
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
  return has_finite(c, range.first, range.last);
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
  Clause c = { items, sent, frames, sent->last };
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
