/* SPDX-License-Identifier: Apache-2.0
 *
 * frames.c - see frames.h.
 */
#include "frames.h"

#include "phrase.h"
#include "search.h"
#include "verbless.h"

static const Phrase no_phrase = { NONE, NONE, NONE };

static void
find_subject(const Search *s, Frame *frame)
{
  frame->subject = no_phrase;
  if (frame->flags & FRAME_PASSIVE) {
    Phrase by;
    if (frame->last + 1 < s->sent->last
        && item_is(search_at(s, frame->last), WORD_BY)
        && phrase_from(s->items, frame->last + 1, s->sent->last, &by))
      frame->subject = by;
    return;
  }
  if ((frame->flags & FRAME_PARTICIPLE)
      && search_with(s, frame->first, &frame->subject))
    return;
  if (frame->flags & (FRAME_PARTICIPLE | FRAME_INFINITIVE)) {
    if (!search_main(s, frame->first, &frame->subject))
      frame->subject = no_phrase;
    return;
  }
  if ((frame->cue & CUE_SAY)
      && search_after(s, frame->first, frame->last, &frame->subject)) {
    frame->flags |= FRAME_INVERTED;
    return;
  }
  if (!search_before(s, frame->first, &frame->subject))
    frame->subject = no_phrase;
}

/* "Asked about it, ...", "when asked by X", "as reported by X". */
static bool
is_bare_passive(const Search *s, uint32_t i)
{
  const Item *item = search_at(s, i), *last = item - 1, *next = item + 1;

  if (!(item->cue & (FORM_ED | FORM_EN)) || i + 1 >= s->sent->last)
    return false;
  if (i == s->sent->first || i == s->sent->body || !(last->bits & W_SUB))
    return i == s->sent->body && (item->cue & CUE_TELL)
           && (item->cue & CUE_DEMAND);
  return (last->cue & WORD_AS) ? next->cue & WORD_BY
                               : item->cue & CUE_TELL && !(last->bits & W_REL);
}

/* "what an aide called ...", "what he described as ...": tells of the thing,
 * but for the words that follow right behind. */
static bool
is_what(const Search *s, const Frame *frame)
{
  uint32_t first = frame->subject.first, next = frame->last;

  next += next < s->sent->last && item_is(search_at(s, next), WORD_AS);
  return (frame->cue & CUE_JUDGE) && first != NONE && first < frame->first
         && first > s->sent->first && search_is_word(s, first - 1, "what")
         && !(next < s->sent->last && search_at(s, next)->kind == ITEM_QUOTE);
}

static bool
add_group(Search *s, uint32_t i, uint32_t last, uint32_t cue)
{
  Frame frame = { .first = i, .last = last, .cue = search_at(s, i)->cue | cue };

  if ((frame.cue & FORM_ING))
    frame.flags |= FRAME_PARTICIPLE;
  if (frame.cue & CUE_PHRASAL) {
    frame.cue |= CUE_SAY;
    frame.last++;
  }
  if (i > s->sent->first && item_is(search_at(s, i - 1), WORD_TO)) {
    frame.flags |= FRAME_INFINITIVE;
    frame.first--;
  } else {
    search_extend(s, &frame);
  }
  if ((frame.cue & FORM_BASE) && !(frame.cue & FORM_ED)
      && frame.first > s->sent->first
      && (search_at(s, frame.first - 1)->bits & W_CONJ))
    frame.flags |= FRAME_INFINITIVE;
  if (search_is_naming(s, i) || is_bare_passive(s, i))
    frame.flags |= FRAME_PASSIVE;
  find_subject(s, &frame);
  if (is_what(s, &frame))
    return true;
  return array_push(s->frames, frame);
}

static bool
is_quoted(const Search *s, uint32_t i)
{
  static const char *const words[] = { "quoted", "quotes", "quoting", "cited",
                                       "cites",  "citing", "reported" };

  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (search_is_word(s, i, words[k]))
      return true;
  return false;
}

/* "was quoted as saying", "quoted X as saying": the subject of the first is the
 * frame's, the object of the second. */
static bool
add_quoted(Search *s, uint32_t i)
{
  Frame frame = { .first = i, .last = i + 1, .cue = search_at(s, i)->cue };
  Frame *last = s->frames->count > s->first
                    ? &s->frames->items[s->frames->count - 1]
                    : NULL;
  bool passive;

  if (!last || i < s->sent->first + 2 || last->last + SEARCH_NEAR < i
      || !is_quoted(s, last->last - 1))
    return add_group(s, i, i + 1, 0);
  passive = last->flags & FRAME_PASSIVE;
  if (passive) {
    frame.first = last->first;
    s->frames->count--;
  }
  if (!(passive
            ? search_before(s, frame.first, &frame.subject)
            : phrase_from(s->items, last->last, i, &frame.subject)
                  || phrase_to(s->items, last->last, i - 2, &frame.subject)))
    frame.subject = no_phrase;
  if (!passive) {
    frame.first = last->first;
    *last = frame;
    return true;
  }
  return array_push(s->frames, frame);
}

static bool
add_verb(Search *s, uint32_t i)
{
  if ((search_at(s, i)->cue & FORM_ING) && i > s->sent->first
      && (search_at(s, i - 1)->cue & WORD_AS))
    return add_quoted(s, i);
  return add_group(s, i, i + 1, 0);
}

/* "raised a toast", "posted a message": the verb before the noun counts. */
static bool
add_speech(Search *s, uint32_t i)
{
  uint32_t k = i;

  while (k > s->sent->first && i - k < 3
         && search_at(s, k - 1)->kind == ITEM_WORD
         && !(search_at(s, k - 1)->bits & W_DET))
    k--;
  if (k < s->sent->first + 2 || !(search_at(s, k - 1)->bits & W_DET))
    return true;
  k -= 2;
  if (!(search_at(s, k)->bits & W_VERB)
      || !(search_at(s, k)->cue & (FORM_ED | FORM_S | FORM_ING))
      || (search_at(s, k)->cue & CUE_ANY) || !search_is_verb(s, k))
    return true;
  return add_group(s, k, i + 1, CUE_SAY);
}

bool
frames_find(const Text *text, const Items *items, const Sent *sent,
            Frames *frames)
{
  Search s = { text, items->items, sent, frames, frames->count };
  uint32_t next = sent->body;

  if (verbless_may_have_colon(&s) && !verbless_colon(&s))
    return false;
  if (item_is(search_at(&s, sent->body), WORD_IN) && !verbless_poll(&s))
    return false;
  for (uint32_t k = sent->cue; k < sent->cue_end; k++) {
    uint32_t i = items->cues.items[k];
    const Item *item = search_at(&s, i);
    uint32_t words;
    if (i < next)
      continue;
    words = item_is(item, WORD_ACCORDING | WORD_IN) ? verbless_words(&s, i) : 0;
    if (words) {
      next = i + words;
      if (!verbless_according(&s, i, words))
        return false;
    } else if ((item->cue & CUE_ANY) && search_is_verb(&s, i)) {
      if (!add_verb(&s, i))
        return false;
    } else if (item->cue & (WORD_CUE_NOUN | WORD_SPEECH)) {
      if ((item->cue & WORD_CUE_NOUN) && !verbless_noun(&s, i))
        return false;
      if ((item->cue & WORD_SPEECH) && !add_speech(&s, i))
        return false;
    }
  }
  return true;
}
