/* SPDX-License-Identifier: Apache-2.0
 *
 * turn.c - see turn.h.
 */
#include "turn.h"

#include "fit.h"
#include "frames.h"
#include "phrase.h"
#include "tokens.h"

void
turn_start(Turn *turn)
{
  *turn = (Turn){ .paragraph = NONE, .subject_paragraph = NONE };
}

void
turn_hand_on(Turn *turn, Sent *sent, const Quoted *quote, const Found *found)
{
  if (!found->speaker.end)
    return;
  turn->speaker = found->speaker;
  turn->cue = found->cue;
  turn->paragraph = quote->paragraph;
  sent->spoken = true;
}

/* "Bel's answer", "the reply from Bel": who says it is Bel, unlike in "Bel's
 * mother". */
static void
take_owner(const Item *items, uint32_t end, Phrase *subject)
{
  const Item *head = &items[subject->head];
  uint32_t i = subject->head;
  Phrase owner;

  if (head->kind != ITEM_WORD || (head->shape & ITEM_UPPER)
      || (head->bits & (W_TITLE | W_GROUP | W_STATEMENT))
      || !(head->cue & (WORD_CUE_NOUN | WORD_SPEECH)))
    return; /* a letter or a report says it itself */
  while (i > subject->first && !(items[i].shape & ITEM_POSSESSIVE))
    i--;
  if (items[i].shape & ITEM_POSSESSIVE) {
    subject->head = i;
    subject->last = i + 1;
  } else if (subject->last + 1 < end && (items[subject->last].bits & W_PREP)
             && !(items[subject->last].cue & (WORD_TO | WORD_IN))
             && phrase_from(items, subject->last + 1, end, &owner)
             && phrase_is_name(&items[owner.head])) {
    *subject = owner;
  }
}

bool
turn_subject(const Item *items, uint32_t from, uint32_t end, Phrase *subject)
{
  if (!frames_subject(items, from, end, subject))
    return false;
  take_owner(items, end, subject);
  return true;
}

bool
turn_is_alone(const Items *items, const Sent *sent)
{
  for (uint32_t i = sent->first; i < sent->last; i++)
    if (items->items[i].kind <= ITEM_NUMBER)
      return false;
  return true;
}

/* May a quote without words around it be said by whom paragraph `number` ends
 * with?  Not when words come before the next quote. */
static bool
is_paragraph_awaited(const Scene *s, uint32_t number)
{
  for (uint32_t i = number + 1;
       i < s->paragraphs->count && i - number <= s->text->options->distance;
       i++) {
    const Paragraph *next = &s->paragraphs->items[i];
    if (next->quote < next->quote_end)
      return true;
    if (next->token < next->token_end
        && token_at(s->text->tokens, next->token)->kind <= STEMMA_TOKEN_NUMBER)
      return false;
  }
  return false;
}

/* The same for whom a sentence is about; most are followed by another one's
 * words, and need not be looked at for it. */
static bool
is_awaited(const Scene *s, const Sent *sent)
{
  const Sent *next = sent + 1;

  if (sent->closes)
    return is_paragraph_awaited(s, sent->paragraph);
  return next->quotes || s->items->items[next->first].kind > ITEM_NUMBER;
}

/* *frame: the sentence's last one, if that has a subject; else NULL.  False
 * without memory. */
static bool
last_frame(const Scene *s, const Sent *sent, const Frame **frame)
{
  const Frame *last = NULL;

  if (sent->quotes || s->text->options->indirect) {
    if (sent->frame < sent->frame_end)
      last = &s->frames->items[sent->frame_end - 1];
  } else {
    array_clear(s->late);
    if (!frames_find(s->text, s->items, sent, s->late))
      return false;
    if (s->late->count)
      last = &s->late->items[s->late->count - 1];
  }
  *frame = last && last->subject.first != NONE ? last : NULL;
  return true;
}

/* "Her chief", "the minister", "she"; a name may be a town's. */
static bool
is_somebody(const Item *head)
{
  return !(head->bits & (W_GROUP | W_ORG)) && !phrase_is_name(head)
         && (head->bits & (W_ROLE | W_TITLE | W_HE | W_SHE));
}

/* Whom the sentence is about: the subject of its last frame, if it has one.
 * False without memory. */
static bool
take_sentence(Turn *turn, const Scene *s, const Sent *sent)
{
  const Item *items = s->items->items;
  const Frame *frame;
  Phrase subject;

  if (!last_frame(s, sent, &frame))
    return false;
  turn->colon = items[sent->last - 1].mark == ':';
  turn->person = false;
  turn->said = frame && !sent->quotes && fit_is_said(frame);
  turn->subject = turn->verb = (stemma_span){ 0, 0 };
  turn->subject_paragraph = sent->paragraph;
  if (frame) {
    turn->subject =
        phrase_span(items, frame->subject.first, frame->subject.last);
    turn->verb = phrase_span(items, frame->first, frame->last);
  } else if (turn_subject(items, sent->body, sent->last, &subject)) {
    turn->subject = phrase_span(items, subject.first, subject.last);
    turn->person = is_somebody(&items[subject.head]);
  }
  return true;
}

/* Backwards: the last sentence with words counts. */
bool
turn_settle(Turn *turn, const Scene *s, uint32_t number)
{
  bool spoken = number < s->sents->count && s->sents->items[number].spoken;

  for (uint32_t i = number; i-- > turn->settled;) {
    const Sent *sent = &s->sents->items[i];
    if (!sent->quotes && !is_awaited(s, sent))
      continue;
    if (!turn_is_alone(s->items, sent)) {
      if (!take_sentence(turn, s, sent))
        return false;
      break;
    }
    spoken |= sent->spoken;
  }
  if (spoken)
    turn->said = false;
  turn->settled = number;
  return true;
}

bool
turn_leave(Turn *turn, const Scene *scene)
{
  if (!turn_settle(turn, scene, scene->sents->count))
    return false;
  turn->settled = 0;
  return true;
}
