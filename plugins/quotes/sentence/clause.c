/* SPDX-License-Identifier: Apache-2.0
 *
 * clause.c - see clause.h.
 */
#include "clause.h"

#include "phrase.h"

/* How far a "that" may stand behind its cue, and how far a verb behind its
 * subject. */
enum { REACH = CLAUSE_REACH };

/* The frame whose start is item `i`, after frame `from`; NULL: none. */
static const Frame *
frame_from(const Clause *c, uint32_t from, uint32_t i)
{
  for (uint32_t k = from; k < c->frames->count && k < from + 8; k++)
    if (clause_start(&c->frames->items[k]) == i
        || c->frames->items[k].first == i)
      return &c->frames->items[k];
  return NULL;
}

/* "(that) X, 54, had said": the verb of a subject before the comma at `i`. */
static bool
is_resumed(const Frame *frame, uint32_t first, uint32_t i)
{
  return frame->subject.first >= first && frame->subject.first < i;
}

/* Only marks and conjunctions end clauses. */
static inline bool
may_end(const Item *item)
{
  return (item->mark != 0) | ((item->bits & W_CONJ) != 0);
}

/* "... and added that ...", "... and Dren accused ...": does the conjunction at
 * `i` lead in what else is said?  "and hopes ..." goes on with the clause. */
static bool
is_new_speech(const Clause *c, uint32_t number, uint32_t i)
{
  const Frame *frame = frame_from(c, number + 1, i + 1);

  if (!frame || !(frame->cue & (CUE_SAY | CUE_JUDGE))
      || (frame->flags & (FRAME_INFINITIVE | FRAME_NOUN)))
    return false;
  return frame->subject.first == c->frames->items[number].subject.first
         || (frame->subject.first == i + 1
             && !(frame->flags & (FRAME_PASSIVE | FRAME_PARTICIPLE)));
}

/* Does the clause `first` .. `i` - 1 end before item `i`? */
static bool
is_end(const Clause *c, uint32_t number, uint32_t first, uint32_t i)
{
  const Item *item = clause_at(c, i),
             *next = i + 1 < c->sent->last ? item + 1 : NULL;
  const Frame *frame;

  if (clause_is_mark(item, ';'))
    return true;
  if (item->bits & W_CONJ)
    return is_new_speech(c, number, i);
  if (!clause_is_mark(item, ',') || !next || next->kind != ITEM_WORD)
    return false;
  if ((next->bits & W_CONJ) && !(next->cue & FORM_ANY)) {
    if (i + 2 >= c->sent->last)
      return false;
    if ((next->cue & WORD_BUT) && !(next[1].bits & (W_VERB | W_AUX | W_PREP)))
      return true;
    frame = frame_from(c, number + 1, i + 2);
    return frame && (frame->cue & CUE_SAY) && !(frame->flags & FRAME_NOUN);
  }
  if (next->cue & WORD_ACCORDING)
    return true;
  frame = frame_from(c, number + 1, i + 1);
  return frame
         && ((frame->flags & (FRAME_PARTICIPLE | FRAME_INVERTED))
             || ((frame->cue & CUE_SAY) && !is_resumed(frame, first, i)));
}

uint32_t
clause_end(const Clause *c, uint32_t number, uint32_t first, bool comma)
{
  const Item *items = c->items, *last;
  uint32_t end = c->end;

  if (end > first + CLAUSE_LONGEST)
    end = first + CLAUSE_LONGEST;
  last = items + end;
  for (const Item *item = items + first + 1; item < last; item++) {
    uint32_t i = (uint32_t)(item - items);
    if (may_end(item)
        && (is_end(c, number, first, i)
            || (comma && clause_is_mark(item, ','))))
      return i;
  }
  return end;
}

bool
clause_has_finite(const Clause *c, uint32_t first, uint32_t last)
{
  for (uint32_t i = first; i < last; i++)
    if (phrase_is_finite(c->items, first, i))
      return true;
  return false;
}

