/* SPDX-License-Identifier: Apache-2.0
 *
 * subject.c - who does what a verb says that has no subject of its own: whom
 * the clause or the sentence tells about.  A part of the search for frames;
 * subject_before.c and subject_after.c walk from a verb to its own.
 */
#include "frames.h"
#include "phrase.h"
#include "search.h"

/* "Asked by us, ...", "Pressed on it, ..." */
static bool
is_asked(const Item *items, uint32_t i, uint32_t end)
{
  bool noun = (items[i].cue & WORD_NOUN) && (items[i].cue & CUE_ANY);

  return (items[i].cue & (FORM_ED | FORM_EN)) && !noun && i + 1 < end
         && (items[i + 1].bits & W_PREP);
}

bool
frames_subject(const Item *items, uint32_t from, uint32_t end, Phrase *phrase)
{
  bool intro = false;

  if (end > from + SEARCH_REACH)
    end = from + SEARCH_REACH;
  for (uint32_t i = from; i < end; i++) {
    const Item *item = &items[i];
    if (item->kind == ITEM_MARK || item->kind == ITEM_QUOTE) {
      intro = false;
      continue;
    }
    if (intro)
      continue;
    if (!phrase_is_name(item)
        && ((item->bits & W_CONJ) || item_is_adverb(item)))
      continue;
    if (((item->cue & FORM_ING) && !(item->bits & W_ROLE))
        || (i == from && is_asked(items, i, end))) {
      intro = true;
      continue;
    }
    if (phrase_from(items, i, end, phrase))
      return true;
    intro = true;
  }
  return false;
}

/* Does a new clause begin at item `i`: ", but", "while", ";"? */
static inline bool
is_new_clause(const Item *item, const Item *first)
{
  if (!((item->bits & W_CONJ) | (item->mark == ';')))
    return false; /* most are such words */
  return item->mark == ';' || (item > first && item[-1].mark == ',');
}

/* "raised it more than economists had expected, saying": is what is thought
 * compared with, and so not the clause's own? */
static bool
is_aside(const Search *s, const Frame *frame, uint32_t begin)
{
  uint32_t i = frame->subject.first;

  if ((frame->cue & CUE_SAY) || !(frame->cue & CUE_THINK))
    return false;
  for (uint32_t tries = SEARCH_FRAMES; i > begin && tries--; i--) {
    if (search_is_word(s, i - 1, "than"))
      return true;
    if (search_at(s, i - 1)->kind == ITEM_MARK)
      return false;
  }
  return false;
}

/* "..., X said, calling it “...”": does the verb follow one of saying whose
 * subject stands before it? */
static bool
is_afterthought(const Search *s, uint32_t verb)
{
  const Frame *last;

  if (s->frames->count == s->first || verb < s->sent->body + 2
      || search_at(s, verb - 1)->mark != ',')
    return false;
  last = &s->frames->items[s->frames->count - 1];
  return last->last == verb - 1 && (last->cue & CUE_SAY)
         && !(last->flags
              & (FRAME_NOUN | FRAME_PASSIVE | FRAME_PARTICIPLE
                 | FRAME_INFINITIVE))
         && last->subject.first != NONE;
}

bool
search_main(const Search *s, uint32_t verb, Phrase *phrase)
{
  const Item *first = search_at(s, s->sent->first), *item = search_at(s, verb);
  const Item *low = search_at(s, s->sent->body);
  uint32_t begin, tries = SEARCH_FRAMES;

  if (is_afterthought(s, verb)) {
    *phrase = s->frames->items[s->frames->count - 1].subject;
    return true;
  }
  if (item - low > SEARCH_REACH)
    low = item - SEARCH_REACH;
  while (item > low && !is_new_clause(item, first))
    item--;
  begin = (uint32_t)(item - s->items);
  for (uint32_t i = s->first; i < s->frames->count && tries--; i++) {
    const Frame *frame = &s->frames->items[i];
    if (frame->first >= begin && frame->subject.first != NONE
        && !(frame->flags & (FRAME_ACCORDING | FRAME_NOUN))
        && !is_aside(s, frame, begin)) {
      *phrase = frame->subject;
      return true;
    }
  }
  if (frames_subject(s->items, begin, verb, phrase))
    return true;
  return frames_subject(s->items, s->sent->body, verb, phrase);
}

bool
search_with(const Search *s, uint32_t verb, Phrase *phrase)
{
  return verb > s->sent->body + 1
         && phrase_to(s->items, s->sent->body, verb - 1, phrase)
         && phrase->first > s->sent->body
         && search_is_word(s, phrase->first - 1, "with")
         && (phrase_is_name(search_at(s, phrase->head))
             || (search_at(s, phrase->head)->bits
                 & (W_ROLE | W_TITLE | W_GROUP)));
}
