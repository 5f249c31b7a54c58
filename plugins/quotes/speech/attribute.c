/* SPDX-License-Identifier: Apache-2.0
 *
 * attribute.c - see attribute.h.
 */
#include "attribute.h"

#include <string.h>

#include "fit.h"
#include "kind.h"
#include "phrase.h"

/* Words of a heading between paragraphs. */
enum { CROSSHEAD = 8 };

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
  if (!turn_settle(turn, c->scene, c->number)) {
    turn->failed = true;
    return false;
  }
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
  found->cue = phrase_span(c->items, frame->first, frame->last);
  if (frame->subject.first != NONE)
    found->speaker =
        phrase_span(c->items, frame->subject.first, frame->subject.last);
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

/* "Bridge late, mayor 'sorry'": who stands right before the quote, as a
 * headline's people do. */
static bool
is_behind_somebody(const Setting *c, uint32_t k)
{
  const Item *last = k > c->sent->first ? fit_at(c, k - 1) : NULL;

  return last && last->kind == ITEM_WORD && !(last->shape & ITEM_POSSESSIVE)
         && ((last->bits & (W_ROLE | W_TITLE | W_GROUP))
             || phrase_is_name(last));
}

/* The first line, or one of the next two that is no sentence. */
static bool
is_heading(const Setting *c, const Quoted *quote)
{
  enum { LINES = 3 };

  if (!quote->paragraph)
    return !c->sent->first;
  return quote->paragraph < LINES && c->sent->opens && c->sent->closes
         && fit_at(c, c->sent->last - 1)->mark != '.'
         && fit_at(c, c->sent->last - 1)->kind != ITEM_QUOTE;
}

/* "Lorn mayor 'glad to go' after vote": several marked words of a headline
 * without capitals are the words of whom it is about; so are fewer, if no more
 * than what follows a preposition stands behind them. */
static bool
find_heading(const Setting *c, uint32_t k, Phrase *subject)
{
  const Quoted *quote = &c->quotes->items[fit_at(c, k)->quote];
  const Item *next = k + 1 < c->sent->last ? fit_at(c, k + 1) : NULL;
  bool behind = is_behind_somebody(c, k);

  if (!is_heading(c, quote))
    return false;
  if (quote->words <= 2
      && (!behind || kind_begins_high(c->text, quote)
          || (next && !(next->bits & (W_PREP | W_SUB)))))
    return false;
  return (behind && phrase_to(c->items, c->sent->body, k - 1, subject))
         || turn_subject(c->items, c->sent->body, k, subject);
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
    found->speaker = phrase_span(c->items, subject.first, subject.last);
    return true;
  }
  if (choice.fit < FIT_CLAUSE && fit_bare(c, k, &subject, &verb)) {
    found->speaker = phrase_span(c->items, subject.first, subject.last);
    found->cue = fit_at(c, verb)->span;
    return true;
  }
  if (choice.frame) {
    use_frame(c, choice.frame, found);
    return true;
  }
  if (c->sent->headline && turn_subject(c->items, c->sent->body, k, &subject)) {
    found->speaker = phrase_span(c->items, subject.first, subject.last);
    return true;
  }
  if (c->alone || found->kind == STEMMA_DIRECT || is_answer(c, k, quote)
      || (k == c->sent->first && quote->words > 5
          && kind_begins_high(c->text, quote))) {
    if (!c->alone && turn_subject(c->items, c->sent->body, k, &subject)) {
      found->speaker = phrase_span(c->items, subject.first, subject.last);
      return true;
    }
    return continue_turn(c, quote, found) || found->kind == STEMMA_DIRECT
           || c->text->options->scare;
  }
  if (find_heading(c, k, &subject)) {
    found->speaker = phrase_span(c->items, subject.first, subject.last);
    return true;
  }
  if (quote->words > 4)
    return continue_turn(c, quote, found) || c->text->options->scare;
  return c->text->options->scare;
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
attribute_sentence(const Scene *scene, uint32_t number, Turn *turn,
                   Founds *founds)
{
  Sent *sent = &scene->sents->items[number];
  const Frames frames = { .items = scene->frames->items + sent->frame,
                          .count = sent->frame_end - sent->frame };
  Setting c = { .scene = scene,
                .number = number,
                .text = scene->text,
                .items = scene->items->items,
                .count = scene->items->count,
                .sent = sent,
                .frames = &frames,
                .quotes = scene->quotes,
                .turn = turn };
  uint32_t left = sent->quotes;

  c.alone = turn_is_alone(scene->items, sent);
  c.translated = is_translated(&c);
  for (uint32_t i = sent->quote; left; i++) {
    const Quoted *quote = &scene->quotes->items[i];
    uint32_t k = quote->item;
    Found found;
    if (k == NONE)
      continue;
    left--;
    while (c.before < frames.count && frames.items[c.before].first <= k)
      c.before++;
    if (!attribute_quote(&c, k, &found))
      continue;
    turn_hand_on(turn, sent, quote, &found);
    if (quote->words >= (uint64_t)scene->text->options->min_words
        && !array_push(founds, found))
      return false;
  }
  return !turn->failed;
}