/* "when", "despite" and "but", and another verb behind "and". */
static bool
ends_object(const Clause *c, uint32_t i)
{
  const Item *item = clause_at(c, i), *next = item + 1;

  if (clause_is_mark(item, '-'))
    return true;
  if (i + 1 >= c->sent->last)
    return false;
  if (item->cue & WORD_IN) /* "in a statement", "in an interview" */
    return (next->bits & (W_DET | W_POSS)) && i + 2 < c->sent->last
           && ((next[1].bits & W_STATEMENT) || (next[1].cue & WORD_SPEECH));
  if (item->bits & W_CONJ)
    return (next->bits & W_VERB) && (next->cue & (FORM_ED | FORM_S | FORM_ING));
  return (item->bits & (W_SUB | W_ADVERB)) && (item->bits & (W_SUB | W_PREP))
         && !(item->bits & W_REL) && !(item->cue & (WORD_THAT | WORD_AS));
}

/* "A, B and C": does the list go on behind the comma at `i`? */
static bool
is_list(const Clause *c, uint32_t i, uint32_t end)
{
  uint32_t last = i + 2 * REACH < end ? i + 2 * REACH : end;
  Phrase phrase;

  if (i + 2 >= end || (clause_at(c, i + 1)->bits & (W_REL | W_PERSONAL)))
    return false;
  while (i + 1 < last && phrase_from(c->items, i + 1, end, &phrase)) {
    i = phrase.last;
    if (i + 1 >= end || phrase_is_finite(c->items, phrase.first, i))
      return false;
    if ((clause_at(c, i)->bits & W_CONJ)
        || (clause_is_mark(clause_at(c, i), ',')
            && (clause_at(c, i + 1)->bits & W_CONJ)))
      return true;
    if (!(clause_at(c, i)->bits & W_PREP) && clause_at(c, i)->mark != ',')
      return false;
  }
  return false;
}

/* May an object end before item `end`?  "on Friday", "loudly" and "and" are
 * none of it. */
static bool
is_of_object(const Clause *c, uint32_t end)
{
  const Item *last = clause_at(c, end - 1);

  if ((last->bits & (W_TIME | W_CONJ)) || (last->shape & ITEM_LY))
    return false;
  if ((clause_at(c, end)->bits & W_TIME) && (last->bits & (W_DET | W_PREP)))
    return false;
  return !(last->bits & W_ADVERB) || (last->bits & (W_DET | W_PREP));
}

uint32_t
clause_object_end(const Clause *c, uint32_t number, uint32_t first)
{
  uint32_t end = clause_end(c, number, first, false);
  bool led = false;

  for (uint32_t i = first; i < end; i++) {
    const Item *item = clause_at(c, i);
    if (i > first
        && (ends_object(c, i)
            || (clause_is_mark(item, ',') && !is_list(c, i, end)))) {
      end = i;
      break;
    }
    if (item->bits & (W_SUB | W_REL | W_PERSONAL))
      led = true;
    if (i > first + 1 && !led && !(item[-1].bits & W_PREP)
        && phrase_is_finite(c->items, first, i)
        && ((item->bits & W_AUX) || (item->cue & (FORM_S | FORM_ED)))) {
      end = i;
      break;
    }
  }
  while (end > first + 1 && !is_of_object(c, end))
    end--;
  return end;
}

bool
clause_is_tie(const Item *item)
{
  return item->cue & WORD_TIE;
}

/* "there is", "there certainly was" */
static bool
is_there(const Clause *c, uint32_t i, uint32_t end)
{
  if (!(clause_at(c, i)->bits & W_ADVERB))
    return false;
  i++;
  i += i < end && (clause_at(c, i)->shape & ITEM_LY);
  return i < end && (clause_at(c, i)->bits & (W_BE | W_AUX));
}

/* "three days of mourning": what lasts, not when. */
static bool
is_span(const Clause *c, uint32_t i, uint32_t end)
{
  return i + 2 < end && (clause_at(c, i)->bits & W_NUMBER)
         && (clause_at(c, i + 1)->bits & W_TIME)
         && (clause_at(c, i + 2)->cue & WORD_OF);
}

uint32_t
clause_skip_time(const Clause *c, uint32_t i, uint32_t end)
{
  for (; i < end; i++) {
    const Item *item = clause_at(c, i);
    if (item->kind != ITEM_WORD || is_span(c, i, end))
      break;
    if (item->bits & W_TIME)
      continue;
    if (i + 1 < end && (clause_at(c, i + 1)->bits & W_TIME)
        && !(item->bits & (W_PERSONAL | W_SUB)))
      continue; /* "on Friday", "early Friday", "last week" */
    if (is_there(c, i, end))
      break;
    if ((item->bits & W_ADVERB) && !(item->bits & (W_DET | W_PREP | W_SUB)))
      continue;
    break;
  }
  return i;
}

