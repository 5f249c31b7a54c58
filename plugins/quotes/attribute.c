/* SPDX-License-Identifier: Apache-2.0
 *
 * attribute.c - see attribute.h.
 */
#include "attribute.h"

#include "frames.h"
#include "kind.h"
#include "phrase.h"

/* How well a frame fits a quote. */
enum { FIT_NONE, FIT_WEAK, FIT_CLAUSE, FIT_BESIDE };

typedef struct Choice {
  const Frame *frame;
  int fit;
} Choice;

typedef struct Context {
  const Text *text;
  const Items *items;
  const Sent *sent;
  const Frames *frames;
  const Quotes *quotes;
  Turn *turn;
  bool translated; /* the sentence says so */
} Context;

static const Item *
at(const Context *c, uint32_t i)
{
  return &c->items->items[i];
}

void
attribute_start(Turn *turn)
{
  *turn = (Turn){ .paragraph = NONE, .subject_paragraph = NONE };
}

static stemma_span
span_of(const Items *items, uint32_t first, uint32_t last)
{
  return (stemma_span){ items->items[first].span.begin,
                        items->items[last - 1].span.end };
}

static bool
is_said(const Frame *frame)
{
  return (frame->cue & (CUE_SAY | CUE_TELL))
         && !(frame->flags
              & (FRAME_PASSIVE | FRAME_PARTICIPLE | FRAME_INFINITIVE));
}

/* The end of the quote `k` with the marks that follow it; *next is the item
 * behind them. */
static char
end_of(const Context *c, uint32_t k, uint32_t *next)
{
  char end = at(c, k)->end;
  uint32_t n = k + 1;

  while (n < c->sent->last && at(c, n)->kind == ITEM_MARK
         && (at(c, n)->mark == ',' || at(c, n)->mark == '-'))
    end = at(c, n++)->mark;
  *next = n;
  return end;
}

/* The frame that follows the quote `k` and belongs to it: "...," said X. */
static Choice
choose_right(const Context *c, uint32_t k)
{
  Choice none = { NULL, FIT_NONE };
  uint32_t n;
  char end = end_of(c, k, &n);

  if (end == '.' && n < c->sent->last && (at(c, n)->shape & ITEM_UPPER))
    return none;
  for (uint32_t i = 0; i < c->frames->count; i++) {
    const Frame *frame = &c->frames->items[i];
    uint32_t start = frame->first;
    if (frame->first <= k)
      continue;
    if (frame->flags & FRAME_ACCORDING)
      return start <= n + 1 && frame->subject.first != NONE
                 ? (Choice){ frame, FIT_BESIDE }
                 : none;
    if (frame->subject.first == NONE || !is_said(frame))
      continue;
    if (frame->subject.first < start)
      start = frame->subject.first;
    if (start < n)
      continue;
    if (start > n + 2)
      return none;
    return (Choice){ frame, end ? FIT_BESIDE : FIT_CLAUSE };
  }
  return none;
}

/* "..., X said." at the end speaks for the whole sentence. */
static Choice
choose_last(const Context *c, uint32_t k)
{
  for (uint32_t i = c->frames->count; i-- > 0;) {
    const Frame *frame = &c->frames->items[i];
    uint32_t start = frame->first;
    if (frame->first <= k)
      break;
    if (frame->subject.first == NONE
        || !(is_said(frame) || (frame->flags & FRAME_ACCORDING)))
      continue;
    if (frame->subject.first < start)
      start = frame->subject.first;
    if (start > k + 1
        && (at(c, start - 1)->mark == ','
            || at(c, start - 1)->kind == ITEM_QUOTE))
      return (Choice){ frame, FIT_CLAUSE };
  }
  return (Choice){ NULL, FIT_NONE };
}

/* Any verb will do behind a name that follows a comma: "...," X grinned. */
static bool
bare_right(const Context *c, uint32_t k, Phrase *subject, uint32_t *verb)
{
  uint32_t n;
  char end = end_of(c, k, &n);

  if (k != c->sent->first || !end || end == '.'
      || !phrase_from(c->items, n, c->sent->last, subject))
    return false;
  *verb = subject->last;
  while (*verb < c->sent->last && (at(c, *verb)->bits & W_ADVERB))
    ++*verb;
  if (*verb >= c->sent->last || at(c, *verb)->kind != ITEM_WORD)
    return false;
  if (!(at(c, *verb)->cue & (FORM_ED | FORM_S | FORM_EN)))
    return false;
  return !(at(c, *verb)->shape & ITEM_UPPER)
         && (phrase_is_name(at(c, subject->head))
             || (at(c, subject->head)->bits & (W_PERSONAL | W_ROLE)));
}

/* Does the cue lead straight to the quote, with no more than a hearer or
 * "that" between them? */
