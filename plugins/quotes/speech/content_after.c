/* SPDX-License-Identifier: Apache-2.0
 *
 * content_after.c - what is said behind its cue; see content.h.
 */
#include "content.h"

#include "phrase.h"

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
  return (item->bits & (W_PREP | W_SUB | W_ADVERB)) == W_PREP;
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

/* The "that" of what the frame reports, behind its hearer where it has one
 * ("told X that ..."); NONE: it has none. */
static uint32_t
find_that(const Clause *c, const Frame *frame, uint32_t i, uint32_t end)
{
  uint32_t that = clause_find_that(c, i, end);

  if (that == NONE && (frame->cue & CUE_TELL)) {
    uint32_t after = clause_skip_hearer(c, i, end);
    after += after < end && clause_at(c, after)->kind == ITEM_QUOTE;
    that = after < end ? clause_find_that(c, after, end) : NONE;
  }
  return that;
}

/* Does the frame report nothing, whatever follows it? */
static bool
reports_nothing(const Clause *c, const Frame *frame, uint32_t that)
{
  if (that == NONE)
    return (frame->flags & FRAME_PARTICIPLE) && frame->first == c->sent->body
           && frame->subject.first == NONE; /* "Adding the cost, ..." */
  if ((frame->flags & FRAME_NOUN) && is_relative(c, that))
    return true;
  /* "refused to say that ...", but "went on to say" */
  return (frame->flags & FRAME_INFINITIVE)
         && (frame->first == c->sent->first
             || !(clause_at(c, frame->first - 1)->cue & WORD_PARTICLE));
}

/* What a cue judges or speaks of, from item `i` on, where no clause follows:
 * "praised X", "spoke about X". */
static Range
content_object(const Clause *c, const Frame *frame, uint32_t number, uint32_t i)
{
  uint32_t end = c->end;
  Range none = { 0, 0 };

  if (clause_is_tie(clause_at(c, i)) && i + 1 < end)
    return (frame->cue & (CUE_SAY | CUE_JUDGE)) && !is_duration(c, i, end)
               ? (Range){ i + 1, clause_object_end(c, number, i + 1) }
               : none;
  if ((frame->cue & CUE_JUDGE) && (clause_at(c, i)->cue & WORD_TO)
      && i + 1 < end)
    i++; /* "referred to" */
  return (frame->cue & CUE_JUDGE) && is_object(c, i, end)
             ? (Range){ i, clause_object_end(c, number, i) }
             : none;
}

/* What stands behind the cue from item `i` on, without a "that". */
static Range
content_bare(const Clause *c, const Frame *frame, uint32_t number, uint32_t i,
             bool comma)
{
  uint32_t end = c->end;
  Range none = { 0, 0 };

  if ((frame->flags & FRAME_NOUN) || clause_at(c, i)->kind > ITEM_NUMBER
      || is_taken(c, frame))
    return none;
  if ((frame->flags & FRAME_INFINITIVE) && !(clause_at(c, i)->bits & W_ASKER))
    return none;         /* "to praise X": nobody has done it yet */
  if (c->sent->headline) /* its capitals hide where a clause begins */
    return (Range){ i, clause_end(c, number, i, false) };
  if (clause_is_infinitive(c, i, end))
    return (frame->cue & CUE_COMMIT) && frame->subject.first != NONE
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
  return frame->flags & FRAME_PASSIVE ? none
                                      : content_object(c, frame, number, i);
}

Range
content_after(const Clause *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t i, that;
  bool comma = is_subordinate(c, frame);
  Range none = { 0, 0 };

  if (frame->flags & FRAME_INVERTED)
    return none;
  i = clause_skip_time(c, frame->last, c->end);
  if (i >= c->end)
    return none;
  that = find_that(c, frame, i, c->end);
  if (reports_nothing(c, frame, that))
    return none;
  if (that != NONE && (frame->cue & (CUE_ANY & ~(uint32_t)CUE_COMMIT)))
    return (Range){ that, clause_end(c, number, that, comma) };
  return content_bare(c, frame, number, i, comma);
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

Range
content_passive(const Clause *c, uint32_t number)
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
    if (subject.first == c->sent->body + 1
        && (clause_at(c, c->sent->body)->cue & WORD_THAT))
      subject.first--;                /* "That claim was rejected" */
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
