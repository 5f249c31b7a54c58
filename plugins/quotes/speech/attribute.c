/* SPDX-License-Identifier: Apache-2.0
 *
 * attribute.c - see attribute.h.
 */
#include "attribute.h"

#include <string.h>

#include "fit.h"
#include "frames.h"
#include "kind.h"
#include "phrase.h"

/* Words of a heading between paragraphs. */
enum { CROSSHEAD = 8 };

void
attribute_start(Turn *turn)
{
  *turn = (Turn){ .paragraph = NONE, .subject_paragraph = NONE };
}

static stemma_span
span_of(const Item *items, uint32_t first, uint32_t last)
{
  return (stemma_span){ items[first].span.begin, items[last - 1].span.end };
}

/* Is there no word outside the quotes? */
static bool
is_alone(const Setting *c)
{
  for (uint32_t i = c->sent->first; i < c->sent->last; i++)
    if (fit_at(c, i)->kind == ITEM_WORD || fit_at(c, i)->kind == ITEM_NUMBER)
      return false;
  return true;
}

/* "Bel's answer", "the reply from Bel": who says it is Bel, unlike in "Bel's
 * mother". */
static void
take_owner(const Setting *c, uint32_t end, Phrase *subject)
{
  const Item *head = fit_at(c, subject->head);
  uint32_t i = subject->head;
  Phrase owner;

  if (head->kind != ITEM_WORD || (head->shape & ITEM_UPPER)
      || (head->bits & (W_TITLE | W_GROUP | W_STATEMENT))
      || !(head->cue & (WORD_CUE_NOUN | WORD_SPEECH)))
    return; /* a letter or a report says it itself */
  while (i > subject->first && !(fit_at(c, i)->shape & ITEM_POSSESSIVE))
    i--;
  if (fit_at(c, i)->shape & ITEM_POSSESSIVE) {
    subject->head = i;
    subject->last = i + 1;
  } else if (subject->last + 1 < end
             && (fit_at(c, subject->last)->bits & W_PREP)
             && !(fit_at(c, subject->last)->cue & (WORD_TO | WORD_IN))
             && phrase_from(c->items, subject->last + 1, end, &owner)
             && phrase_is_name(fit_at(c, owner.head))) {
    *subject = owner;
  }
}

/* The subject of the items `from` to `end` - 1. */
static bool
find_subject(const Setting *c, uint32_t from, uint32_t end, Phrase *subject)
{
  if (!frames_subject(c->items, from, end, subject))
    return false;
  take_owner(c, end, subject);
  return true;
}

static bool
is_near(const Setting *c, uint32_t there, uint32_t here)
{
  return there != NONE && here - there <= (uint64_t)c->text->options->distance;
}