static bool
is_beside(const Context *c, const Frame *frame, uint32_t k)
{
  if (k > frame->last
      && ((at(c, k - 1)->bits & W_PREP)
          || (at(c, k - 1)->shape & ITEM_POSSESSIVE)))
    return false;
  for (uint32_t i = frame->last; i < k; i++) {
    const Item *item = at(c, i);
    if (item->kind == ITEM_QUOTE || item->mark == ';')
      return false;
    if (item->kind == ITEM_MARK && (item->mark == ':' || item->mark == ',')
        && i + 1 == k)
      return true;
    if (phrase_is_finite(c->items, c->sent->first, i))
      return false;
  }
  return k - frame->last < (frame->cue & CUE_JUDGE ? 6u : 3u);
}

/* Does the clause of `outer` go on up to the frame `inner`?  Then what is said
 * there is said by the outer subject: "X said that Y knew ...". */
static bool
is_within(const Context *c, const Frame *outer, const Frame *inner)
{
  uint32_t end = inner->first;

  if (!(outer->cue & (CUE_SAY | CUE_TELL)) || outer->subject.first == NONE)
    return false;
  if (outer->flags & (FRAME_PASSIVE | FRAME_NOUN | FRAME_INFINITIVE))
    return false;
  if (inner->subject.first == NONE)
    return true;
  if (inner->subject.first == outer->subject.first)
    return false;
  if (inner->subject.first < end)
    end = inner->subject.first;
  for (uint32_t i = outer->last; i < end; i++) {
    const Item *item = at(c, i);
    if (item->kind == ITEM_MARK && item->mark == ';')
      return false;
    if (item->kind == ITEM_WORD && (item->bits & W_CONJ)
        && at(c, i - 1)->mark == ',')
      return false;
  }
  return true;
}

static int
fit_left(const Context *c, const Frame *frame, uint32_t k)
{
  if (frame->subject.first == NONE && !(frame->flags & FRAME_PASSIVE))
    return FIT_NONE;
  if (frame->flags & FRAME_NOUN)
    return frame->last < k && (at(c, frame->last)->cue & WORD_THAT) ? FIT_CLAUSE
                                                                    : FIT_NONE;
  if (!(frame->cue & (CUE_SAY | CUE_TELL | CUE_JUDGE)))
    return FIT_WEAK;
  if ((frame->cue & CUE_THINK) && !(frame->cue & CUE_SAY))
    return FIT_WEAK;
  return is_beside(c, frame, k) ? FIT_BESIDE : FIT_CLAUSE;
}

static Choice
choose_left(const Context *c, uint32_t k)
{
  Choice best = { NULL, FIT_NONE };
  uint32_t tries = 8;

  for (uint32_t i = c->frames->count; i-- > 0;) {
    const Frame *frame = &c->frames->items[i];
    int fit;
    if (frame->last > k)
      continue;
    if (!tries--)
      break;
    fit = fit_left(c, frame, k);
    if (fit > best.fit
        || (best.frame && best.fit < FIT_BESIDE && fit == FIT_CLAUSE
            && is_within(c, frame, best.frame)))
      best = (Choice){ frame, fit };
    if (best.fit == FIT_BESIDE)
      break;
  }
  return best;
}

static Choice
choose(const Context *c, uint32_t k)
{
  Choice left = choose_left(c, k), right = choose_right(c, k);

  if (right.fit == FIT_BESIDE
      && (left.fit < FIT_BESIDE || (left.frame->flags & FRAME_NEGATED)))
    return right;
  if (left.fit >= FIT_CLAUSE)
    return left;
  if (right.frame)
    return right;
  right = choose_last(c, k);
  return right.frame ? right : left;
}

/* Is there any word outside the quotes? */
static bool
stands_alone(const Context *c)
{
  for (uint32_t i = c->sent->first; i < c->sent->last; i++)
    if (at(c, i)->kind == ITEM_WORD || at(c, i)->kind == ITEM_NUMBER)
      return false;
  return true;
}

static bool
is_near(const Context *c, uint32_t there, uint32_t here)
{
  return there != NONE && here - there <= (uint64_t)c->text->options->distance;
}

/* A quote without words around it, or none that name a speaker. */
static bool
continue_turn(const Context *c, const Quoted *quote, Found *found)
{
  Turn *turn = c->turn;

  if ((turn->colon || turn->said) && turn->subject.end
      && is_near(c, turn->subject_paragraph, quote->paragraph)) {
    found->speaker = turn->subject;
    found->cue = turn->verb;
    return true;
  }
  if (turn->speaker.end && is_near(c, turn->paragraph, quote->paragraph)) {
    found->speaker = turn->speaker;
    found->cue = turn->cue;
    return true;
  }
  if (turn->subject.end
      && is_near(c, turn->subject_paragraph, quote->paragraph)) {
    found->speaker = turn->subject;
    found->cue = turn->verb;
    return true;
  }
  return false;
}

static void
use_frame(const Context *c, const Frame *frame, Found *found)
{
  found->cue = span_of(c->items, frame->first, frame->last);
  if (frame->subject.first != NONE)
    found->speaker =
        span_of(c->items, frame->subject.first, frame->subject.last);
}

