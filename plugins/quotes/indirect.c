/* SPDX-License-Identifier: Apache-2.0
 *
 * indirect.c - see indirect.h.
 */
#include "indirect.h"

#include "phrase.h"

/* How far a "that" may stand behind its cue. */
enum { REACH = 12 };

typedef struct Context {
  const Items *items;
  const Sent *sent;
  const Frames *frames;
} Context;

/* Items of a content; empty where first == last. */
typedef struct Range {
  uint32_t first;
  uint32_t last;
} Range;

static const Item *
at(const Context *c, uint32_t i)
{
  return &c->items->items[i];
}

static bool
is_mark(const Item *item, char mark)
{
  return item->kind == ITEM_MARK && item->mark == mark;
}

/* The sentence's end without its last marks. */
static uint32_t
end_of(const Context *c)
{
  uint32_t end = c->sent->last;

  while (end > c->sent->first && at(c, end - 1)->kind == ITEM_MARK
         && at(c, end - 1)->mark != ')' && at(c, end - 1)->mark != '%')
    end--;
  return end;
}

/* Where a frame begins: at its subject or its cue. */
static uint32_t
start_of(const Frame *frame)
{
  return frame->subject.first < frame->first ? frame->subject.first
                                             : frame->first;
}

/* The frame whose start is item `i`, after frame `from`; NULL: none. */
static const Frame *
frame_from(const Context *c, uint32_t from, uint32_t i)
{
  for (uint32_t k = from; k < c->frames->count && k < from + 8; k++)
    if (start_of(&c->frames->items[k]) == i || c->frames->items[k].first == i)
      return &c->frames->items[k];
  return NULL;
}

/* Does the clause that holds item `i` - 1 end before `i`? */
static bool
is_end(const Context *c, uint32_t number, uint32_t i)
{
  const Item *item = at(c, i), *next = i + 1 < c->sent->last ? item + 1 : NULL;
  const Frame *frame;

  if (is_mark(item, ';'))
    return true;
  if (item->kind == ITEM_WORD && (item->bits & W_CONJ)) {
    frame = frame_from(c, number + 1, i + 1);
    return frame && !(frame->flags & (FRAME_INFINITIVE | FRAME_NOUN))
           && frame->subject.first == c->frames->items[number].subject.first;
  }
  if (!is_mark(item, ',') || !next || next->kind != ITEM_WORD)
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
             || (frame->cue & CUE_SAY));
}

static uint32_t
clause_end(const Context *c, uint32_t number, uint32_t first, bool comma)
{
  uint32_t end = end_of(c);

  for (uint32_t i = first + 1; i < end; i++)
    if (is_end(c, number, i) || (comma && is_mark(at(c, i), ',')))
      return i;
  return end;
}

static bool is_clause(const Context *c, uint32_t i, uint32_t end);

/* "when", "despite" and "but", and another verb behind "and". */
static bool
ends_object(const Context *c, uint32_t i)
{
  const Item *item = at(c, i), *next = item + 1;

  if (is_mark(item, '-'))
    return true;
  if (item->kind != ITEM_WORD || i + 1 >= c->sent->last)
    return false;
  if (item->cue & WORD_IN) /* "in a statement", "in an interview" */
    return (next->bits & (W_DET | W_POSS)) && i + 2 < c->sent->last
           && ((next[1].bits & W_STATEMENT) || (next[1].cue & WORD_SPEECH));
  if (item->bits & W_CONJ)
    return (next->bits & W_VERB) && (next->cue & (FORM_ED | FORM_S | FORM_ING));
  return (item->bits & (W_SUB | W_ADVERB)) && (item->bits & (W_SUB | W_PREP))
         && !(item->bits & W_REL) && !(item->cue & (WORD_THAT | WORD_AS));
}

/* The end of a noun phrase with all that hangs on it: before the next verb
 * that no "who" or "that" leads in, and without a date behind it. */