/* A quote without words around it, or none that name a speaker. */
static bool
continue_turn(const Setting *c, const Quoted *quote, Found *found)
{
  Turn *turn = c->turn;

  if (quote->dash && turn->paragraph != quote->paragraph)
    return true; /* each dash is another speaker's */

  if ((turn->colon || turn->said) && turn->subject.end
      && is_near(c, turn->subject_paragraph, quote->paragraph)) {
    found->speaker = turn->subject;
    found->cue = turn->verb;
    return true;
  }
  if (turn->speaker.end && is_near(c, turn->paragraph, quote->paragraph)
      && !(turn->person && turn->subject_paragraph == quote->paragraph
           && turn->paragraph != quote->paragraph)) {
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
use_frame(const Setting *c, const Frame *frame, Found *found)
{
  found->cue = span_of(c->items, frame->first, frame->last);
  if (frame->subject.first != NONE)
    found->speaker =
        span_of(c->items, frame->subject.first, frame->subject.last);
}

/* "on Q", "the network's Q", "told Q", "her book, Q": where titles stand. */
static bool
is_led_in(const Setting *c, uint32_t k)
{
  const Item *last = k > c->sent->first ? fit_at(c, k - 1) : NULL;

  if (last && last->mark == ',' && k > c->sent->first + 1)
    return last[-1].bits & W_WORK;
  return last && last->kind == ITEM_WORD
         && (((last->bits & W_PREP) && !(last->cue & (WORD_AS | WORD_TO)))
             || (last->shape & ITEM_POSSESSIVE)
             || (last->cue & (CUE_SAY | CUE_TELL)) == CUE_TELL
             || (last->bits & W_WORK));
}

/* A short one in single marks that is a paragraph of its own heads the next
 * ones. */
static bool
is_crosshead(const Setting *c, const Quoted *quote)
{
  return quote->style == STYLE_SINGLE && c->sent->opens && c->sent->closes
         && c->sent->last == c->sent->first + 1 && quote->words <= CROSSHEAD;
}

/* "Lorn mayor 'glad to go' after vote": several marked words of a headline
 * without capitals are the words of whom it is about. */
static bool
is_heading_quote(const Setting *c, const Quoted *quote)
{
  return !quote->paragraph && quote->words > 2 && c->sent->first == 0;
}

/* "“...” — Ana Bel", also where the dash begins the next sentence or paragraph:
 * who signs the quote. */
static bool
find_signature(const Setting *c, uint32_t k, Phrase *subject)
{
  enum { NAME = 12 };
  uint32_t n = k + 1, end = c->count;

  if (end > n + NAME)
    end = n + NAME;
  if (k != c->sent->first || n + 1 >= end || fit_at(c, n)->mark != '-'
      || fit_at(c, k)->end == ',' || !phrase_from(c->items, n + 1, end, subject)
      || !phrase_is_name(fit_at(c, subject->head)))
    return false;
  n = subject->last;
  return n >= c->count || fit_at(c, n)->mark == ','
         || fit_at(c, n)->span.begin > fit_at(c, n - 1)->span.end + 1;
}

/* "For Ana Bel, who leads it, it is “a shame”": whose view it is. */
static bool
find_view(const Setting *c, uint32_t k, Phrase *subject)
{
  const Item *first = fit_at(c, c->sent->body);
  const Item *last = k > c->sent->body ? fit_at(c, k - 1) : first;

  return first->span.end - first->span.begin == 3
         && memcmp(c->text->doc->text + first->span.begin, "For", 3) == 0
         && ((last->bits & W_BE)
             || ((last->bits & W_DET) && (last[-1].bits & W_BE)))
         && phrase_from(c->items, c->sent->body + 1, k, subject)
         && phrase_is_name(fit_at(c, subject->head))
         && fit_at(c, subject->last)->mark == ',';
}

/* "The answer was short: “No.”" */
static bool
is_answer(const Setting *c, uint32_t k, const Quoted *quote)
{
  char end = fit_at(c, k)->end;

  return k > c->sent->first && fit_at(c, k - 1)->mark == ':'
         && (end == '.' || end == '!' || end == '?')
         && kind_begins_high(c->text, quote);
}

static bool
attribute_quote(const Setting *c, uint32_t k, Found *found)
{
  const Quoted *quote = &c->quotes->items[fit_at(c, k)->quote];
  Choice choice = fit_choose(c, k);
  Phrase subject;
  uint32_t verb;

  *found = (Found){ .span = quote->inside, .entity = NONE };
  found->translated = c->translated;
  if (quote->label) {
    found->speaker = quote->speaker;
    return true;
  }
  if (is_crosshead(c, quote))
    return c->text->options->scare;
  found->kind = kind_of(c->text, c->items, c->sent, quote, k);
  if ((choice.fit != FIT_BESIDE || is_led_in(c, k))
      && kind_is_title(c->text, quote, c->sent))
    return c->text->options->scare;
  if (choice.fit < FIT_BESIDE
      && (find_signature(c, k, &subject) || find_view(c, k, &subject))) {
    found->speaker = span_of(c->items, subject.first, subject.last);
    return true;
  }
  if (choice.fit < FIT_CLAUSE && fit_bare(c, k, &subject, &verb)) {
    found->speaker = span_of(c->items, subject.first, subject.last);
    found->cue = fit_at(c, verb)->span;
    return true;
  }
  if (choice.frame) {
    use_frame(c, choice.frame, found);
    return true;
  }
  if (c->sent->headline && find_subject(c, c->sent->body, k, &subject)) {
    found->speaker = span_of(c->items, subject.first, subject.last);
    return true;
  }
  if (c->alone || found->kind == STEMMA_DIRECT || is_answer(c, k, quote)
      || (k == c->sent->first && quote->words > 5
          && kind_begins_high(c->text, quote))) {
    if (!c->alone && find_subject(c, c->sent->body, k, &subject)) {
      found->speaker = span_of(c->items, subject.first, subject.last);
      return true;
    }
    return continue_turn(c, quote, found) || found->kind == STEMMA_DIRECT
           || c->text->options->scare;
  }
  if (is_heading_quote(c, quote)
      && find_subject(c, c->sent->body, k, &subject)) {
    found->speaker = span_of(c->items, subject.first, subject.last);
    return true;
  }
  if (quote->words > 4)
    return continue_turn(c, quote, found) || c->text->options->scare;
  return c->text->options->scare;
}

static void
hand_on(const Setting *c, const Quoted *quote, const Found *found)
{
  if (!found->speaker.end)
    return;
  c->turn->speaker = found->speaker;
  c->turn->cue = found->cue;
  c->turn->paragraph = quote->paragraph;
  c->turn->said = false;
}

/* "Her chief", "the minister", "she"; a name may be a town's. */
static bool
is_somebody(const Item *head)
{
  return !(head->bits & (W_GROUP | W_ORG)) && !phrase_is_name(head)
         && (head->bits & (W_ROLE | W_TITLE | W_HE | W_SHE));
}

static void
hand_on_sentence(const Setting *c)
{
  Turn *turn = c->turn;
  Phrase subject;

  if (c->alone)
    return;
  turn->colon = fit_at(c, c->sent->last - 1)->mark == ':';
  turn->said = turn->person = false;
  turn->subject = turn->verb = (stemma_span){ 0, 0 };
  turn->subject_paragraph = c->sent->paragraph;
  if (c->frames->count) {
    const Frame *frame = &c->frames->items[c->frames->count - 1];
    if (frame->subject.first != NONE) {
      turn->subject =
          span_of(c->items, frame->subject.first, frame->subject.last);
      turn->verb = span_of(c->items, frame->first, frame->last);
      turn->said = !c->sent->quotes && fit_is_said(frame);
      return;
    }
  }
  if (!find_subject(c, c->sent->body, c->sent->last, &subject))
    return;
  turn->subject = span_of(c->items, subject.first, subject.last);
  turn->person = is_somebody(fit_at(c, subject.head));
}

/* "translated by ...", "said in Korean": does the sentence tell that its
 * words were said in another language? */
static bool
is_translated(const Setting *c)
{
  const Item *first = fit_at(c, c->sent->first);
  const Item *last = c->items + c->sent->last;

  for (const Item *item = first; item < last; item++) {
    if (!(item->bits & (W_TRANSLATION | W_LANGUAGE)))
      continue;
    if ((item->bits & W_TRANSLATION)
        || (item > first && (item[-1].cue & WORD_IN)))
      return true;
  }
  return false;
}

bool
attribute_sentence(const Text *text, const Items *items, const Sent *sent,
                   const Frames *frames, const Quotes *quotes, Turn *turn,
                   Founds *founds)
{
  Setting c = { text,   items->items, items->count, sent,  frames,
                quotes, turn,         false,        false, 0 };

  c.alone = is_alone(&c);
  c.translated = sent->quotes && is_translated(&c);

  for (uint32_t k = sent->first, left = sent->quotes; left; k++) {
    const Quoted *quote;
    Found found;
    if (items->items[k].kind != ITEM_QUOTE)
      continue;
    left--;
    quote = &quotes->items[fit_at(&c, k)->quote];
    while (c.before < frames->count && frames->items[c.before].first <= k)
      c.before++;
    if (!attribute_quote(&c, k, &found))
      continue;
    hand_on(&c, quote, &found);
    if (quote->words >= (uint64_t)text->options->min_words
        && !array_push(founds, found))
      return false;
  }
  hand_on_sentence(&c);
  return true;
}