/* "on Q", "the network's Q": where titles stand. */
static bool
is_led_in(const Context *c, uint32_t k)
{
  const Item *last = k > c->sent->first ? at(c, k - 1) : NULL;

  return last && last->kind == ITEM_WORD
         && (((last->bits & W_PREP) && !(last->cue & (WORD_AS | WORD_TO)))
             || (last->shape & ITEM_POSSESSIVE));
}

static bool
attribute_quote(const Context *c, uint32_t k, Found *found)
{
  const Quoted *quote = &c->quotes->items[at(c, k)->quote];
  Choice choice = choose(c, k);
  Phrase subject;
  uint32_t verb;

  *found = (Found){ .span = quote->inside, .entity = NONE };
  found->translated = c->translated;
  if (quote->label) {
    found->speaker = quote->speaker;
    return true;
  }
  found->kind = kind_of(c->text, c->items, c->sent, quote, k);
  if ((choice.fit != FIT_BESIDE || is_led_in(c, k))
      && kind_is_title(c->text, quote, c->sent))
    return c->text->options->scare;
  if (choice.fit < FIT_CLAUSE && bare_right(c, k, &subject, &verb)) {
    found->speaker = span_of(c->items, subject.first, subject.last);
    found->cue = at(c, verb)->span;
    return true;
  }
  if (choice.frame) {
    use_frame(c, choice.frame, found);
    return true;
  }
  if (c->sent->headline
      && frames_subject(c->items, c->sent->body, k, &subject)) {
    found->speaker = span_of(c->items, subject.first, subject.last);
    return true;
  }
  if (stands_alone(c) || found->kind == STEMMA_DIRECT
      || (k == c->sent->first && quote->words > 5
          && kind_begins_high(c->text, quote))) {
    if (!stands_alone(c)
        && frames_subject(c->items, c->sent->first, k, &subject)) {
      found->speaker = span_of(c->items, subject.first, subject.last);
      return true;
    }
    return continue_turn(c, quote, found) || found->kind == STEMMA_DIRECT
           || c->text->options->scare;
  }
  if (quote->words > 4)
    return continue_turn(c, quote, found) || c->text->options->scare;
  return c->text->options->scare;
}

static void
hand_on(const Context *c, const Quoted *quote, const Found *found)
{
  if (!found->speaker.end)
    return;
  c->turn->speaker = found->speaker;
  c->turn->cue = found->cue;
  c->turn->paragraph = quote->paragraph;
  c->turn->said = false;
}

static void
hand_on_sentence(const Context *c, uint32_t paragraph)
{
  Turn *turn = c->turn;
  Phrase subject;

  if (stands_alone(c))
    return;
  turn->colon = at(c, c->sent->last - 1)->mark == ':';
  turn->said = false;
  turn->subject = turn->verb = (stemma_span){ 0, 0 };
  turn->subject_paragraph = paragraph;
  if (c->frames->count) {
    const Frame *frame = &c->frames->items[c->frames->count - 1];
    if (frame->subject.first != NONE) {
      turn->subject =
          span_of(c->items, frame->subject.first, frame->subject.last);
      turn->verb = span_of(c->items, frame->first, frame->last);
      turn->said = !c->sent->quotes && is_said(frame);
      return;
    }
  }
  if (frames_subject(c->items, c->sent->first, c->sent->last, &subject))
    turn->subject = span_of(c->items, subject.first, subject.last);
}

/* "translated by ...", "said in Korean": does the sentence tell that its
 * words were said in another language? */
static bool
is_translated(const Context *c)
{
  for (uint32_t i = c->sent->first; i < c->sent->last; i++) {
    if (at(c, i)->kind != ITEM_WORD)
      continue;
    if (at(c, i)->bits & W_TRANSLATION)
      return true;
    if ((at(c, i)->bits & W_LANGUAGE) && i > c->sent->first
        && (at(c, i - 1)->cue & WORD_IN))
      return true;
  }
  return false;
}

bool
attribute_sentence(const Text *text, const Items *items, const Sent *sent,
                   const Frames *frames, const Quotes *quotes,
                   uint32_t paragraph, Turn *turn, Founds *founds)
{
  Context c = { text, items, sent, frames, quotes, turn, false };

  c.translated = sent->quotes && is_translated(&c);

  for (uint32_t k = sent->first; sent->quotes && k < sent->last; k++) {
    const Quoted *quote;
    Found found;
    if (at(&c, k)->kind != ITEM_QUOTE)
      continue;
    quote = &quotes->items[at(&c, k)->quote];
    if (!attribute_quote(&c, k, &found))
      continue;
    hand_on(&c, quote, &found);
    if (quote->words >= (uint64_t)text->options->min_words
        && !array_push(founds, found))
      return false;
  }
  hand_on_sentence(&c, paragraph);
  return true;
}