static uint32_t
object_end(const Context *c, uint32_t number, uint32_t first)
{
  uint32_t end = clause_end(c, number, first, true);
  bool led = false;

  for (uint32_t i = first; i < end; i++) {
    const Item *item = at(c, i);
    if (i > first && ends_object(c, i)) {
      end = i;
      break;
    }
    if (item->bits & (W_SUB | W_REL | W_PERSONAL))
      led = true;
    if (i > first + 1 && !led && phrase_is_finite(c->items, first, i)
        && ((item->bits & W_AUX) || (item->cue & (FORM_S | FORM_ED)))) {
      end = i;
      break;
    }
  }
  while (end > first + 1
         && ((at(c, end - 1)->bits & W_TIME)
             || (at(c, end)->bits & W_TIME
                 && (at(c, end - 1)->bits & (W_DET | W_PREP)))
             || (at(c, end - 1)->shape & ITEM_LY)
             || ((at(c, end - 1)->bits & W_ADVERB)
                 && !(at(c, end - 1)->bits & (W_DET | W_PREP)))))
    end--;
  return end;
}

static bool
has_quote(const Context *c, Range range)
{
  for (uint32_t i = range.first; i < range.last; i++)
    if (at(c, i)->kind == ITEM_QUOTE)
      return true;
  return false;
}

/* "called for", "spoke about", "referred to": the object comes behind. */
static bool
is_object_tie(const Item *item)
{
  return item->kind == ITEM_WORD && (item->cue & WORD_TIE);
}

/* Passes over adverbs and dates behind a cue. */
static uint32_t
skip_time(const Context *c, uint32_t i, uint32_t end)
{
  for (; i < end; i++) {
    const Item *item = at(c, i);
    if (item->kind != ITEM_WORD)
      break;
    if (item->bits & W_TIME)
      continue;
    if (i + 1 < end && (at(c, i + 1)->bits & W_TIME)
        && !(item->bits & (W_PERSONAL | W_SUB)))
      continue; /* "on Friday", "early Friday", "last week" */
    if (i + 1 < end && (at(c, i + 1)->bits & W_BE))
      break; /* "there is" */
    if ((item->bits & W_ADVERB) && !(item->bits & (W_DET | W_PREP | W_SUB)))
      continue;
    break;
  }
  return i;
}

/* "that" behind the cue, past a hearer, a date or a place; NONE without. */
static uint32_t
find_that(const Context *c, uint32_t i, uint32_t end)
{
  if (!(at(c, i)->cue & WORD_THAT) && !(at(c, i)->bits & W_PREP))
    return NONE;
  if (at(c, i)->cue & WORD_OF)
    return NONE;
  for (uint32_t k = i; k < end && k < i + REACH; k++) {
    const Item *item = at(c, k);
    if (item->kind == ITEM_WORD && (item->cue & WORD_THAT))
      return k + 1 < end ? k : NONE;
    if (item->kind == ITEM_MARK || item->kind == ITEM_QUOTE
        || phrase_is_finite(c->items, i, k))
      break;
  }
  return NONE;
}

/* Does a clause begin at `i`: a subject and a verb with a tense? */
static bool
is_clause(const Context *c, uint32_t i, uint32_t end)
{
  const Item *item = at(c, i);
  Phrase subject;

  if (item->kind == ITEM_WORD && (item->bits & W_ASKER))
    return true;
  if (item->kind == ITEM_WORD && (item->bits & W_SUB)
      && !(item->bits & W_ADVERB))
    return false; /* "said while ..." */
  if (i + 1 < end && (item->bits & W_ADVERB) && (at(c, i + 1)->bits & W_BE))
    return true; /* "there is" */
  if (i + 2 < end && (item->cue & WORD_TIE)
      && (at(c, i + 1)->kind == ITEM_NUMBER || (at(c, i + 1)->bits & W_NUMBER)))
    return is_clause(c, i + 1, end); /* "about half of ..." */
  if (!phrase_from(c->items, i, end, &subject))
    return false;
  for (uint32_t k = subject.last; k < end && k < i + 2 * REACH; k++) {
    if (at(c, k)->kind == ITEM_QUOTE || is_mark(at(c, k), ';'))
      return false;
    if (phrase_is_finite(c->items, i, k))
      return true;
  }
  return subject.last + 3 < end;
}

/* "X vowed to ...", "X wants to ...". */
static bool
is_infinitive(const Context *c, uint32_t i, uint32_t end)
{
  if (i + 1 < end && (at(c, i)->bits & W_NEG))
    i++;
  return i + 1 < end && (at(c, i)->cue & WORD_TO)
         && (at(c, i + 1)->kind == ITEM_WORD)
         && ((at(c, i + 1)->cue & FORM_BASE)
             || !(at(c, i + 1)->bits & (W_DET | W_PRONOUN | W_POSS | W_PREP)))
         && !(at(c, i + 1)->shape & ITEM_UPPER);
}

