/* SPDX-License-Identifier: Apache-2.0
 *
 * frames.c - see frames.h.
 */
#include "frames.h"

#include "phrase.h"

/* How far a search goes: no sentence can make it long. */
enum { REACH = 160, FRAMES = 16 };

static const Phrase no_phrase = { NONE, NONE, NONE };

/* Scratch of one sentence's search. */
typedef struct Search {
  const Items *items;
  const Sent *sent;
  Frames *frames;
  uint32_t first; /* the sentence's first frame */
} Search;

static const Item *
at(const Search *s, uint32_t i)
{
  return &s->items->items[i];
}

static bool
is_adverb(const Item *item)
{
  return item->kind == ITEM_WORD
         && ((item->bits & W_ADVERB) || (item->shape & ITEM_LY))
         && !(item->bits & (W_DET | W_SUB | W_PRONOUN | W_PREP));
}

static bool
is_word(const Item *item, uint32_t word)
{
  return item->kind == ITEM_WORD && (item->cue & word);
}

bool
frames_subject(const Items *items, uint32_t from, uint32_t end, Phrase *phrase)
{
  bool intro = false;

  if (end > from + REACH)
    end = from + REACH;
  for (uint32_t i = from; i < end; i++) {
    const Item *item = &items->items[i];
    if (item->kind == ITEM_MARK || item->kind == ITEM_QUOTE) {
      intro = false;
      continue;
    }
    if (intro)
      continue;
    if (item->kind == ITEM_WORD && !phrase_is_name(item)
        && ((item->bits & W_CONJ) || is_adverb(item)))
      continue;
    if ((item->cue & FORM_ING) && !(item->bits & W_ROLE)) {
      intro = true;
      continue;
    }
    if (phrase_from(items, i, end, phrase))
      return true;
    intro = true;
  }
  return false;
}

/* Where the clause of the verb at `i` begins: after a quote, a colon, a
 * conjunction that leads a clause in, or an earlier cue. */
static uint32_t
clause_begin(const Search *s, uint32_t i)
{
  uint32_t low = s->sent->first;

  if (s->frames->count > s->first)
    low = s->frames->items[s->frames->count - 1].last;
  while (i > low) {
    const Item *last = at(s, i - 1);
    if (last->kind == ITEM_QUOTE)
      return i;
    if (last->kind == ITEM_MARK && (last->mark == ':' || last->mark == ';'))
      return i;
    if (last->kind == ITEM_WORD && (last->bits & W_SUB) && !(last->bits & W_REL)
        && !(last->bits & W_PREP))
      return i;
    i--;
  }
  return i;
}

static bool
last_subject(const Search *s, Phrase *phrase)
{
  uint32_t tries = FRAMES;

  for (uint32_t i = s->frames->count; i-- > s->first && tries--;) {
    const Frame *frame = &s->frames->items[i];
    if (frame->subject.first != NONE && !(frame->flags & FRAME_ACCORDING)) {
      *phrase = frame->subject;
      return true;
    }
    if (frame->flags & FRAME_PASSIVE)
      break;
  }
  return frames_subject(s->items, s->sent->first, s->sent->last, phrase);
}

static bool
subject_before(const Search *s, uint32_t verb, Phrase *phrase)
{
  uint32_t low = clause_begin(s, verb), i = verb;

  while (i > low && is_adverb(at(s, i - 1)))
    i--;
  if (i == low)
    return i > s->sent->first && (at(s, i - 1)->bits & W_SUB)
               ? last_subject(s, phrase)
               : false;
  i--;
  if (at(s, i)->kind == ITEM_WORD && (at(s, i)->bits & W_CONJ))
    return last_subject(s, phrase);
  if (at(s, i)->kind == ITEM_WORD && (at(s, i)->bits & W_REL)) {
    while (i > s->sent->first
           && (at(s, i)->mark == ',' || (at(s, i)->bits & W_REL)))
      i--;
    return phrase_to(s->items, s->sent->first, i, phrase);
  }
  if (at(s, i)->kind == ITEM_MARK && at(s, i)->mark != ')')
    return frames_subject(s->items, low, i, phrase);
  if (phrase_to(s->items, low, i, phrase))
    return true;
  return frames_subject(s->items, low, i, phrase);
}

/* "..., said X": the subject stands after the verb. */
static bool
subject_after(const Search *s, uint32_t first, uint32_t last, Phrase *phrase)
{
  uint32_t i = first, end = s->sent->last;
  bool comma = false;

  if (i > s->sent->first && at(s, i - 1)->kind == ITEM_MARK) {
    comma = at(s, i - 1)->mark == ',';
    i--;
  }
  if (i > s->sent->first && at(s, i - 1)->kind != ITEM_QUOTE && !comma)
    return false;
  if (!phrase_from(s->items, last, end, phrase))
    return false;
  if (at(s, phrase->head)->bits & (W_STATEMENT | W_TIME))
    return false;
  if (i > s->sent->first && at(s, i - 1)->kind == ITEM_QUOTE)
    return true;
  return phrase->last == end || at(s, phrase->last)->kind == ITEM_MARK;
}

static bool
is_noun_before(const Item *last)
{
  return (last->bits & (W_DET | W_POSS)) || (last->shape & ITEM_POSSESSIVE)
         || (last->bits & W_PREP);
}

