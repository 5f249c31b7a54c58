/* SPDX-License-Identifier: Apache-2.0
 *
 * fit.c - see fit.h.
 */
#include "fit.h"

#include <string.h>

#include "phrase.h"

/* How many frames and items a search looks at: no sentence can make it long. */
enum { FRAMES = 8, REACH = 200 };

bool
fit_is_said(const Frame *frame)
{
  return (frame->cue & (CUE_SAY | CUE_TELL))
         && !(frame->flags
              & (FRAME_PASSIVE | FRAME_PARTICIPLE | FRAME_INFINITIVE));
}

/* The end of the quote `k` with the marks that follow it; *next is the item
 * behind them. */
static char
end_of(const Setting *c, uint32_t k, uint32_t *next)
{
  char end = fit_at(c, k)->end;
  uint32_t n = k + 1;

  while (n < c->sent->last
         && (fit_at(c, n)->mark == ',' || fit_at(c, n)->mark == '-'))
    end = fit_at(c, n++)->mark;
  *next = n;
  return end;
}

/* "“...”, while X said": does a word lead in a clause of its own? */
static bool
is_parted(const Item *item)
{
  return (item->bits & (W_SUB | W_CONJ)) && !(item->cue & WORD_AS);
}

/* The frame that follows the quote `k` and belongs to it: "...," said X. */
static Choice
choose_right(const Setting *c, uint32_t k)
{
  Choice none = { NULL, FIT_NONE };
  uint32_t n, tries = FRAMES;
  char end = end_of(c, k, &n);

  if (end == '.' && n < c->sent->last && (fit_at(c, n)->shape & ITEM_UPPER))
    return none;
  for (uint32_t i = c->before; i < c->frames->count && tries--; i++) {
    const Frame *frame = &c->frames->items[i];
    uint32_t start = frame->first;
    if (frame->flags & FRAME_ACCORDING)
      return start <= n + 1 && frame->subject.first != NONE
                 ? (Choice){ frame, FIT_BESIDE }
                 : none;
    if (frame->subject.first == NONE || !fit_is_said(frame))
      continue;
    if (frame->subject.first < start)
      start = frame->subject.first;
    if (start < n)
      continue;
    if (start > n + 2)
      return none;
    return (Choice){ frame, end && !is_parted(fit_at(c, n)) ? FIT_BESIDE
                                                            : FIT_CLAUSE };
  }
  return none;
}

/* "..., X said." at the end speaks for the whole sentence. */
static Choice
choose_last(const Setting *c, uint32_t k)
{
  uint32_t tries = FRAMES;

  for (uint32_t i = c->frames->count; i-- > c->before && tries--;) {
    const Frame *frame = &c->frames->items[i];
    uint32_t start = frame->first;
    if (frame->subject.first == NONE
        || !(fit_is_said(frame) || (frame->flags & FRAME_ACCORDING)))
      continue;
    if (frame->subject.first < start)
      start = frame->subject.first;
    if (start > k + 1
        && (fit_at(c, start - 1)->mark == ','
            || fit_at(c, start - 1)->kind == ITEM_QUOTE))
      return (Choice){ frame, FIT_CLAUSE };
  }
  return (Choice){ NULL, FIT_NONE };
}

/* "grinned", and any unknown word of such a form: "corrects" */
static bool
may_be_verb(const Setting *c, uint32_t i)
{
  const Item *item = fit_at(c, i);

  if (item->shape & ITEM_UPPER)
    return false;
  return (item->cue & (FORM_ED | FORM_S | FORM_EN)) || (item->shape & ITEM_ED)
         || (!item->classes && !(item->shape & ITEM_POSSESSIVE)
             && c->text->doc->text[item->span.end - 1] == 's');
}

/* "...," cracked producer X. */
static bool
is_turned(const Setting *c, uint32_t n, Phrase *subject)
{
  uint32_t last;

  if (n + 1 >= c->sent->last || fit_at(c, n)->kind != ITEM_WORD
      || !may_be_verb(c, n) || (fit_at(c, n)->bits & ~(uint32_t)W_VERB)
      || !phrase_from(c->items, n + 1, c->sent->last, subject)
      || !phrase_is_name(fit_at(c, subject->head)))
    return false;
  last = subject->last;
  return last == c->sent->last || fit_at(c, last)->kind >= ITEM_MARK;
}