uint32_t
clause_find_that(const Clause *c, uint32_t i, uint32_t end)
{
  if (!(clause_at(c, i)->cue & WORD_THAT) && !(clause_at(c, i)->bits & W_PREP))
    return NONE;
  if (clause_at(c, i)->cue & WORD_OF)
    return NONE;
  for (uint32_t k = i; k < end && k < i + REACH; k++) {
    const Item *item = clause_at(c, k);
    if (item->cue & WORD_THAT)
      return k + 1 < end ? k : NONE;
    if (item->kind == ITEM_MARK || item->kind == ITEM_QUOTE
        || phrase_is_finite(c->items, i, k))
      break;
  }
  return NONE;
}

bool
clause_is_clause(const Clause *c, uint32_t i, uint32_t end, bool strict)
{
  const Item *item = clause_at(c, i);
  Phrase subject;
  uint32_t reach;

  if ((item->bits & W_ASKER) | (item->cue & WORD_SHORT))
    return true;
  if ((item->bits & (W_SUB | W_ADVERB)) == W_SUB)
    return false; /* "said while ..." */
  if (is_there(c, i, end))
    return true;
  if (i + 2 < end && (item->cue & WORD_TIE)
      && (clause_at(c, i + 1)->kind == ITEM_NUMBER
          || (clause_at(c, i + 1)->bits & W_NUMBER)))
    return clause_is_clause(c, i + 1, end, strict); /* "about half of ..." */
  if (!phrase_from(c->items, i, end, &subject))
    return false;
  reach = strict ? subject.last + 2 : i + 2 * REACH;
  for (uint32_t k = subject.last; k < end && k < reach; k++) {
    if (clause_at(c, k)->kind == ITEM_QUOTE
        || clause_is_mark(clause_at(c, k), ';'))
      return false;
    if (phrase_is_finite(c->items, i, k))
      return true;
  }
  return !strict && subject.last + 3 < end;
}

bool
clause_is_infinitive(const Clause *c, uint32_t i, uint32_t end)
{
  if (i + 1 < end && (clause_at(c, i)->bits & W_NEG))
    i++;
  return i + 1 < end && (clause_at(c, i)->cue & WORD_TO)
         && (clause_at(c, i + 1)->kind == ITEM_WORD)
         && ((clause_at(c, i + 1)->cue & FORM_BASE)
             || !(clause_at(c, i + 1)->bits
                  & (W_DET | W_PRONOUN | W_POSS | W_PREP)))
         && !(clause_at(c, i + 1)->shape & ITEM_UPPER);
}

bool
clause_is_request(const Clause *c, uint32_t i, uint32_t end)
{
  Phrase hearer;

  if (i >= end)
    return false;
  if (!phrase_from(c->items, i, end, &hearer)) {
    if (!(clause_at(c, i)->bits & W_OBJECT))
      return false;
    hearer.last = i + 1;
  }
  for (uint32_t k = hearer.last; k < end && k < hearer.last + 6; k++) {
    if (clause_is_infinitive(c, k, end))
      return true;
    if (clause_at(c, k)->kind == ITEM_MARK || (clause_at(c, k)->bits & W_AUX))
      return false;
  }
  return false;
}

uint32_t
clause_skip_hearer(const Clause *c, uint32_t i, uint32_t end)
{
  Phrase hearer;

  if (i < end && (clause_at(c, i)->bits & W_OBJECT)
      && (!(clause_at(c, i)->bits & W_POSS)
          || (i + 1 < end
              && (clause_at(c, i + 1)->bits & (W_SUB | W_PERSONAL)))))
    return i + 1; /* "him", "her that", but not "her mother" */
  if (!phrase_from(c->items, i, end, &hearer))
    return i;
  i = hearer.last;
  if (i + 1 < end && (clause_at(c, i)->cue & WORD_OF)
      && phrase_from(c->items, i + 1, end, &hearer))
    return hearer.last;
  return i;
}