/* "X urged Y to ...": the phrase Y, then "to". */
static bool
is_request(const Context *c, uint32_t i, uint32_t end)
{
  Phrase hearer;

  if (i >= end)
    return false;
  if (!phrase_from(c->items, i, end, &hearer)) {
    if (!(at(c, i)->bits & W_OBJECT))
      return false;
    hearer.last = i + 1;
  }
  for (uint32_t k = hearer.last; k < end && k < hearer.last + 6; k++) {
    if (is_infinitive(c, k, end))
      return true;
    if (at(c, k)->kind == ITEM_MARK || (at(c, k)->bits & W_AUX))
      return false;
  }
  return false;
}

/* Behind the hearer: "X told Y (that) ...". */
static uint32_t
skip_hearer(const Context *c, uint32_t i, uint32_t end)
{
  Phrase hearer;

  if (i < end && (at(c, i)->bits & W_OBJECT)
      && !(at(c, i)->bits & (W_POSS & ~(uint32_t)W_SHE)))
    return i + 1;
  if (!phrase_from(c->items, i, end, &hearer))
    return i;
  i = hearer.last;
  if (i + 1 < end && (at(c, i)->cue & WORD_OF)
      && phrase_from(c->items, i + 1, end, &hearer))
    return hearer.last;
  return i;
}

/* Does a noun phrase or a pronoun begin at `i`? */
static bool
is_object(const Context *c, uint32_t i, uint32_t end)
{
  Phrase phrase;

  return phrase_from(c->items, i, end, &phrase)
         || (at(c, i)->bits & (W_OBJECT | W_ASKER))
         || (at(c, i)->cue & FORM_ING);
}