/* Is the cue word `i` a verb here?  "the claim", "a reported sale" are none. */
static bool
is_verb(const Search *s, uint32_t i)
{
  const Item *item = at(s, i);
  const Item *last = i > s->sent->first ? at(s, i - 1) : NULL;

  if (!(item->cue & FORM_ANY) || (item->shape & ITEM_POSSESSIVE))
    return false;
  if ((item->shape & ITEM_UPPER) && !s->sent->headline && last)
    return false;
  if (!last)
    return item->cue & (FORM_ED | FORM_ING);
  if (last->kind == ITEM_WORD && is_word(last, WORD_TO))
    return item->cue & FORM_BASE;
  if (item->cue & FORM_ING)
    return !(last->bits & (W_DET | W_POSS)) || (last->bits & W_PERSONAL);
  if (is_noun_before(last)
      && !((last->bits & W_PRONOUN) && !(last->bits & W_POSS)))
    return false;
  if (item->cue & (FORM_ED | FORM_EN))
    return true;
  if (last->bits & W_AUX)
    return item->cue & FORM_BASE;
  if (item->cue & FORM_S)
    return last->kind != ITEM_QUOTE || !(item->bits & W_ROLE);
  return (last->bits & (W_PLURAL | W_GROUP | W_FIRST | W_ADVERB))
         || (last->kind == ITEM_MARK && last->mark == ',')
         || (last->kind == ITEM_WORD && !(last->bits & (W_PREP | W_CONJ)));
}

/* Takes helping verbs and adverbs before the verb into the cue. */
static void
extend_left(const Search *s, Frame *frame)
{
  uint32_t i = frame->first;

  while (i > s->sent->first) {
    const Item *last = at(s, i - 1);
    if (last->kind != ITEM_WORD)
      break;
    if (last->bits & W_NEG)
      frame->flags |= FRAME_NEGATED;
    if (last->bits & W_AUX) {
      if ((last->bits & W_BE) && !(frame->flags & FRAME_PARTICIPLE)
          && (frame->cue & (FORM_EN | FORM_ED)))
        frame->flags |= FRAME_PASSIVE;
      frame->flags &= ~(uint32_t)FRAME_PARTICIPLE;
      frame->first = i - 1;
    } else if (!is_adverb(last) && !(last->bits & W_NEG)) {
      break;
    }
    i--;
  }
}

static void
find_subject(const Search *s, Frame *frame)
{
  frame->subject = no_phrase;
  if (frame->flags & FRAME_PASSIVE) {
    Phrase by;
    if (frame->last + 1 < s->sent->last && is_word(at(s, frame->last), WORD_BY)
        && phrase_from(s->items, frame->last + 1, s->sent->last, &by))
      frame->subject = by;
    return;
  }
  if (frame->flags & (FRAME_PARTICIPLE | FRAME_INFINITIVE)) {
    last_subject(s, &frame->subject);
    return;
  }
  if ((frame->cue & CUE_SAY)
      && subject_after(s, frame->first, frame->last, &frame->subject)) {
    frame->flags |= FRAME_INVERTED;
    return;
  }
  if (!subject_before(s, frame->first, &frame->subject))
    frame->subject = no_phrase;
}

static bool
add_verb(Search *s, uint32_t i)
{
  Frame frame = { .first = i, .last = i + 1, .cue = at(s, i)->cue };

  if (frame.cue & FORM_ING)
    frame.flags |= FRAME_PARTICIPLE;
  if (i > s->sent->first && is_word(at(s, i - 1), WORD_TO)) {
    frame.flags |= FRAME_INFINITIVE;
    frame.first--;
  } else {
    extend_left(s, &frame);
  }
  find_subject(s, &frame);
  return array_push(s->frames, frame);
}

/* "according to X", "in the words of X", "as X put it". */
static bool
add_according(Search *s, uint32_t i)
{
  Frame frame = {
    .first = i, .last = i + 2, .cue = CUE_SAY, .flags = FRAME_ACCORDING
  };

  if (!phrase_from(s->items, i + 2, s->sent->last, &frame.subject))
    frame.subject = no_phrase;
  return array_push(s->frames, frame);
}

/* "NAME: ..." at the beginning of a sentence. */
static bool
add_colon(Search *s)
{
  Frame frame = { .cue = CUE_SAY, .flags = FRAME_COLON };
  uint32_t i = s->sent->first;

  while (i < s->sent->last && i < s->sent->first + 8
         && at(s, i)->kind == ITEM_WORD)
    i++;
  if (i == s->sent->first || i + 1 >= s->sent->last || at(s, i)->mark != ':')
    return true;
  if (!phrase_from(s->items, s->sent->first, i, &frame.subject)
      || frame.subject.last != i || !phrase_is_name(at(s, frame.subject.head)))
    return true;
  frame.first = i;
  frame.last = i + 1;
  return array_push(s->frames, frame);
}

bool
frames_find(const Items *items, const Sent *sent, Frames *frames)
{
  Search s = { items, sent, frames, frames->count };

  if (!add_colon(&s))
    return false;
  for (uint32_t i = sent->first; i < sent->last; i++) {
    const Item *item = at(&s, i);
    if (item->kind != ITEM_WORD)
      continue;
    if (i + 2 < sent->last && is_word(at(&s, i + 1), WORD_TO)
        && is_word(item, WORD_ACCORDING)) {
      if (!add_according(&s, i++))
        return false;
    } else if ((item->cue & CUE_ANY) && is_verb(&s, i)) {
      if (!add_verb(&s, i))
        return false;
    }
  }
  return true;
}