bool
fit_bare(const Setting *c, uint32_t k, Phrase *subject, uint32_t *verb)
{
  uint32_t n;
  char end = end_of(c, k, &n);

  if (k == c->sent->first && end == ',' && is_turned(c, n, subject)) {
    *verb = n;
    return true;
  }
  if (k != c->sent->first || !end || end == '.'
      || !phrase_from(c->items, n, c->sent->last, subject))
    return false;
  *verb = subject->last;
  while (*verb < c->sent->last && (fit_at(c, *verb)->bits & W_ADVERB))
    ++*verb;
  if (*verb >= c->sent->last || fit_at(c, *verb)->kind != ITEM_WORD)
    return false;
  return may_be_verb(c, *verb)
         && (phrase_is_name(fit_at(c, subject->head))
             || (fit_at(c, subject->head)->bits & (W_PERSONAL | W_ROLE)));
}

/* Does the cue lead straight to the quote, with no more than a hearer or
 * "that" between them? */
static bool
is_beside(const Setting *c, const Frame *frame, uint32_t k)
{
  if (k > frame->last
      && ((fit_at(c, k - 1)->bits & W_PREP)
          || (fit_at(c, k - 1)->shape & ITEM_POSSESSIVE)))
    return false;
  for (uint32_t i = frame->last; i < k; i++) {
    const Item *item = fit_at(c, i);
    if (item->kind == ITEM_QUOTE || item->mark == ';')
      return false;
    if ((item->mark == ':' || item->mark == ',') && i + 1 == k)
      return true;
    if (phrase_is_finite(c->items, c->sent->first, i))
      return false;
  }
  return k - frame->last < (frame->cue & CUE_JUDGE ? 6u : 3u);
}

/* ", while Y spoke of ...": somebody else's clause. */
static bool
is_while(const Setting *c, uint32_t i)
{
  const Item *item = fit_at(c, i);

  return (item->bits & W_SUB) && item->span.end - item->span.begin == 5
         && memcmp(c->text->doc->text + item->span.begin, "while", 5) == 0
         && fit_at(c, i - 1)->mark == ',';
}

/* Does the clause of `outer` go on up to the frame `inner`?  Then what is said
 * there is said by the outer subject: "X said that Y knew ...". */
static bool
is_within(const Setting *c, const Frame *outer, const Frame *inner)
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
  if (end > outer->last + REACH)
    return false;
  for (uint32_t i = outer->last; i < end; i++) {
    const Item *item = fit_at(c, i);
    if (item->mark == ';' || is_while(c, i))
      return false;
    if ((item->bits & W_CONJ) && fit_at(c, i - 1)->mark == ',')
      return false;
  }
  return true;
}

/* "dismissed Lorn's claim that ... as “a tale”", "as a “tale”": whoever judges
 * says it. */
static bool
is_judged_as(const Setting *c, const Frame *frame, uint32_t k)
{
  uint32_t i = k - 1;

  if (frame->subject.first == NONE || (frame->flags & FRAME_PASSIVE))
    return false;
  if (i > frame->last && (fit_at(c, i)->bits & W_DET))
    i--;
  return i >= frame->last && (fit_at(c, i)->cue & WORD_AS);
}

static int
fit_left(const Setting *c, const Frame *frame, uint32_t k)
{
  if (frame->subject.first == NONE && !(frame->flags & FRAME_PASSIVE))
    return FIT_NONE;
  if (frame->flags & FRAME_NOUN)
    return frame->last < k && (fit_at(c, frame->last)->cue & WORD_THAT)
               ? FIT_CLAUSE
               : FIT_NONE;
  if ((frame->cue & CUE_JUDGE) && is_judged_as(c, frame, k))
    return FIT_BESIDE;
  if (!(frame->cue & (CUE_SAY | CUE_TELL | CUE_JUDGE)))
    return FIT_WEAK;
  if ((frame->cue & CUE_THINK) && !(frame->cue & CUE_SAY))
    return FIT_WEAK;
  return is_beside(c, frame, k) ? FIT_BESIDE : FIT_CLAUSE;
}

static Choice
choose_left(const Setting *c, uint32_t k)
{
  Choice best = { NULL, FIT_NONE };
  uint32_t tries = FRAMES;

  for (uint32_t i = c->before; i-- > 0 && tries--;) {
    const Frame *frame = &c->frames->items[i];
    int fit;
    if (frame->last > k)
      continue;
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

Choice
fit_choose(const Setting *c, uint32_t k)
{
  Choice left = choose_left(c, k), right = choose_right(c, k);

  /* "BEL OUT: “No regrets”, says judge" */
  if (right.fit == FIT_BESIDE
      && (left.fit < FIT_BESIDE
          || (left.frame->flags & (FRAME_NEGATED | FRAME_COLON))))
    return right;
  if (left.fit >= FIT_CLAUSE)
    return left;
  if (right.frame)
    return right;
  right = choose_last(c, k);
  return right.frame ? right : left;
}