/* "...," X said: the cue has its quote. */
static bool
is_taken(const Context *c, const Frame *frame)
{
  uint32_t start = start_of(frame);

  if (start > c->sent->first && at(c, start - 1)->kind == ITEM_MARK)
    start--;
  return start > c->sent->first && at(c, start - 1)->kind == ITEM_QUOTE;
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
is_subordinate(const Context *c, const Frame *frame)
{
  uint32_t start = start_of(frame);

  if (frame->first > c->sent->first && (at(c, frame->first - 1)->bits & W_REL))
    return true; /* "X, who said ..., did ..." */
  return start > c->sent->first && start <= c->sent->body + 3
         && (at(c, start - 1)->bits & W_SUB)
         && !(at(c, start - 1)->cue & WORD_THAT);
}

/* What stands behind the cue of frame `number`. */
static Range
content_after(const Context *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t end = end_of(c), i = frame->last, that;
  bool comma = is_subordinate(c, frame);
  Range none = { 0, 0 };

  if (frame->flags & FRAME_INVERTED)
    return none;
  i = skip_time(c, i, end);
  if (i >= end)
    return none;
  that = find_that(c, i, end);
  if (that == NONE && (frame->cue & CUE_TELL)) {
    uint32_t after = skip_hearer(c, i, end);
    that = after < end ? find_that(c, after, end) : NONE;
  }
  if (that != NONE && (frame->cue & (CUE_ANY & ~(uint32_t)CUE_COMMIT)))
    return (Range){ that, clause_end(c, number, that, comma) };
  if ((frame->flags & FRAME_NOUN) || at(c, i)->kind > ITEM_NUMBER
      || is_taken(c, frame))
    return none;
  if ((frame->flags & FRAME_INFINITIVE) && !(at(c, i)->bits & W_ASKER))
    return none;         /* "to praise X": nobody has done it yet */
  if (c->sent->headline) /* its capitals hide where a clause begins */
    return (Range){ i, clause_end(c, number, i, false) };
  if (is_infinitive(c, i, end))
    return frame->cue & (CUE_COMMIT | CUE_THINK)
               ? (Range){ i, clause_end(c, number, i, true) }
               : none;
  if ((frame->cue & CUE_DEMAND)
      && is_request(c, i + is_plain_tie(at(c, i)), end)) {
    i += is_plain_tie(at(c, i)); /* "called on X to ..." */
    return (Range){ i, clause_end(c, number, i, true) };
  }
  if (frame->cue & CUE_TELL) {
    uint32_t after = skip_time(c, skip_hearer(c, i, end), end);
    if (after > i && after < end && is_clause(c, after, end))
      return (Range){ after, clause_end(c, number, after, comma) };
  }
  if ((frame->cue & (CUE_SAY | CUE_THINK | CUE_REPORT)) && is_clause(c, i, end))
    return (Range){ i, clause_end(c, number, i, comma) };
  if (frame->flags & FRAME_PASSIVE)
    return none;
  if ((frame->cue & CUE_REPORT) && !(frame->cue & CUE_SAY))
    return (Range){ i, clause_end(c, number, i, comma) };
  if (is_object_tie(at(c, i)) && i + 1 < end)
    return frame->cue & (CUE_SAY | CUE_JUDGE)
               ? (Range){ i + 1, object_end(c, number, i + 1) }
               : none;
  if ((frame->cue & CUE_JUDGE) && is_object(c, i, end))
    return (Range){ i, object_end(c, number, i) };
  return none;
}

/* "a group supporting her" tells what the group is, not what it says. */
static bool
is_modifier(const Context *c, const Frame *frame)
{
  const Item *last =
      frame->first > c->sent->first ? at(c, frame->first - 1) : NULL;

  return (frame->flags & FRAME_PARTICIPLE) && last && last->kind == ITEM_WORD
         && !(last->bits & (W_PREP | W_CONJ | W_SUB | W_ADVERB | W_BE))
         && !(last->shape & ITEM_LY);
}

/* "X is expected to ...": the whole clause. */
static Range
content_of_passive(const Context *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t end = end_of(c);
  Phrase subject;

  uint32_t i = frame->last;

  /* "was asked (by X) whether ..." */
  while (i < end && i < frame->last + 6 && at(c, i)->kind == ITEM_WORD
         && !(at(c, i)->bits & W_SUB))
    i++;
  if (i < end && (at(c, i)->bits & W_SUB) && !(at(c, i)->bits & W_PREP)
      && (frame->cue & (CUE_SAY | CUE_TELL | CUE_DEMAND))
      && (i == frame->last || (at(c, frame->last)->cue & WORD_BY)))
    return (Range){ i, clause_end(c, number, i, true) };
  if (frame->last + 1 < end && is_object_tie(at(c, frame->last))
      && (frame->cue & (CUE_SAY | CUE_TELL | CUE_DEMAND)))
    return (Range){ frame->last + 1, object_end(c, number, frame->last + 1) };
  if (frame->first > c->sent->body && (frame->cue & CUE_JUDGE)
      && phrase_to(c->items, c->sent->body, frame->first - 1, &subject)) {
    if (frame->subject.first != NONE) /* "X was rejected by Y" */
      return (Range){ subject.first, subject.last };
    return (Range){ subject.first, object_end(c, number, frame->last) };
  }
  if (!(frame->cue & (CUE_THINK | CUE_SAY | CUE_REPORT))
      || frame->last + 1 >= end || frame->first <= c->sent->body
      || !is_infinitive(c, frame->last, end)
      || !phrase_to(c->items, c->sent->body, frame->first - 1, &subject))
    return (Range){ 0, 0 };
  return (Range){ subject.first, clause_end(c, number, frame->last, false) };
}

/* The item behind the cue, its hearer and its date. */
static uint32_t
tail_of(const Context *c, const Frame *frame)
{
  uint32_t end = end_of(c), i = frame->last;

  if (frame->flags & FRAME_INVERTED)
    i = frame->subject.last;
  if (frame->cue & CUE_TELL)
    i = skip_hearer(c, i, end);
  return skip_time(c, i, end);
}

/* Does nothing but a hearer, a date or a place follow the cue? */
static bool
is_trailing(const Context *c, const Frame *frame)
{
  uint32_t end = end_of(c), i = tail_of(c, frame);

  return i >= end || (at(c, i)->bits & W_PREP) || is_mark(at(c, i), ',');
}

/* Where the clause that ends at item `end` begins: behind a dash or a
 * semicolon, else with the sentence. */
static uint32_t
begin_before(const Context *c, uint32_t end)
{
  uint32_t begin = c->sent->body;

  for (uint32_t i = begin; i + 3 < end; i++)
    if (is_mark(at(c, i), ';')
        || (is_mark(at(c, i), '-')
            && at(c, i)->span.begin > at(c, i - (i > begin))->span.end))
      begin = i + 1;
  return begin;
}

/* "..., X said.", "..., according to X": what stands before. */
static Range
content_before(const Context *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t start = start_of(frame);
  Range none = { 0, 0 };

  if (frame->flags
      & (FRAME_PASSIVE | FRAME_PARTICIPLE | FRAME_INFINITIVE | FRAME_NOUN))
    return none;
  if (start < c->sent->body + 3
      || !((frame->flags & FRAME_ACCORDING) || is_mark(at(c, start - 1), ',')))
    return none;
  if (!(frame->flags & FRAME_ACCORDING)
      && (!(frame->cue & (CUE_SAY | CUE_TELL | CUE_REPORT))
          || !is_trailing(c, frame)))
    return none;
  if (is_mark(at(c, start - 1), ',')) {
    uint32_t after = tail_of(c, frame);
    start--;
    if (!(frame->flags & FRAME_INVERTED) && after + 1 < end_of(c)
        && is_mark(at(c, after), ',')) {
      uint32_t begin = begin_before(c, start);
      if (begin + 2 >= start && (at(c, begin)->bits & W_CONJ))
        begin = after + 1;
      return (Range){ begin, clause_end(c, number, after + 1, false) };
    }
  }
  for (uint32_t i = c->sent->body; i < start; i++)
    if (phrase_is_finite(c->items, c->sent->body, i))
      return (Range){ begin_before(c, start), start };
  return none;
}

/* "According to X, ...". */
static Range
content_of_according(const Context *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t i = frame->subject.last, end = end_of(c);

  while (i < end && !is_mark(at(c, i), ','))
    i++;
  if (frame->first > c->sent->body + 2) {
    if (is_mark(at(c, frame->first - 1), ',') && i + 2 < end
        && i < frame->subject.last + REACH && !(at(c, i + 1)->bits & W_REL))
      return (Range){ begin_before(c, frame->first), end };
    return content_before(c, number);
  }
  if (i + 1 >= end)
    return (Range){ 0, 0 };
  return (Range){ i + 1, clause_end(c, number, i + 1, false) };
}

/* "As X reported, ...": what stands behind the comma. */
static Range
content_of_as(const Context *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  uint32_t start = start_of(frame), end = end_of(c), i = frame->last;

  if (start != c->sent->body + 1 || !(at(c, start - 1)->cue & WORD_AS)
      || !(frame->cue & CUE_SAY))
    return (Range){ 0, 0 };
  i = skip_time(c, i, end);
  if (i + 1 >= end || !is_mark(at(c, i), ','))
    return (Range){ 0, 0 };
  return (Range){ i + 1, clause_end(c, number, i + 1, false) };
}

static Range
content_of(const Context *c, uint32_t number)
{
  const Frame *frame = &c->frames->items[number];
  Range range = { 0, 0 };

  if (frame->flags & FRAME_COLON)
    return (Range){ frame->last, end_of(c) };
  if (frame->flags & FRAME_ACCORDING)
    return content_of_according(c, number);
  if (frame->flags & FRAME_PASSIVE)
    return content_of_passive(c, number);
  if (is_modifier(c, frame))
    return range;
  range = content_of_as(c, number);
  if (range.first < range.last)
    return range;
  if (!(frame->flags & FRAME_INVERTED))
    range = content_after(c, number);
  return range.first < range.last ? range : content_before(c, number);
}

static Found
found_of(const Context *c, const Frame *frame, Range range)
{
  Found found = { .kind = STEMMA_INDIRECT, .entity = NONE };

  found.span = (stemma_span){ at(c, range.first)->span.begin,
                              at(c, range.last - 1)->span.end };
  found.cue = (stemma_span){ at(c, frame->first)->span.begin,
                             at(c, frame->last - 1)->span.end };
  if (frame->subject.first != NONE)
    found.speaker = (stemma_span){ at(c, frame->subject.first)->span.begin,
                                   at(c, frame->subject.last - 1)->span.end };
  return found;
}

bool
indirect_sentence(const Items *items, const Sent *sent, const Frames *frames,
                  Founds *founds)
{
  Context c = { items, sent, frames };
  uint32_t said = 0; /* where the last content ends */

  for (uint32_t i = 0; i < frames->count; i++) {
    const Frame *frame = &frames->items[i];
    Range range = content_of(&c, i);
    if (range.first >= range.last || has_quote(&c, range))
      continue;
    if (range.last <= said && !(frame->cue & (CUE_SAY | CUE_REPORT)))
      continue; /* part of what somebody says */
    if (range.last > said)
      said = range.last;
    if (!array_push(founds, found_of(&c, frame, range)))
      return false;
  }
  return true;
}
